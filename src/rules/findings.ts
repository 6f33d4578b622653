import { isWordKey, wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import type { FaultCode, WarningCode } from '#src/model/codes.ts'

export type Finding<Code extends string = FaultCode | WarningCode> = {
  documentId: string
  documentType: string
  /** The document's title in the requested language, else in the source language, else in any, else its id. */
  title: string
  /** The path of the field, as Sanity writes it. @example 'links[_key=="a"].url' */
  path: string
  /** The language that the finding is about, if it is about one language only. */
  locale?: Locale
  code: Code
  /** Values for the placeholders of the finding's sentence: plain text, never markup. */
  facts: Readonly<Record<string, string>>
}

export type Fault = Finding<FaultCode>
export type Warning = Finding<WarningCode>

export type FindingText = { document: string; field: string; language: string; wrong: string; todo: string }

/** The address at which the Studio opens the field of a finding. */
export function editLink({ documentId, documentType, path }: Place, studioUrl: URL): string {
  const field = path === '' ? '' : `;path=${encodeURIComponent(path)}`
  return new URL(`intent/edit/id=${documentId};type=${documentType}${field}`, studioUrl).href
}

/** A title may be as long as a book, and would hide what is wrong with it. */
const shortened = (title: string): string =>
  title.length > maxTitleLength ? `${title.slice(0, maxTitleLength).toWellFormed()}…` : title
const maxTitleLength = 120

type Place = Pick<Finding, 'documentId' | 'documentType' | 'path'>

/** The label of the field that a path leads to; empty for the document as a whole. @example fieldName('links[_key=="a"].url', 'en') → 'Web address' */
export function fieldName(path: string, locale: Locale): string {
  const steps = path.replace(/\[[^\]]*\]/g, '').split('.')
  // Some steps, such as that of a reference, have no word of their own: the field around them has.
  const field = steps.findLast((step) => isWordKey(`field.${step}`)) ?? steps.at(-1) ?? ''
  const key = `field.${field}`
  return isWordKey(key) ? wordsOf(locale)(key) : field
}

/** A finding in the words of one language: the document, the field, what is wrong, what to do. */
export function textOf(finding: Finding, locale: Locale): FindingText {
  const t = wordsOf(locale)
  const name = (key: string, otherwise: string) => (isWordKey(key) ? t(key) : otherwise)
  return {
    document: `${shortened(finding.title)} (${name(`type.${finding.documentType}`, finding.documentType)})`,
    field: fieldName(finding.path, locale),
    language: finding.locale === undefined ? '' : languageOf(finding.locale).name,
    wrong: t(`finding.${finding.code}`, finding.facts),
    todo: t(`finding.${finding.code}.todo`, finding.facts),
  }
}
