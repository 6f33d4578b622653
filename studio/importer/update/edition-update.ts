import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isDate } from '#src/model/time.ts'
import { documentsOfEdition, timedDocuments } from '../../edition-documents.ts'
import { publishedId } from '../../ids.ts'
import { everySlug, isFilled } from '../../schema/localized-fields.ts'
import { daysOfText, type EditionFields } from '../edition-fields.ts'
import { isCancellation } from '../item-titles.ts'
import type { Plan } from '../plan.ts'
import { type PlannedDraft, plannedDrafts } from '../plan-drafts.ts'
import { foldForMatching } from '../vocabulary.ts'
import type { ReturnedWords } from '../workbook/sent-words.ts'
import { compared, comparedCells, type Difference } from './differences.ts'
import { importedOf, isImportedType } from './imported.ts'
import { asKnown, knownDocuments, namesOf } from './known-documents.ts'
import { asSaid } from './said-by-schedules.ts'
import { type TextsLine, textLines } from './text-updates.ts'

/** What would become of one document. Lines have the same ids each time that an update of the same text is made. */
export type UpdateLine = { id: string } /** `isSure`: nothing here can be the same by another name. */ & (
  | { kind: 'new'; draft: RawDocument; isSure: boolean }
  | {
      kind: 'moved' | 'changed' | 'cancelled'
      document: RawDocument
      wanted: RawDocument
      differences: readonly Difference[]
    }
  /** A session or a break that the text has no more, or never had. */
  | { kind: 'gone'; document: RawDocument }
  | TextsLine
)
export const updateKinds = ['new', 'moved', 'changed', 'cancelled', 'words', 'gone'] as const

/** What a text would change in an edition. */
export type EditionUpdate = {
  locale: Locale
  lines: readonly UpdateLine[]
  /** Drafts of rooms, people and parts that do not exist yet, by their ids: each is created with the first line that refers to it. */
  along: ReadonlyMap<string, RawDocument>
  /** How many documents are as the text has them. */
  unchanged: number
  /** How many texts of these documents were changed here and not in the text: they stay. */
  kept: number
  /** Whether the text has sessions or breaks, and none of them is known here: it may be meant for another edition. */
  isStrange: boolean
  /** Of sheets of words: texts of documents that are no longer there, and rows that are of none. */
  stray: number
}

/**
 * Compares the plan of a text with an edition that exists, in the language of the plan. What the text does not say is no difference.
 * The same input with the same `newId` gives the same update.
 */
export function editionUpdate(
  plan: Plan,
  edition: RawDocument,
  { existing, publishedOf, newId, words = [] }: UpdateOptions,
): EditionUpdate {
  const own = documentsOfEdition(existing, edition._id)
  // Days without a date are counted from the day that the text gives, which may be the second of the edition alone.
  const firstDay = daysOfText(plan).firstDay || (typeof edition.firstDay === 'string' ? edition.firstDay : '')
  const documents = knownDocuments(plan, edition, {
    ...{ existing, own, firstDay },
    ...(publishedOf && { publishedOf }),
  })
  const known = new Map([...documents].map(([of, { _id }]) => [of, _id]))
  const drafts = plannedDrafts(asKnown(plan, documents), fieldsOf(plan, firstDay), {
    existing,
    newId,
    known,
    usedSlugs: own.flatMap(({ slug }) => everySlug(slug)),
  })

  const items = own.filter(isItem)
  // An edition that is still empty has nothing that could be known again.
  const isInNewLanguage = items.length > 0 && !items.some(({ title }) => isFilled(plan.locale, title))
  const madeHere = new Set(plan.parts.filter(({ isStated }) => !isStated).map(({ id }) => id))
  const [here, absent] = [
    drafts.filter(({ of }) => documents.has(of)),
    drafts.filter(({ of }) => !documents.has(of)),
  ]
  const along = new Map(
    absent
      .filter(({ draft }) => goesAlong.has(draft._type))
      .map(({ draft }) => [publishedId(draft._id), draft]),
  )
  const added = absent
    .filter(({ draft }) => !goesAlong.has(draft._type) && draft._type !== 'forum')
    .map(({ of, draft }): UpdateLine => {
      return { id: of, kind: 'new', draft, isSure: !(isInNewLanguage && isItem(draft)) }
    })
  const byId = new Map([...existing.map((one): [string, RawDocument] => [one._id, one]), ...along])
  const naming = { locale: plan.locale, named: (id: string) => byId.get(id) }
  const sentOf = new Map(plan.items.flatMap(({ id, sent }) => (sent ? [[id, sent] as const] : [])))
  const ofSchedule = new Set(plan.items.filter((one) => one.source?.areRolesUnsaid).map(({ id }) => id))
  const pairs = here
    // A workbook of ours names rooms and parts, and says nothing of them.
    .filter(({ of, draft }) => !madeHere.has(of) && (sentOf.size === 0 || isItem(draft)))
    .flatMap(({ of, draft }) => {
      const document = documents.get(of)
      const wanted = document && ofSchedule.has(of) ? asSaid(document, draft, plan.locale) : draft
      const sent = sentOf.get(of)
      const found = sent
        ? comparedCells(document, wanted, sent, naming)
        : document && compared(document, wanted, plan.locale, along)
      if (!document || !found) return []
      const differences = found.differences.map((one) =>
        one.aspect === 'time' && isOutside(wanted.date, edition)
          ? { ...one, certainty: 'outside' as const }
          : one,
      )
      return [{ document, wanted, ...found, differences }]
    })
  const changed = pairs
    .filter(({ differences }) => differences.length > 0)
    .map(({ kept, ...one }): UpdateLine => ({ id: one.document._id, kind: kindOf(one.differences), ...one }))
  const left = gone(own, documents, drafts)
  const cancelled = left.flatMap((line) => cancelledByState(line, plan))
  const ids = new Set(cancelled.map(({ id }) => id))
  const inWords = textLines(words, existing, (document, { path, locale }) =>
    pairs.some(
      (one) =>
        one.document === document &&
        locale === plan.locale &&
        one.differences.some(({ aspect }) => aspect === path),
    ),
  )
  return {
    ...{ locale: plan.locale, along },
    lines: [...changed, ...added, ...cancelled, ...inWords.lines, ...left.filter(({ id }) => !ids.has(id))],
    stray: words.reduce((sum, { unknown }) => sum + unknown, inWords.stray),
    unchanged: pairs.filter((one) => one.differences.length === 0 && isImportedType(one.document._type))
      .length,
    kept: pairs.reduce((sum, { kept }) => sum + kept, 0),
    isStrange: plan.items.length > 0 && !plan.items.some(({ id }) => documents.has(id)),
  }
}

/** Whether a date is none of the days of an edition, where these are known. */
const isOutside = (date: unknown, { firstDay, lastDay }: RawDocument): boolean =>
  [date, firstDay, lastDay].every((day) => typeof day === 'string' && isDate(day)) &&
  (String(date) < String(firstDay) || String(date) > String(lastDay))

type UpdateOptions = {
  existing: readonly RawDocument[]
  publishedOf?: (document: RawDocument) => RawDocument | undefined
  newId: () => string
  /** What was edited in the sheets of words of a workbook. */
  words?: readonly ReturnedWords[]
}

/** A session that a table leaves out since its state is "cancelled". */
function cancelledByState(line: UpdateLine, { problems }: Plan): readonly UpdateLine[] {
  if (line.kind !== 'gone' || line.document._type !== 'session') return []
  const titles = new Set(namesOf(line.document).map(foldForMatching))
  const isNamed = problems.some(
    ({ code, facts: { title = '', status = '' } }) =>
      code === 'rowLeftOut' && isCancellation(status) && titles.has(foldForMatching(title)),
  )
  if (!isNamed) return []
  const imported = importedOf(line.document)
  const difference: Difference = {
    ...{ aspect: 'status', before: 'scheduled', after: 'cancelled' },
    certainty: imported === undefined ? 'unknown' : 'sure',
  }
  const wanted = { ...line.document, status: 'cancelled' }
  return [{ id: line.id, kind: 'cancelled', document: line.document, wanted, differences: [difference] }]
}

const goesAlong: ReadonlySet<string> = new Set(['room', 'contributor', 'part'])

/** The fields of the edition as far as the text itself gives them: nothing is guessed for an edition that exists. */
const fieldsOf = ({ facts }: Plan, firstDay: string): EditionFields => ({
  title: facts.title ?? '',
  ordinal: '',
  slug: '',
  firstDay,
  lastDay: '',
  timeZone: facts.timeZone ?? '',
  city: facts.city ?? '',
  country: facts.country ?? '',
  venue: facts.venue ?? '',
  forumName: '',
  organisation: '',
  acronym: '',
})

const kindOf = (differences: readonly Difference[]): 'moved' | 'changed' | 'cancelled' => {
  const all = new Set(differences.map(({ aspect }) => aspect))
  if (differences.some(({ aspect, after }) => aspect === 'status' && after === 'cancelled'))
    return 'cancelled'
  return all.has('time') || all.has('rooms') ? 'moved' : 'changed'
}

/**
 * What a text has no more: sessions and breaks of an earlier import on the days that the text has; where nothing is known of imports, all of
 * these days.
 */
function gone(
  own: readonly RawDocument[],
  documents: ReadonlyMap<string, RawDocument>,
  drafts: readonly PlannedDraft[],
): readonly UpdateLine[] {
  const found = new Set(documents.values())
  const items = timedDocuments(own)
  const isRecorded = items.some((one) => importedOf(one) !== undefined)
  const read = drafts.map(({ draft }) => draft).filter(isItem)
  const days = new Set([...read, ...[...found].filter(isItem)].map(({ date }) => date))
  return items
    .filter((one) => !found.has(one) && one.status !== 'cancelled' && days.has(one.date))
    .filter((one) => !isRecorded || importedOf(one) !== undefined)
    .map((document) => ({ id: document._id, kind: 'gone', document }))
}

const isItem = ({ _type }: RawDocument) => _type === 'session' || _type === 'break'
