import type { Ledger } from '#src/addresses/ledger.ts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { nextBestPage } from '#src/addresses/table.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { type Content, contentOf } from './content.ts'
import { framePieces, pagePieces, showSame } from './page-pieces.ts'
import { pagesNear } from './page-reach.ts'

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
  { before: published, after: wanted, ledger }: Versions,
  locale: Locale,
): readonly PageChange[] {
  const before = published && contentOf({ snapshot: published, ledger })
  const after = contentOf({ snapshot: wanted, ledger })
  const pages = new Map<string, PageChange>()
  const near = subjectsIn(before, after, ({ documents }) => pagesNear(new Set(ids), documents))
  for (const { locale: language } of locales) {
    const isFrameSame = before !== undefined && hasSameFrame(language, before, after)
    // Where the header or the footer changes, all pages do.
    const subjects = isFrameSame
      ? near
      : subjectsIn(before, after, ({ addresses }) => addresses.entries.map(({ subject }) => subject))
    for (const subject of subjects) {
      const change = languageChange(subject, language, isFrameSame, before, after)
      if (change === undefined) continue
      const key = `${subject.kind} ${subject.id}`
      const languages = [...(pages.get(key)?.languages ?? []), change]
      const title =
        shown(titleOf(subject, after.documents), locale) ??
        (before && shown(titleOf(subject, before.documents), locale))
      pages.set(key, { subject, title: title?.value ?? '', kind: kindOf(languages), languages })
    }
  }
  return [...pages.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** How many pages change: each language of a page is one. */
export const countOf = (changes: readonly PageChange[]): number =>
  changes.reduce((count, { languages }) => count + languages.length, 0)

/** The content before and after the change, and the ledger of the last release. */
type Versions = { before: Snapshot | undefined; after: Snapshot; ledger: Ledger }

/** Subjects of either version, each once. */
function subjectsIn(
  before: Content | undefined,
  after: Content,
  of: (version: Content) => readonly Subject[],
): readonly Subject[] {
  const subjects = [...of(after), ...(before ? of(before) : [])]
  return [...new Map(subjects.map((subject) => [`${subject.kind} ${subject.id}`, subject])).values()]
}

const hasSameFrame = (locale: Locale, before: Content, after: Content) =>
  showSame(framePieces({ ...before, locale }), framePieces({ ...after, locale }))

function languageChange(
  subject: Subject,
  locale: Locale,
  isFrameSame: boolean,
  before: Content | undefined,
  after: Content,
): LanguageChange | undefined {
  const { kind, id } = subject
  const [old, present] = [before, after].map((version) => version?.addresses.of(locale, kind, id))
  if (present === undefined)
    return old === undefined
      ? undefined
      : { locale, before: old, leadsTo: nextBestPage(after, locale, subject).address }
  if (before === undefined || old === undefined) return { locale, after: present }
  const isSame =
    old === present &&
    isFrameSame &&
    showSame(pagePieces(subject, { ...before, locale }), pagePieces(subject, { ...after, locale }))
  return isSame ? undefined : { locale, before: old, after: present }
}

const order: readonly PageChange['kind'][] = ['gone', 'moved', 'new', 'changed']

function kindOf(languages: readonly LanguageChange[]): PageChange['kind'] {
  if (languages.some(({ after }) => after === undefined)) return 'gone'
  if (languages.every(({ before }) => before === undefined)) return 'new'
  return languages.some(({ before, after }) => before !== undefined && before !== after) ? 'moved' : 'changed'
}
