import type { Locale } from '#src/locales.ts'
import { referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { everyText, isFilled } from '../../schema/localized-fields.ts'
import { dateOfItem } from '../edition-fields.ts'
import type { Plan } from '../plan.ts'
import { foldForMatching } from '../vocabulary.ts'
import { likenessOf, matchedItems } from './matched-items.ts'

type Stored = {
  existing: readonly RawDocument[]
  /** Those of the edition. */
  own: readonly RawDocument[]
  /** The day from which days without a date are counted. */
  firstDay: string
  publishedOf?: (document: RawDocument) => RawDocument | undefined
}

/** The documents that a plan is about already, by what `plannedDrafts` calls them. */
export function knownDocuments(
  plan: Plan,
  edition: RawDocument,
  { existing, own, firstDay, publishedOf }: Stored,
): ReadonlyMap<string, RawDocument> {
  const items = plan.items.map((item) => {
    const { id, kind, title, start, rooms, sent, source } = item
    const document = sent?.document ?? source?.id
    return { id, type: kind, title, start, rooms, document, date: dateOfItem(item, plan, firstDay) }
  })
  const roomNames = new Map(ofType('room', own).map((room) => [room._id, namesOf(room)]))
  const roomsOf = ({ rooms }: RawDocument) => referencedIds(rooms).flatMap((id) => roomNames.get(id) ?? [])
  const matched = matchedItems(items, own, {
    ...{ locale: plan.locale, roomsOf },
    ...(publishedOf && { publishedOf }),
  })
  const roomNamed = byName(ofType('room', own))
  const sectionNamed = byName(ofType('strategySection', existing))
  return new Map([
    ['edition', edition],
    ...named(
      plan.rooms.flatMap((name) => [name, ...name.split(roomBreaks)]),
      (name) => `room:${name}`,
      roomNamed,
    ),
    ...named(
      plan.strategy.map(({ title }) => title),
      (title) => `section:${title}`,
      sectionNamed,
    ),
    ...knownParts(plan, ofType('part', own)),
    ...matched,
  ])
}

const ofType = (type: string, documents: readonly RawDocument[]) =>
  documents.filter(({ _type }) => _type === type)

const named = (
  names: readonly string[],
  of: (name: string) => string,
  find: (name: string) => RawDocument | undefined,
): readonly [string, RawDocument][] =>
  names.flatMap((name): [string, RawDocument][] => {
    const document = find(name)
    return document ? [[of(name), document]] : []
  })

function byName(documents: readonly RawDocument[]): (name: string) => RawDocument | undefined {
  const found = new Map(
    documents.flatMap((document) => namesOf(document).map((name) => [foldForMatching(name), document])),
  )
  return (name) => (name === '' ? undefined : found.get(foldForMatching(name)))
}

/** Parts by their titles, then by their numbers; the one part of an edition where the text names none. */
function knownParts(plan: Plan, parts: readonly RawDocument[]): ReadonlyMap<string, RawDocument> {
  const titled = byName(parts)
  const known = new Map(plan.parts.flatMap(({ id, title }) => named([title], () => id, titled)))
  for (const { id, ordinal, title, isStated } of plan.parts) {
    if (known.has(id)) continue
    const numbered = parts.find((one) => one.ordinal === ordinal && isMaybe(one, title, plan.locale))
    const other = isStated ? numbered : parts.length === 1 && parts[0]
    if (other && ![...known.values()].includes(other)) known.set(id, other)
  }
  return known
}

/** Whether a part of the same number is the same one: by a title like its own, or one that this language lacks. */
const isMaybe = (part: RawDocument, title: string, locale: Locale): boolean =>
  !isFilled(locale, part.title) || namesOf(part).some((name) => likenessOf(name, title) >= 0.5)

/**
 * A plan as an edition has it: the rooms of "Hall 1 and Hall 2" are apart where it has both. Where the text names no parts, sessions stay in
 * theirs; new ones go into the part that the importer would make, if the edition has it. The venue is no room. An end that the text does not say is no end.
 */
export function asKnown(plan: Plan, documents: ReadonlyMap<string, RawDocument>): Plan {
  const venue = new Set(everyText(documents.get('edition')?.venue).map(foldForMatching))
  const isVenue = (name: string) => !isRoom(name) && venue.has(foldForMatching(name))
  const unstated = new Set(plan.parts.filter(({ isStated }) => !isStated).map(({ id }) => id))
  const isRoom = (name: string) => documents.has(`room:${name}`)
  const apart = (name: string) => {
    const pieces = name.split(roomBreaks)
    return !isRoom(name) && pieces.length > 1 && pieces.every(isRoom) ? pieces : [name]
  }
  const isTaken = (id: string, part: string) =>
    !(unstated.has(part) && (documents.has(id) || !documents.has(part)))
  return {
    ...plan,
    rooms: [...new Set(plan.rooms.flatMap(apart))].filter((name) => !isVenue(name)),
    parts: plan.parts.filter(({ id }) => !unstated.has(id) || documents.has(id)),
    items: plan.items.map(({ part, end, ...item }) => ({
      ...item,
      ...(end !== undefined && !(item.isEndInferred && documents.has(item.id)) && { end }),
      rooms: [...new Set(item.rooms.flatMap(apart))].filter((name) => !isVenue(name)),
      ...(part !== undefined && isTaken(item.id, part) && { part }),
    })),
  }
}

const roomBreaks = /\s*[,/&+]\s*|\s+(?:and|et|y|e)\s+/iu

/** What a document is called, in all languages. */
export const namesOf = ({ name, title }: RawDocument): readonly string[] => everyText(name ?? title)
