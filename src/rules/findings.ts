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

/**
 * The label of the field that a path leads to; empty for the document as a whole.
 * @example fieldName('links[_key=="a"].title', 'en') → 'Links · Title'
 */
export const fieldName = (path: string, locale: Locale): string =>
  fieldsAt(path)
    .map((field) => {
      const key = `field.${field}`
      return isWordKey(key) ? wordsOf(locale)(key) : field
    })
    .join(' · ')

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

/**
 * The fields that say where a path leads: the last that has a word, after the list that it is in where the document has
 * such a field too. @example fieldsAt('links[_key=="a"].title') → ['links', 'title']
 */
function fieldsAt(path: string): readonly string[] {
  if (path === '') return []
  const steps = path
    .replace(/\[[^\]]*\]/g, '[]')
    .split('.')
    .map((step) => ({ field: step.replace('[]', ''), isList: step.endsWith('[]') }))
  // Some steps, such as that of a reference, have no word of their own: the field around them has.
  const at = steps.findLastIndex(({ field }) => isWordKey(`field.${field}`))
  const { field } = steps[at] ?? steps.at(-1) ?? { field: path }
  const list = steps[at - 1]
  return list?.isList && fieldsOfAll.has(field) ? [list.field, field] : [field]
}

/** Fields that documents have, and items of their lists as well. */
const fieldsOfAll: ReadonlySet<string> = new Set(['title', 'text', 'date'])
