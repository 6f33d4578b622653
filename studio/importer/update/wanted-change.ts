import type { Locale } from '#src/locales.ts'
import type { Change } from '#src/model/change.ts'
import { recordsIn } from '#src/model/fields.ts'
import { referencedId, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isTime, lengthOf, minutesOf, timeAt } from '#src/model/time.ts'
import { cancelled, movedTo, type Placing, reinstated } from '#src/programme/move.ts'
import { languageItems } from '../../schema/localized-fields.ts'
import { translationChange } from '../../translation/translation-edits.ts'
import {
  type Aspect,
  aspects,
  aspectText,
  importedEntry,
  importedOf,
  importedText,
  isImportedType,
} from './imported.ts'
import { takenText } from './taken-text.ts'

/** What a text says of a document, and what of it is taken. */
type Wanted = { wanted: RawDocument; taken: readonly Aspect[]; locale: Locale; newKey: () => string }

/**
 * The change that makes a document say what a text says, in what is taken of it; what the document has beyond that stays.
 * @param newKey makes keys for new items of lists
 */
export function wantedChange(
  current: RawDocument,
  published: RawDocument | undefined,
  { wanted, taken, locale, newKey }: Wanted,
): Change {
  const all = new Set(taken)
  const set: Record<string, unknown> = {}
  const unset = new Set<string>()
  const take = (change: Change) => {
    Object.assign(set, change.set)
    for (const field of change.unset) unset.add(field)
    for (const field of Object.keys(change.set)) unset.delete(field)
  }
  const now = () => ({ ...current, ...set })

  const texts = taken.filter((aspect) => isText.has(aspect))
  const edits = texts.map((path) => ({
    path,
    locale,
    value: takenText(path, current, wanted, locale).value,
    reviewed: false,
  }))
  take(translationChange(current, edits, published, newKey))
  take(movedTo(now(), published, placing(current, wanted, all)))
  if (set.rooms !== undefined) set.rooms = withItemsOf(current.rooms, wanted.rooms, set.rooms)
  if (set.part !== undefined) set.part = wanted.part
  if (all.has('part') && wanted.part === undefined) unset.add('part')
  if (all.has('status')) take(wanted.status === 'cancelled' ? cancelled(now()) : reinstated(now(), published))
  if (all.has('contributors')) set.contributors = contributorsOf(current, wanted, locale, newKey)
  if (all.has('spokenLanguages')) set.spokenLanguages = wanted.spokenLanguages ?? []
  if (all.has('timeZone')) set.timeZone = wanted.timeZone
  if (all.has('interpretation'))
    set.interpretation = merged(current.interpretation, wanted.interpretation, 'language')
  if (all.has('links')) set.links = merged(current.links, wanted.links, 'url')
  set.imported = recorded(now(), wanted, locale)
  return { set, unset: [...unset] }
}

const isText: ReadonlySet<Aspect> = new Set([
  ...([
    'title',
    'city',
    'country',
    'venue',
    'brief',
    'objectives',
    'outcomes',
    'description',
    'text',
  ] as const),
])

function placing(current: RawDocument, wanted: RawDocument, taken: ReadonlySet<Aspect>): Placing {
  const { date, start, end } = wanted
  const part = referencedId(wanted.part)
  const newEnd =
    typeof end === 'string' ? end : typeof start === 'string' ? endAfter(current, start) : undefined
  return {
    ...(taken.has('time') && typeof date === 'string' && { date }),
    ...(taken.has('time') && typeof start === 'string' && { start }),
    ...(taken.has('time') && newEnd !== undefined && { end: newEnd }),
    ...(taken.has('rooms') && { rooms: referencedIds(wanted.rooms) }),
    ...(taken.has('part') && part !== undefined && { part }),
  }
}

/** The end that leaves a line as long as it was, where a text gives its start alone. */
function endAfter({ start, end }: RawDocument, newStart: string): string | undefined {
  if (typeof start !== 'string' || typeof end !== 'string' || !isTime(start) || !isTime(end)) return undefined
  return timeAt((minutesOf(newStart) + lengthOf({ start, end })) % minutesInDay)
}

const minutesInDay = 24 * 60

/** References that a document has already stay as they are; new ones are as the draft has them, since what they lead to may be new. */
function withItemsOf(stored: unknown, wanted: unknown, list: unknown): unknown {
  const known = new Set(referencedIds(stored))
  return recordsIn(list).map((item) =>
    known.has(referencedId(item) ?? '')
      ? item
      : (recordsIn(wanted).find((one) => referencedId(one) === referencedId(item)) ?? item),
  )
}

/** Who does what: somebody who is there already stays with what else is known, with the role of the text where it is another. */
function contributorsOf(
  current: RawDocument,
  wanted: RawDocument,
  locale: Locale,
  newKey: () => string,
): readonly unknown[] {
  const roleIn = (item: Readonly<Record<string, unknown>>) =>
    languageItems(item.role).find(({ language }) => language === locale)?.value
  const left = [...recordsIn(current.contributors)]
  return recordsIn(wanted.contributors).map((item) => {
    const isSame = (one: Readonly<Record<string, unknown>>) =>
      referencedId(one.contributor) === referencedId(item.contributor)
    const exact = left.findIndex((one) => isSame(one) && roleIn(one) === roleIn(item))
    const at = exact < 0 ? left.findIndex(isSame) : exact
    const [found] = at < 0 ? [] : left.splice(at, 1)
    if (found === undefined) return { ...item, _key: newKey() }
    return exact < 0 ? { ...found, role: item.role } : found
  })
}

/** The items that are wanted; those that are there already stay as they are. */
const merged = (stored: unknown, wanted: unknown, by: string): readonly unknown[] => {
  const before = recordsIn(stored)
  return recordsIn(wanted).map((item) => before.find((one) => one[by] === item[by]) ?? item)
}

/** What is known of imports, once a document is changed: all in which it is now as the text. */
function recorded(document: RawDocument, wanted: RawDocument, locale: Locale): string {
  const imported = new Map(importedOf(document))
  for (const aspect of isImportedType(document._type) ? aspects[document._type] : []) {
    const text = aspectText(wanted, aspect, locale)
    if (text !== '' && text === aspectText(document, aspect, locale))
      imported.set(...importedEntry(aspect, text, locale))
  }
  return importedText(imported)
}
