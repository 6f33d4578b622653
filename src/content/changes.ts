import type { Ledger } from '#src/addresses/ledger.ts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable, leadOn } from '#src/addresses/table.ts'
import { isLocale, type Locale, locales } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { appearancesOf } from '#src/rules/appearances.ts'

/** What becomes of one page in some of its languages. */
export type PageChange = {
  subject: Subject
  title: string
  kind: 'new' | 'changed' | 'moved' | 'gone'
  languages: readonly LanguageChange[]
}

/**
 * A page in one language: its address until now and from now on. Where it is moved, the old address leads to
 * the new one; where it is gone, its address says so and leads on to `leadsTo`.
 */
export type LanguageChange = { locale: Locale; before?: Address; after?: Address; leadsTo?: Address }

/**
 * What a change of some documents does to the site, page by page: their own pages first, then those that show
 * something of them. Pages in a language in which nothing of them reads otherwise are left out.
 * `before` and `after` are what is published now and would be then, titles are in `locale`.
 */
export function pageChanges(
  ids: readonly string[],
  { before, after, ledger }: Published,
  locale: Locale,
): readonly PageChange[] {
  const tables = { before: before && addressTable(before, ledger), after: addressTable(after, ledger) }
  const found = new Map<string, PageChange>()
  for (const { subject, locale: language } of placesOf(ids, before, after)) {
    const change = languageChange(subject, language, tables)
    if (change === undefined) continue
    const key = `${subject.kind} ${subject.id}`
    const languages = [...(found.get(key)?.languages ?? []), change].filter(
      (one, index, all) => all.findIndex((other) => other.locale === one.locale) === index,
    )
    const title =
      shown(titleOf(subject, after), locale) ?? (before && shown(titleOf(subject, before), locale))
    found.set(key, { subject, title: title?.value ?? '', kind: kindOf(languages), languages })
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** What is published now, what would be then, and the ledger of the last release. */
type Published = { before: Snapshot | undefined; after: Snapshot; ledger: Ledger }

/** The pages on which some documents appear, in each language in which they read otherwise. */
function placesOf(ids: readonly string[], before: Snapshot | undefined, after: Snapshot) {
  return ids.flatMap((id) => {
    const subjects = [...appearancesOf(id, after), ...(before === undefined ? [] : appearancesOf(id, before))]
    return locales
      .filter(({ locale }) => !before || !readsAlike(documentIn(before, id), documentIn(after, id), locale))
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
  return { locale, before, leadsTo: leadOn(tables.after, locale, { kind, id }).address }
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

/** Whether a document says the same in one language: what it says in others, and when it was changed, does not count. */
function readsAlike(a: object | undefined, b: object | undefined, locale: Locale): boolean {
  return JSON.stringify(read(a, locale)) === JSON.stringify(read(b, locale))
}

function read(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map((one) => read(one, locale))
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every(isLocale)) return shown(value, locale)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      key === '_updatedAt' || key === '_key' ? [] : [[key, read(one, locale)]],
    ),
  )
}
