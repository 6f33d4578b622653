import { type Locale, locales } from '#src/locales.ts'
import { isRecord, recordsIn } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { aspectText } from './imported.ts'

/**
 * What the schedule of another system, or a document that went out from here, says of a session: it does not say what people do, has
 * streams among the links, and shows a text in another language where there is no translation. None of these is a difference.
 */
export const asSaid = (document: RawDocument, wanted: RawDocument, locale: Locale): RawDocument => ({
  ...wanted,
  ...ownTexts(document, wanted, locale),
  contributors: withRolesOf(document, wanted),
  links: recordsIn(wanted.links).filter(({ url }) => !isOwn(document, String(url))),
})

/** Whether an address is that of the stream, of the recording, or of a file that the session offers already. */
function isOwn(document: RawDocument, url: string): boolean {
  const hashes = recordsIn(document.documents).flatMap(({ file }) => {
    const asset = isRecord(file) ? referencedId(file.asset) : undefined
    return asset?.split('-')[1] ?? []
  })
  return url === document.stream || url === document.recording || hashes.some((hash) => url.includes(hash))
}

/** Nothing for a text that the document has in another language alone. */
function ownTexts(document: RawDocument, wanted: RawDocument, locale: Locale): Partial<RawDocument> {
  const isOther = (field: 'title' | 'description') => {
    const text = aspectText(wanted, field, locale)
    const others = locales.map((one) => aspectText(document, field, one.locale))
    return aspectText(document, field, locale) === '' && others.includes(text)
  }
  return { ...(isOther('title') && { title: [] }), ...(isOther('description') && { description: [] }) }
}

/** Those who take part already keep their roles, and all of them their order where nobody else comes or goes. */
function withRolesOf(document: RawDocument, wanted: RawDocument): unknown {
  const left = [...recordsIn(document.contributors)]
  const contributors = recordsIn(wanted.contributors).map((one) => {
    const at = left.findIndex((other) => referencedId(other.contributor) === referencedId(one.contributor))
    return left.splice(at, at < 0 ? 0 : 1)[0] ?? one
  })
  const areSame = left.length === 0 && contributors.length === recordsIn(document.contributors).length
  return areSame ? document.contributors : contributors
}
