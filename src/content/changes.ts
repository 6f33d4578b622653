import type { Changes } from '#src/addresses/change-history.ts'
import { formerPeople, withoutFormerPeople } from '#src/addresses/former-people.ts'
import { type Ledger, takenIn } from '#src/addresses/ledger.ts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import { type Address, addressesOf, type Subject } from '#src/addresses/paths.ts'
import { addressTable, changesUntil, nextBestPage } from '#src/addresses/table.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { documentsOf } from '#src/programme/documents.ts'
import type { Content } from './content.ts'
import { Moment } from './moment.ts'
import { framePieces, pagePieces, showSame } from './page-pieces.ts'
import { pagesNear, pagesOfOtherDays } from './page-reach.ts'
import { typesetSnapshot } from './typography.ts'

/** How one page changes, in some of its languages. */
export type PageChange = {
  subject: Subject
  title: string
  kind: 'new' | 'changed' | 'moved' | 'gone'
  languages: readonly LanguageChange[]
}

/**
 * A page in one language: its address before and after the change. Where the page moves, the old address redirects to
 * the new one. Where it is gone, its address says so and links to `leadsTo`.
 */
export type LanguageChange = { locale: Locale; before?: Address; after?: Address; leadsTo?: Address }

/**
 * How a change of some documents changes the site, page by page: which pages show something else than before, in which
 * languages. `before` is the published content, `after` the content with the change; titles are in `locale`. Pages that
 * are gone come first, then moved, new and changed ones.
 *
 * A page is what readers open at its own address, in one language. Frames, feeds, pictures and old addresses are none.
 * Costs as much as the pages near the documents have on them, and the addresses of all pages.
 * @throws {LostAddressError} where an earlier address would be lost
 */
export function pageChanges(
  ids: readonly string[],
  { before: published, after: wanted, ledger, now = 0 }: Versions,
  locale: Locale,
): readonly PageChange[] {
  const before = published && versionOf(published, ledger, now)
  const after = versionOf(wanted, ledger, now)
  const leadsTo = nextBestPages(after, ledger)
  const near = subjectsIn(before, after, (version) => [
    ...pagesNear(new Set(ids), version.documents),
    ...(before && version === after ? pagesOfOtherDays(before.documents, after.documents) : []),
  ])
  const changes = locales.flatMap(({ locale: language }) => {
    const isFrameSame = before !== undefined && hasSameFrame(language, before, after)
    // Where the header or the footer changes, all pages do.
    const subjects = isFrameSame ? near : subjectsIn(before, after, subjectsOf(language))
    return subjects.flatMap((subject) => {
      const change = languageChange(subject, language, isFrameSame, before, after)
      return change ? [{ subject, change }] : []
    })
  })
  const pages = Map.groupBy(changes, ({ subject }) => keyOf(subject)).values()
  return Array.from(pages, (page): PageChange => {
    const [{ subject } = { subject: forum }] = page
    const languages = page.map(({ change }) =>
      change.after === undefined ? { ...change, leadsTo: leadsTo(change.locale, subject) } : change,
    )
    const title =
      shown(titleOf(subject, after.documents), locale) ??
      (before && shown(titleOf(subject, before.documents), locale))
    return { subject, title: title?.value ?? '', kind: kindOf(languages), languages }
  }).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const forum: Subject = { kind: 'forum', id: 'forum' }

/** How many pages change: each language of a page is one. */
export const countOf = (changes: readonly PageChange[]): number =>
  changes.reduce((count, { languages }) => count + languages.length, 0)

/** The content before and after the change, the ledger of the last release, and when it is published: milliseconds since 1970. */
type Versions = { before: Snapshot | undefined; after: Snapshot; ledger: Ledger; now?: number }

/** One version of the content, as pages ask for it. */
type Version = Pick<Content, 'documents' | 'addresses' | 'moment'>

/** The same snapshot and ledger give the same version. */
function versionOf(typed: Snapshot, ledger: Ledger, now: number): Version {
  const known = versions.get(typed)
  if (known?.ledger === ledger)
    return { ...known, moment: new Moment(known.documents.snapshot, now, known.changes) }
  const snapshot = typesetSnapshot(typed)
  const version = {
    documents: documentsOf(snapshot),
    addresses: addressesOf(snapshot, takenIn(withoutFormerPeople(ledger, snapshot))),
    ledger,
    changes: changesUntil(snapshot, ledger),
  }
  versions.set(typed, version)
  return { ...version, moment: new Moment(snapshot, now, version.changes) }
}

const versions = new WeakMap<Snapshot, Omit<Version, 'moment'> & { ledger: Ledger; changes: Changes }>()

/** Where the address of a page that is gone leads. Few changes take a page away, so the addresses that ever were are read then. */
function nextBestPages(
  { documents: { snapshot } }: Version,
  ledger: Ledger,
): (locale: Locale, subject: Subject) => Address {
  let table: ReturnType<typeof addressTable> | undefined
  return (locale, subject) => {
    table ??= addressTable(snapshot, ledger)
    return nextBestPage(table, locale, subject).address
  }
}

/** Subjects of either version, each once. */
function subjectsIn(
  before: Version | undefined,
  after: Version,
  of: (version: Version) => readonly Subject[],
): readonly Subject[] {
  const subjects = [...of(after), ...(before ? of(before) : [])]
  return [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()]
}

/** The subjects of all pages in a language. */
const subjectsOf =
  (language: Locale) =>
  ({ addresses }: Version): readonly Subject[] =>
    addresses.entries.flatMap(({ locale, subject }) => (locale === language ? [subject] : []))

const keyOf = ({ kind, id }: Subject): string => `${kind} ${id}`

const hasSameFrame = (locale: Locale, before: Version, after: Version) =>
  showSame(framePieces({ ...before, locale }), framePieces({ ...after, locale }))

function languageChange(
  subject: Subject,
  locale: Locale,
  isFrameSame: boolean,
  before: Version | undefined,
  after: Version,
): LanguageChange | undefined {
  const { kind, id } = subject
  const [old, present] = [before, after].map((version) => version?.addresses.of(locale, kind, id))
  if (present === undefined) {
    // The address of somebody who was merged with another leads there.
    const moved = kind === 'contributor' ? addressOfPresent(id, locale, after) : undefined
    return old === undefined ? undefined : { locale, before: old, ...(moved && { after: moved }) }
  }
  if (before === undefined || old === undefined) return { locale, after: present }
  const isSame =
    old === present &&
    isFrameSame &&
    showSame(pagePieces(subject, { ...before, locale }), pagePieces(subject, { ...after, locale }))
  return isSame ? undefined : { locale, before: old, after: present }
}

const addressOfPresent = (id: string, locale: Locale, { documents, addresses }: Version) =>
  addresses.of(locale, 'contributor', formerPeople(documents.snapshot).presentId(id))

const order: readonly PageChange['kind'][] = ['gone', 'moved', 'new', 'changed']

function kindOf(languages: readonly LanguageChange[]): PageChange['kind'] {
  if (languages.some(({ after }) => after === undefined)) return 'gone'
  if (languages.every(({ before }) => before === undefined)) return 'new'
  return languages.some(({ before, after }) => before !== undefined && before !== after) ? 'moved' : 'changed'
}
