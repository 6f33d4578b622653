import type { Locale } from '#src/locales.ts'
import type { FaultCode } from '#src/model/codes.ts'
import { documentTitle, eachField, isRecord } from '#src/model/fields.ts'
import { memoWith } from '#src/model/memo.ts'
import { referencedId } from '#src/model/references.ts'
import type { DocumentType, RawDocument } from '#src/model/schema.ts'

/** Takes a fault of a field of a document, with the facts of its sentence; `locale` among them where it is about one language. */
export type Report = (
  document: Pick<RawDocument, '_id' | '_type'>,
  path: string,
  code: FaultCode,
  facts?: Readonly<Record<string, string>>,
) => void

/** References lead to documents of the right type. */
export function checkReferences(known: readonly RawDocument[], fault: Report): void {
  const types = new Map(known.map(({ _id, _type }) => [_id, _type]))
  for (const document of known) {
    for (const { path, expected, id } of referencesIn(document))
      if (types.get(id) !== expected) fault(document, path, 'brokenReference', { found: id })
  }
}

type Reference = { path: string; expected: DocumentType; id: string }

/** The references of a document. */
const referencesIn = memoWith((document: RawDocument): readonly Reference[] => {
  const found: Reference[] = []
  eachField(document, (path, key, value) => {
    const expected = referenceTypes.get(key)
    const id = isRecord(value) ? value._ref : undefined
    if (expected !== undefined && typeof id === 'string' && id !== '') found.push({ path, expected, id })
  })
  return found
})

/** A session's part and rooms are of its own edition. */
export function checkEditions(known: readonly RawDocument[], fault: Report, titlesIn: Locale): void {
  const stored = new Map(known.map((document) => [document._id, document]))
  for (const document of known.filter(({ _type }) => _type === 'session')) {
    const own = referencedId(document.edition)
    if (own === undefined) continue
    for (const { path, expected, id } of referencesIn(document)) {
      const other = expected === 'part' || expected === 'room' ? stored.get(id) : undefined
      const edition = referencedId(other?.edition)
      // An edition that does not exist is a fault of the other document.
      if (other === undefined || edition === own || stored.get(edition ?? '')?._type !== 'edition') continue
      fault(document, path, 'otherEdition', { other: documentTitle(other, titlesIn) })
    }
  }
}

/** The document type that a reference in a field of this name must have. The lake checks references to assets. */
const referenceTypes: ReadonlyMap<string, DocumentType> = new Map([
  ['currentEdition', 'edition'],
  ['edition', 'edition'],
  ['part', 'part'],
  ['contributor', 'contributor'],
  ['organisation', 'contributor'],
  ['rooms', 'room'],
])
