import { sourceLocale } from '#src/locales.ts'
import { isRecord, localizedItems } from '#src/model/fields.ts'
import { editionOf, referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter } from '#src/model/time.ts'
import { renumbered } from '#src/programme/ordinal.ts'
import { isEmptyText, sourceRecord } from '#src/rules/review.ts'
import { draftId } from '../ids.ts'
import { draftReference, localizedItem } from '../new-drafts.ts'
import { freeSlug } from '../slug.ts'

export type NextEdition = {
  /** The edition that is copied, by its published id. */
  edition: string
  firstDay: string
  ordinal: number
  slug: string
  timeZone: string
  /** The city, in the language in which `cityIn` gives it. In another city, fields about the place are not copied. */
  city: string
  /** Whether it takes place in the same building, so that sessions keep their rooms. */
  isSameVenue: boolean
}

/**
 * A deep copy of an edition as new drafts: the edition, its parts, sessions and breaks, and its rooms in the same
 * building, with new ids, later dates, and references to the copies. `documents` are all documents as editors see them. What belongs only to the old edition is
 * not copied: recaps, links, documents, outcomes, changes of time.
 */
export function nextEdition(
  documents: readonly RawDocument[],
  next: NextEdition,
  newId: () => string,
): RawDocument[] {
  const edition = documents.find(({ _id, _type }) => _id === next.edition && _type === 'edition')
  if (edition === undefined) return []
  const own = documents.filter((one) => editionOf(one) === edition._id)
  const of = (type: string) => own.filter(({ _type }) => _type === type)
  const isSameCity = cityIn(edition) === next.city.trim()
  const isSameVenue = next.isSameVenue && isSameCity
  const [parts, sessions, breaks] = [of('part'), of('session'), of('break')]
  const rooms = isSameVenue ? of('room') : []
  const ids = new Map(
    [edition, ...parts, ...sessions, ...breaks, ...rooms].map(({ _id, _type }) => [
      _id,
      { id: newId(), type: _type },
    ]),
  )
  const days = daysBetween(edition.firstDay, next.firstDay)

  const copy = (
    document: RawDocument,
    leave: readonly string[],
    change: Record<string, unknown>,
  ): RawDocument => {
    const left = new Set([
      ...leave,
      'takesOver',
      ...Object.keys(document).filter((name) => name.startsWith('_')),
    ])
    const fields = Object.fromEntries(Object.entries(document).filter(([name]) => !left.has(name)))
    const copied = { ...fieldsWithNewReferences(fields, ids), ...change }
    const review = Array.isArray(fields.review)
      ? fields.review.filter((one) => isKept(one, copied))
      : undefined
    return {
      ...copied,
      ...(review && { review }),
      _id: draftId(ids.get(document._id)?.id ?? ''),
      _type: document._type,
    }
  }
  const moved = (date: unknown) => (typeof date === 'string' ? { date: daysAfter(date, days) } : {})

  return [
    withNextNumber(
      copy(
        edition,
        [
          'outcomes',
          'links',
          'documents',
          'notice',
          'congress',
          'themes',
          ...(isSameCity ? [] : ['city', 'country', 'venue', 'image']),
          ...(isSameVenue ? [] : ['venueAddress', 'location']),
        ],
        {
          ordinal: next.ordinal,
          slug: { _type: 'slug', current: next.slug },
          firstDay: next.firstDay,
          lastDay: typeof edition.lastDay === 'string' ? daysAfter(edition.lastDay, days) : next.firstDay,
          timeZone: next.timeZone,
          ...(!isSameCity && {
            city: [localizedItem('String', cityItem(edition)?.language ?? sourceLocale, next.city.trim())],
          }),
          ...(isSameCity && !next.isSameVenue && { venue: [] }),
        },
      ),
      Number(edition.ordinal),
      next.ordinal,
    ),
    ...[...parts, ...rooms].map((one) => copy(one, [], {})),
    ...sessions.map((session) =>
      copy(session, [...ofOneTime, ...(isSameVenue ? [] : ['rooms'])], {
        ...moved(session.date),
        status: 'scheduled',
      }),
    ),
    ...breaks.map((one) => copy(one, [], moved(one.date))),
  ]
}

/** What a session had, and no other will have. */
const ofOneTime = ['recap', 'links', 'documents', 'stream', 'recording', 'movedFrom']

/** A proposal: the same weekday a year later, in the same city, with the next free number. */
export function proposedNextEdition(documents: readonly RawDocument[], edition: RawDocument): NextEdition {
  const firstDay = typeof edition.firstDay === 'string' ? daysAfter(edition.firstDay, 364) : ''
  const editions = documents.filter(({ _type }) => _type === 'edition')
  return {
    edition: edition._id,
    firstDay,
    ordinal: Math.max(0, ...editions.map(({ ordinal }) => Number(ordinal) || 0)) + 1,
    slug: freeSlug(firstDay.slice(0, 4), documents),
    timeZone: String(edition.timeZone ?? ''),
    city: cityIn(edition),
    isSameVenue: false,
  }
}

/** The city of an edition in the source language, else in any. */
export function cityIn(edition: RawDocument): string {
  const value = cityItem(edition)?.value
  return typeof value === 'string' ? value.trim() : ''
}

function cityItem(edition: RawDocument) {
  const written = localizedItems(edition.city)?.filter(({ value }) => !isEmptyText(value)) ?? []
  return written.find(({ language }) => language === sourceLocale) ?? written[0]
}

const daysBetween = (from: unknown, to: string) =>
  typeof from === 'string' ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) : 0

type Ids = ReadonlyMap<string, { id: string; type: string }>

/** A value in which references to copied documents are references to the copies. */
function withNewReferences(value: unknown, ids: Ids): unknown {
  if (Array.isArray(value)) return value.map((item) => withNewReferences(item, ids))
  if (!isRecord(value)) return value
  const copy = ids.get(referencedId(value) ?? '')
  if (copy === undefined) return fieldsWithNewReferences(value, ids)
  // The item of a list has a key.
  const key = typeof value._key === 'string' ? { _key: value._key } : {}
  return { ...key, ...draftReference(copy.type, copy.id) }
}

const fieldsWithNewReferences = (fields: Readonly<Record<string, unknown>>, ids: Ids) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withNewReferences(value, ids)]))

/** Whether the text of a review was copied. */
const isKept = (review: unknown, copied: Readonly<Record<string, unknown>>): boolean =>
  isRecord(review) &&
  copied[String(review.path).split(/[.[]/)[0] ?? ''] !== undefined &&
  // A new city has not been reviewed.
  (localizedItems(copied[String(review.path)]) ?? [{ language: review.language }]).some(
    ({ language }) => language === review.language,
  )

/** Replaces the number in titles, such as "IV Learning Forum" by "V Learning Forum", in every language and in the reviews. */
function withNextNumber(edition: RawDocument, from: number, to: number): RawDocument {
  const items = localizedItems(edition.title)
  if (items === undefined || !(from > 0)) return edition
  const title = items.map((item) =>
    typeof item.value === 'string' ? { ...item, value: renumbered(item.value, from, to) } : item,
  )
  const recordIn = (list: readonly { language: string; value?: unknown }[]) =>
    sourceRecord(list.find(({ language }) => language === sourceLocale)?.value)
  const [before, after] = [recordIn(items), recordIn(title)]
  const review = Array.isArray(edition.review)
    ? edition.review.map((one: unknown) =>
        isRecord(one) && one.path === 'title' && one.sourceHash === before.sourceHash
          ? { ...one, ...after }
          : one,
      )
    : undefined
  return { ...edition, title, ...(review && { review }) }
}
