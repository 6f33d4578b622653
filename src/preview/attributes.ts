import { createDataAttribute } from '@sanity/visual-editing/create-data-attribute'
import type { Locale } from '#src/locales.ts'
import { fieldsOf, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type Fault, textOf } from '#src/rules/findings.ts'
import type { Revision } from './revision.ts'

/**
 * Makes the attributes of a field's text on a page: `data-sanity` says where its form is, `data-fault` what is
 * wrong with it in the page's language, `data-stand-in` that the text is not the editor's.
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
  return (documentId, field, locale) => {
    const document = byId.get(documentId)
    if (!document) return {}
    const path = editPath(document, field, locale)
    const fault = faults.find(
      (one) => one.documentId === documentId && one.path === field && concerns(one, document, locale),
    )
    return {
      'data-sanity': createDataAttribute({ id: documentId, type: document._type, path, baseUrl }).toString(),
      ...(fault && { 'data-fault': shortly(fault, locale) }),
      ...(fault && standIns.has(`${documentId} ${field}`) && { 'data-stand-in': '' }),
    }
  }
}

/**
 * The path at which the Studio opens a field for one language: the value of its line, where it has one, so that
 * the form needs no more clicks; else the field, which offers to add the line.
 * @example editPath(session, 'title', 'fr') → 'title[_key=="k3"].value'
 */
export function editPath(document: RawDocument, field: string, locale: Locale): string {
  const line = linesAt(document, field)?.find(({ language }) => language === locale)
  return line === undefined ? field : `${field}[_key=="${line._key}"].value`
}

/** A fault in words. @example 'End is missing. Fill it in.' */
export const sentence = (fault: Fault, locale: Locale): string =>
  `${shortly(fault, locale)}. ${textOf(fault, locale).todo}`

/** @example 'Title (English) is missing' */
function shortly(fault: Fault, locale: Locale): string {
  const { field, language, wrong } = textOf(fault, locale)
  return [field, language && `(${language})`, wrong].filter((words) => words !== '').join(' ')
}

/** What is wrong in one language does not show where the page has a text of its own. */
function concerns(fault: Fault, document: RawDocument, locale: Locale): boolean {
  const own = linesAt(document, fault.path)?.find(({ language }) => language === locale)?.value
  return fault.locale === undefined || fault.locale === locale || own === undefined || own === ''
}

const linesAt = (document: RawDocument, field: string) =>
  localizedItems(fieldsOf(document).find(({ path }) => path === field)?.value)
