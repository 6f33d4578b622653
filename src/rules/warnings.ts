import { isLocale, type Locale } from '#src/locales.ts'
import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import type { WarningCode } from '#src/model/codes.ts'
import {
  documentTitle,
  eachField,
  isRecord,
  type LocalizedItem,
  localizedItems,
  recordsIn,
} from '#src/model/fields.ts'
import { isSafeLink } from '#src/model/links.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument, Snapshot } from '#src/model/schema.ts'
import { proposedSortName } from '#src/model/sort-name.ts'
import { conflictsOf, rowsOf } from '#src/programme/conflicts.ts'
import { conflictWarnings } from './conflict-warnings.ts'
import type { Warning } from './findings.ts'
import { followsGlossary, type Glossary, glossaryOf } from './glossary.ts'
import type { deadLinksIn } from './page-links.ts'
import { isEmptyText, missingLocales } from './review.ts'

type DeadLinks = ReturnType<typeof deadLinksIn>

/** The warnings of all documents, in the order of the documents. `deadLink` looks at links to pages of this site. */
export function warningsOf(
  documents: readonly RawDocument[],
  { editions, sessions, breaks }: Omit<Snapshot, 'forum'>,
  titlesIn: Locale,
  deadLink: DeadLinks,
): Warning[] {
  const timed = new Map([...sessions, ...breaks].map((item) => [item._id, item]))
  const titleOf = (document: RawDocument) => documentTitle(document, titlesIn)
  const conflicts = conflictWarnings(conflictsOf(rowsOf({ sessions, breaks })), documents, titleOf)
  const glossary = glossaryOf(documents)
  return documents.flatMap((document) => {
    const warn: Warn = (path, code, more = {}) => ({
      documentId: document._id,
      documentType: document._type,
      title: titleOf(document),
      path,
      code,
      facts: {},
      ...more,
    })
    const warnings = fieldWarnings(document, glossary, deadLink, warn)
    const time = timed.get(document._id)
    const edition = editions.find(({ _id }) => _id === time?.edition)
    if (time && edition && (time.date < edition.firstDay || time.date > edition.lastDay)) {
      const facts = { date: time.date, firstDay: edition.firstDay, lastDay: edition.lastDay }
      warnings.push(warn('date', 'outsideEdition', { facts }))
    }
    warnings.push(...themeWarnings(document, warn))
    for (const { path, id } of namedAgain(document)) {
      const person = documents.find(({ _id }) => _id === id)
      if (person) warnings.push(warn(path, 'contributorTwice', { facts: { name: titleOf(person) } }))
    }
    if (isPersonWithoutSortName(document)) {
      const proposal = proposedSortName(titleOf(document), 'person')
      if (proposal !== titleOf(document))
        warnings.push(warn('sortName', 'missingSortName', { facts: { proposal } }))
    }
    return [...warnings, ...(conflicts.get(document._id) ?? [])]
  })
}

/** The theme of a day that is not of the edition is seen nowhere. */
function themeWarnings({ _type, themes, firstDay, lastDay }: RawDocument, warn: Warn): Warning[] {
  if (_type !== 'edition' || !Array.isArray(themes)) return []
  return themes
    .filter(isRecord)
    .flatMap(({ _key, date }) =>
      typeof date === 'string' &&
      typeof firstDay === 'string' &&
      typeof lastDay === 'string' &&
      (date < firstDay || date > lastDay)
        ? [warn(`themes[_key=="${_key}"].date`, 'outsideEdition', { facts: { date, firstDay, lastDay } })]
        : [],
    )
}

/** Who is in a session that names them before, each with the place of its row. */
function namedAgain({ _type, contributors }: RawDocument): readonly { path: string; id: string }[] {
  if (_type !== 'session') return []
  const known = new Set<string>()
  return recordsIn(contributors).flatMap(({ _key, contributor }) => {
    const id = referencedId(contributor)
    if (id === undefined) return []
    if (known.has(id)) return [{ path: `contributors[_key=="${_key}"].contributor`, id }]
    known.add(id)
    return []
  })
}

/** People are filed by their names as they are written until somebody says which word is the family's. */
const isPersonWithoutSortName = ({ _type, kind, sortName }: RawDocument) =>
  _type === 'contributor' &&
  kind === 'person' &&
  !localizedItems(sortName)?.some(({ value }) => !isEmptyText(value))

type Warn = (path: string, code: WarningCode, more?: Partial<Warning>) => Warning

/** Runs over all content at each keystroke in the Studio, so the cheap checks that rule out most values come first. */
function fieldWarnings(
  document: RawDocument,
  glossary: Glossary,
  deadLink: DeadLinks,
  warn: Warn,
): Warning[] {
  const warnings: Warning[] = []
  eachField(document, (path, key, value) => {
    if (linkFields.has(key) && typeof value === 'string')
      warnings.push(...linkWarnings(path, value, deadLink, warn))
    if (key === 'image' && isRecord(value) && value.asset && !localizedItems(value.alt)) {
      warnings.push(warn(`${path}.alt`, 'missingAlt'))
    }
    const lines = localizedItems(value)
    if (!lines) return
    if (path === 'notice.text') warnings.push(...longNotices(path, lines, warn))
    for (const locale of missingLocales(document, key, lines)) {
      warnings.push(warn(path, 'missingTranslation', { locale }))
    }
    for (const { locale, found: term, instead } of brokenTerms(document, glossary, lines)) {
      warnings.push(warn(path, 'glossary', { locale, facts: { found: term, instead } }))
    }
  })
  return warnings
}

function linkWarnings(path: string, link: string, deadLink: DeadLinks, warn: Warn): Warning[] {
  if (!isSafeLink(link)) return [warn(path, 'unsafeLink', { facts: { found: link } })]
  const dead = deadLink(link)
  return dead ? [warn(path, dead.meant ? 'deadLinkMeant' : 'deadLink', { facts: { ...dead } })] : []
}

/** A notice stands above every page: a longer one fills the screen of a phone. */
export const maxNotice = 280

const longNotices = (path: string, lines: readonly LocalizedItem[], warn: Warn): Warning[] =>
  lines.flatMap(({ language: locale, value }) =>
    isLocale(locale) && typeof value === 'string' && value.trim().length > maxNotice
      ? [warn(path, 'longNotice', { locale, facts: { most: String(maxNotice) } })]
      : [],
  )

const linkFields = new Set(['href', 'url', 'congressSite', 'registration', 'stream', 'recording'])

function brokenTerms(document: RawDocument, glossary: Glossary, lines: readonly LocalizedItem[]) {
  if (!followsGlossary(document)) return []
  return lines.flatMap(({ language, value: text }) =>
    isLocale(language)
      ? glossary(language, plainSpaces(cleanText(textOf(text)))).map((hint) => ({
          locale: language,
          ...hint,
        }))
      : [],
  )
}

/** The words of a text or a rich text; empty for a slug, which is not prose. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : ''
  const children = (block: unknown) =>
    isRecord(block) && Array.isArray(block.children) ? block.children.filter(isRecord) : []
  return value
    .map((block) =>
      children(block)
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n')
}
