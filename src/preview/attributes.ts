import { createDataAttribute } from '@sanity/visual-editing/create-data-attribute'
import type { Locale } from '#src/locales.ts'
import { fieldsOf, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type Fault, textOf } from '#src/rules/findings.ts'
import type { Revision } from './revision.ts'

/**
 * Returns a function that makes the attributes of a field's element on a page. `data-sanity` is the path of the field
 * in the Studio, or of a block in it; `data-fault` says what is wrong with it, in the page's language; `data-stand-in` marks a stand-in text.
 */
export function attributesOf({
  documents,
  faults,
  standIns,
  studioUrl,
}: {
  documents: readonly RawDocument[]
  faults: readonly Fault[]
  standIns: ReadonlySet<string>
  studioUrl: URL
}): Revision['attributes'] {
  const byId = new Map(documents.map((document) => [document._id, document]))
  const baseUrl = studioUrl.href.replace(/\/$/, '')
  const linkTo = ({ _id: id, _type: type }: RawDocument, path: string) =>
    createDataAttribute({ id, type, path, baseUrl }).toString()
  return (documentId, field, locale, block) => {
    const document = byId.get(documentId)
    if (!document) return {}
    const path = editPath(document, field, locale)
    if (block !== undefined)
      return path === field ? {} : { 'data-sanity': linkTo(document, `${path}[_key=="${block}"]`) }
    const fault = faults.find(
      (item) => item.documentId === documentId && item.path === field && isVisibleIn(item, document, locale),
    )
    return {
      'data-sanity': linkTo(document, path),
      ...(fault && { 'data-fault': faultSummary(fault, locale) }),
      ...(fault && standIns.has(`${documentId} ${field}`) && { 'data-stand-in': '' }),
    }
  }
}

/**
 * The path at which the Studio opens a field for one language: the value of that language's item, so that the editor
 * can type at once; else the field, whose form offers to add the language.
 * @example editPath(session, 'title', 'fr') → 'title[_key=="k3"].value'
 */
export function editPath(document: RawDocument, field: string, locale: Locale): string {
  const line = linesAt(document, field)?.find(({ language }) => language === locale)
  return line === undefined ? field : `${field}[_key=="${line._key}"].value`
}

/** A fault in a sentence. @example 'End is missing. Fill it in.' */
export const faultSentence = (fault: Fault, locale: Locale): string =>
  `${faultSummary(fault, locale)}. ${textOf(fault, locale).todo}`

/** @example 'Title (English) is missing' */
function faultSummary(fault: Fault, locale: Locale): string {
  const { field, language, wrong } = textOf(fault, locale)
  return [field, language && `(${language})`, wrong].filter((words) => words !== '').join(' ')
}

/** Whether a page in this locale shows a fault. It does not where the fault is about another language and the page has its own text. */
function isVisibleIn(fault: Fault, document: RawDocument, locale: Locale): boolean {
  const text = linesAt(document, fault.path)?.find(({ language }) => language === locale)?.value
  return fault.locale === undefined || fault.locale === locale || text === undefined || text === ''
}

const linesAt = (document: RawDocument, field: string) =>
  localizedItems(fieldsOf(document).find(({ path }) => path === field)?.value)
