import { isRecord } from '#src/model/fields.ts'
import { byDocumentId, byText, byTime } from '#src/model/order.ts'
import { contributorsIn, editionOf, referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** The documents of editions as editors see them: they may be unfinished. */

/** Editions, the latest first; those without a first day come last. */
export const editionsLatestFirst = <T extends RawDocument>(documents: readonly T[]): T[] =>
  documents
    .filter(({ _type }) => _type === 'edition')
    .sort((a, b) => byText(textOf(b.firstDay), textOf(a.firstDay)) || byDocumentId(a, b))

/** The id of the edition that the forum refers to as its current one; undefined where that edition does not exist. */
export function currentEdition({ byId: documents }: Pick<Indexed<RawDocument>, 'byId'>): string | undefined {
  const id = referencedId(documents.get('forum')?.currentEdition)
  return id !== undefined && documents.get(id)?._type === 'edition' ? id : undefined
}

/** An edition by the name in its addresses, for names of files; undefined where it has none. @example '2027' */
export function nameInAddresses(edition: RawDocument | undefined): string | undefined {
  const slug = edition?.slug
  return isRecord(slug) && typeof slug.current === 'string' && slug.current !== '' ? slug.current : undefined
}

/** An edition and all documents that belong to it. */
export const documentsOfEdition = <T extends RawDocument>(documents: readonly T[], edition: string): T[] =>
  documents.filter((one) => editionOf(one) === edition)

/** The same with those who take part in its sessions: all that somebody who works on it looks after. */
export function documentsAround<T extends RawDocument>(
  { documents, byId }: Indexed<T>,
  edition: string,
): readonly T[] {
  const own = documentsOfEdition(documents, edition)
  const people = new Set(own.flatMap(contributorsIn))
  return [...own, ...[...people].flatMap((id) => byId.get(id) ?? [])]
}

/** Sessions and breaks that belong to no edition yet. */
export const withoutEdition = <T extends RawDocument>(documents: readonly T[]): T[] =>
  documents.filter(
    (one) => (one._type === 'session' || one._type === 'break') && editionOf(one) === undefined,
  )

/** Sessions and breaks in the order of time. Missing dates and times come first. */
export const timedDocuments = <T extends RawDocument>(documents: readonly T[]): T[] =>
  documents
    .filter(({ _type }) => _type === 'session' || _type === 'break')
    .map((document) => ({ document, ...timeOfDocument(document) }))
    .sort(byTime)
    .map(({ document }) => document)

/** Documents, and the same by their published ids. */
export type Indexed<T extends RawDocument> = { documents: readonly T[]; byId: ReadonlyMap<string, T> }

const timeOfDocument = ({ _id, date, start, end }: RawDocument) => ({
  _id,
  date: textOf(date),
  start: textOf(start),
  end: textOf(end),
})

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
