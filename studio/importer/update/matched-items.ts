import type { RawDocument } from '#src/model/schema.ts'
import { languageItems } from '../../schema/localized-fields.ts'
import { foldForMatching } from '../vocabulary.ts'

/** A session or a break of a text. `date` is `YYYY-MM-DD`, or empty; `start` is `HH:mm`. */
export type ReadItem = { id: string; type: 'session' | 'break'; title: string; date: string; start: string }

/**
 * Which documents the sessions and breaks of a text are: by id of item, the document. First those of the same title, those at the
 * same time before others; then those at the same time whose titles are alike; then those whose titles are much alike. Each
 * document is matched once. Costs one pass over both lists, and comparisons of the few titles that are left.
 */
export function matchedItems(
  items: readonly ReadItem[],
  documents: readonly RawDocument[],
): ReadonlyMap<string, RawDocument> {
  const matched = new Map<string, RawDocument>()
  const left = new Set(items)
  const free = new Set(documents)
  const match = (item: ReadItem, document: RawDocument) => {
    matched.set(item.id, document)
    left.delete(item)
    free.delete(document)
  }

  for (const keyOf of [atOneTime, onOneDay, byTitle]) {
    const documentsOf = Map.groupBy(
      [...free].flatMap((document) =>
        [...titlesOf(document)].map((title) => ({ key: keyOf(document._type, title, document), document })),
      ),
      ({ key }) => key,
    )
    for (const item of [...left]) {
      const title = foldForMatching(item.title)
      const found = title === '' ? undefined : documentsOf.get(keyOf(item.type, title, item))
      while (found?.[0] && !free.has(found[0].document)) found.shift()
      if (found?.[0]) match(item, found[0].document)
    }
  }

  const alike = (isNear: (item: ReadItem, document: RawDocument) => boolean, least: number) => {
    // Another programme than this edition's: nothing of it is like anything here.
    if (left.size * free.size > maxComparisons) return
    const lettersOf = new Map([...free].map((document) => [document, [...titlesOf(document)].map(pairsIn)]))
    const pairs = [...left].flatMap((item) => {
      const own = pairsIn(foldForMatching(item.title))
      return [...free]
        .filter((document) => document._type === item.type && isNear(item, document))
        .map((document) => ({
          item,
          document,
          likeness: Math.max(0, ...(lettersOf.get(document) ?? []).map((other) => likeness(own, other))),
        }))
    })
    for (const { item, document, likeness } of pairs.sort((a, b) => b.likeness - a.likeness))
      if (likeness >= least && left.has(item) && free.has(document)) match(item, document)
  }
  alike(isAtOneTime, 0.5)
  alike(() => true, 0.75)
  return matched
}

const maxComparisons = 1_000_000

type Place = Readonly<Record<'date' | 'start', unknown>> | RawDocument
const byTitle = (type: string, title: string) => `${type}|${title}`
const onOneDay = (type: string, title: string, { date }: Place) => `${byTitle(type, title)}|${date}`
const atOneTime = (type: string, title: string, place: Place) =>
  `${onOneDay(type, title, place)}|${place.start}`

const isAtOneTime = (item: ReadItem, document: RawDocument) =>
  document.date === item.date && document.start === item.start

const titlesOf = ({ title }: RawDocument): ReadonlySet<string> =>
  new Set(languageItems(title).map(({ value }) => (typeof value === 'string' ? foldForMatching(value) : '')))

/** How alike two texts are, from 0 to 1: by the pairs of letters that both have. */
function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0
  const left = new Map<string, number>()
  for (const pair of other) left.set(pair, (left.get(pair) ?? 0) + 1)
  let both = 0
  for (const pair of one) {
    const count = left.get(pair) ?? 0
    if (count > 0) both += 1
    left.set(pair, count - 1)
  }
  return (2 * both) / (one.length + other.length)
}

const pairsIn = (text: string): string[] => {
  const letters = [...text]
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}
