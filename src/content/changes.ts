import type { Ledger } from '#src/addresses/ledger.ts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable, nextBestPage } from '#src/addresses/table.ts'
import { isLocale, type Locale, locales } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { appearancesOf } from '#src/rules/appearances.ts'

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
 * How a change of some documents changes the site, page by page. A page is left out in the languages in which none of
 * the documents' texts differ. `before` is the published content, `after` the content with the change; titles are in
 * `locale`. Pages that are gone come first, then moved, new and changed ones.
 */
export function pageChanges(
  ids: readonly string[],
  { before, after, ledger }: Versions,
  locale: Locale,
): readonly PageChange[] {
  const tables = { before: before && addressTable(before, ledger), after: addressTable(after, ledger) }
  const pages = new Map<string, PageChange>()
  for (const { subject, locale: language } of affectedPages(ids, before, after)) {
    const change = languageChange(subject, language, tables)
    if (change === undefined) continue
    const key = `${subject.kind} ${subject.id}`
    const languages = [...(pages.get(key)?.languages ?? []), change].filter(
      (item, index, all) => all.findIndex((other) => other.locale === item.locale) === index,
    )
    const title =
      shown(titleOf(subject, documentsOf(after)), locale) ??
      (before && shown(titleOf(subject, documentsOf(before)), locale))
    pages.set(key, { subject, title: title?.value ?? '', kind: kindOf(languages), languages })
  }
  return [...pages.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** The content before and after the change, and the ledger of the last release. */
type Versions = { before: Snapshot | undefined; after: Snapshot; ledger: Ledger }

/** The pages on which the documents appear, in each language in which their texts differ. */
function affectedPages(ids: readonly string[], before: Snapshot | undefined, after: Snapshot) {
  return ids.flatMap((id) => {
    const subjects = [...appearancesOf(id, after), ...(before === undefined ? [] : appearancesOf(id, before))]
    return locales
      .filter(({ locale }) => !before || !isSameIn(documentIn(before, id), documentIn(after, id), locale))
      .flatMap(({ locale }) => subjects.map((subject) => ({ subject, locale })))
  })
}

function languageChange(
  { kind, id }: Subject,
  locale: Locale,
  tables: { before: AddressTable | undefined; after: AddressTable },
): LanguageChange | undefined {
  const before = tables.before?.addresses.of(locale, kind, id)
  const after = tables.after.addresses.of(locale, kind, id)
  if (after !== undefined) return { locale, ...(before !== undefined && { before }), after }
  if (before === undefined) return undefined
  return { locale, before, leadsTo: nextBestPage(tables.after, locale, { kind, id }).address }
}

const order: readonly PageChange['kind'][] = ['gone', 'moved', 'new', 'changed']

function kindOf(languages: readonly LanguageChange[]): PageChange['kind'] {
  if (languages.some(({ after }) => after === undefined)) return 'gone'
  if (languages.every(({ before }) => before === undefined)) return 'new'
  return languages.some(({ before, after }) => before !== undefined && before !== after) ? 'moved' : 'changed'
}

function documentIn({ forum, ...lists }: Snapshot, id: string): object | undefined {
  return [forum, ...Object.values(lists).flat()].find(({ _id }) => _id === id)
}

/** Whether a document is the same in one language. Ignores other languages and `_updatedAt`. */
function isSameIn(a: object | undefined, b: object | undefined, locale: Locale): boolean {
  return JSON.stringify(valueIn(a, locale)) === JSON.stringify(valueIn(b, locale))
}

/** A value as one language shows it, without `_key` and `_updatedAt`. */
function valueIn(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map((item) => valueIn(item, locale))
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every(isLocale)) return shown(value, locale)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === '_updatedAt' || key === '_key' ? [] : [[key, valueIn(inner, locale)]],
    ),
  )
}
