import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { everyText, isFilled } from '../../schema/localized-fields.ts'
import { foldForMatching } from '../vocabulary.ts'
import { importedEntry, importedOf } from './imported.ts'

/** A session or a break of a text. `date` is `YYYY-MM-DD`, or empty; `start` is `HH:mm`; rooms are names. */
export type ReadItem = {
  id: string
  type: 'session' | 'break'
  title: string
  date: string
  start: string
  rooms: readonly string[]
  /** The document that it is of, where the text says so. */
  document?: string | undefined
}

/**
 * Which documents the sessions and breaks of a text are: by id of item, the document. First those of the same title, those at the
 * same time and in the same room before others; then those at the same time whose titles are alike, or where only one of each is at
 * that time and the document has no title in the language of the text; then those whose titles are much alike. Each document is
 * matched once. Costs one pass over both lists, and comparisons of the few titles that are left.
 * A title counts as it stands here, as readers know it, and as the last import had it.
 */
export function matchedItems(
  items: readonly ReadItem[],
  documents: readonly RawDocument[],
  { locale, roomsOf, publishedOf = () => undefined }: Known,
): ReadonlyMap<string, RawDocument> {
  const matching = new Matching(items, documents, (document) => [
    ...titlesOf(document),
    ...titlesOf(publishedOf(document) ?? document),
  ])
  matching.byDocument()
  for (const keysOf of [inOneRoom, atOneTime, onOneDay, byTitle]) matching.byKeys(keysOf, roomsOf)
  matching.byImport(locale)
  matching.byLikeness('atOneTime', 0.5)
  matching.byTime((document) => !isFilled(locale, document.title))
  matching.byLikeness('anywhere', 0.75)
  return matching.matched
}

type Known = {
  /** The language of the text. */
  locale: Locale
  /** The names of a document's rooms, in all languages. */
  roomsOf(document: RawDocument): readonly string[]
  /** A document as readers have it; undefined where it was never published. */
  publishedOf?(document: RawDocument): RawDocument | undefined
}

class Matching {
  readonly matched = new Map<string, RawDocument>()
  readonly #left: Set<ReadItem>
  readonly #free: Set<RawDocument>
  readonly #titlesOf: (document: RawDocument) => readonly string[]

  constructor(
    items: readonly ReadItem[],
    documents: readonly RawDocument[],
    titles: (document: RawDocument) => readonly string[],
  ) {
    this.#left = new Set(items)
    this.#free = new Set(documents)
    this.#titlesOf = (document) => [...new Set(titles(document))]
  }

  /** Of several that say that they are one document, such as a row and its copy, the one that is most as it is. */
  byDocument(): void {
    const byId = new Map([...this.#free].map((document) => [document._id, document]))
    for (const [id, items] of Map.groupBy(this.#left, (item) => item.document ?? '')) {
      const document = byId.get(id)
      const own = items.filter(({ type }) => type === document?._type)
      const [item] = document
        ? own.sort((a, b) => this.#sameness(b, document) - this.#sameness(a, document))
        : []
      if (document && item) this.#match(item, document)
    }
  }

  #sameness({ title, date, start }: ReadItem, document: RawDocument): number {
    const isTitle = this.#titlesOf(document).includes(foldForMatching(title))
    return 2 * Number(isTitle) + Number(date === document.date && start === document.start)
  }

  /** Matches by the titles that the last import had. */
  byImport(locale: Locale): void {
    const documentsOf = Map.groupBy(this.#free, (document) => {
      const [name] = importedEntry('title', '', locale)
      return `${document._type} ${importedOf(document)?.get(name) ?? ''}`
    })
    for (const item of [...this.#left]) {
      const [, hash] = importedEntry('title', item.title, locale)
      const found = documentsOf.get(`${item.type} ${hash}`)?.find((one) => this.#free.has(one))
      if (item.title !== '' && found) this.#match(item, found)
    }
  }

  byKeys(keysOf: KeysOf, roomsOf: (document: RawDocument) => readonly string[]): void {
    const documentsOf = Map.groupBy(
      [...this.#free].flatMap((document) =>
        this.#titlesOf(document).flatMap((title) =>
          keysOf(document._type, title, document, roomsOf(document)).map((key) => ({ key, document })),
        ),
      ),
      ({ key }) => key,
    )
    for (const item of [...this.#left]) {
      const title = foldForMatching(item.title)
      const keys = title === '' ? [] : keysOf(item.type, title, item, item.rooms)
      for (const found of keys.map((key) => documentsOf.get(key) ?? [])) {
        while (found[0] && !this.#free.has(found[0].document)) found.shift()
        if (found[0] && this.#left.has(item)) this.#match(item, found[0].document)
      }
    }
  }

  /** Matches titles that are alike, the most alike first. @param least from 0 to 1 */
  byLikeness(where: 'atOneTime' | 'anywhere', least: number): void {
    for (const [items, documents] of this.#leftBy(where === 'atOneTime' ? slotOf : typeOf)) {
      // Another programme than this edition's: nothing of it is like anything here.
      if (items.length * documents.length > maxComparisons) continue
      const lettersOf = new Map(documents.map((one) => [one, this.#titlesOf(one).map(pairsIn)]))
      const pairs = items.flatMap((item) => {
        const own = pairsIn(foldForMatching(item.title))
        return documents
          .map((document) => {
            const likenesses = (lettersOf.get(document) ?? []).map((other) => likeness(own, other))
            return { item, document, likeness: Math.max(0, ...likenesses) }
          })
          .filter((pair) => pair.likeness >= least)
      })
      for (const { item, document } of pairs.sort((a, b) => b.likeness - a.likeness))
        if (this.#left.has(item) && this.#free.has(document)) this.#match(item, document)
    }
  }

  /** Matches where one alone of each is left at a time. */
  byTime(isMeant: (document: RawDocument) => boolean): void {
    for (const [items, documents] of this.#leftBy(slotOf)) {
      const [item, document] = [items[0], documents[0]]
      const isAlone = items.length === 1 && documents.length === 1
      if (isAlone && item && document && isMeant(document)) this.#match(item, document)
    }
  }

  /** What is left on both sides, by what they have in common. */
  #leftBy(
    keyOf: (type: string, place: Place) => string,
  ): readonly (readonly [readonly ReadItem[], readonly RawDocument[]])[] {
    const freeBy = Map.groupBy(this.#free, (document) => keyOf(document._type, document))
    return [...Map.groupBy(this.#left, (item) => keyOf(item.type, item))].map(([key, items]) => [
      items,
      freeBy.get(key) ?? [],
    ])
  }

  #match(item: ReadItem, document: RawDocument): void {
    this.matched.set(item.id, document)
    this.#left.delete(item)
    this.#free.delete(document)
  }
}

const maxComparisons = 1_000_000

type Place = Readonly<Record<'date' | 'start', unknown>> | RawDocument
type KeysOf = (type: string, title: string, place: Place, rooms: readonly string[]) => readonly string[]
const typeOf = (type: string) => type
const slotOf = (type: string, { date, start }: Place) => `${type}|${date}|${start}`
const byTitle = (type: string, title: string) => [`${type}|${title}`]
const onOneDay = (type: string, title: string, { date }: Place) => [`${type}|${title}|${date}`]
const atOneTime = (type: string, title: string, { date, start }: Place) => [
  `${type}|${title}|${date}|${start}`,
]
const inOneRoom = (type: string, title: string, place: Place, rooms: readonly string[]) =>
  rooms.map((room) => `${atOneTime(type, title, place)}|${foldForMatching(room)}`)

const titlesOf = ({ title }: RawDocument): readonly string[] => everyText(title).map(foldForMatching)

/** How alike two texts are, from 0 to 1: by the pairs of letters that both have, whatever their case and accents. */
export const likenessOf = (one: string, other: string): number =>
  likeness(pairsIn(foldForMatching(one)), pairsIn(foldForMatching(other)))

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
