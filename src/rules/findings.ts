import { isWordKey, wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import type { FaultCode, WarningCode } from '#src/model/codes.ts'

export type Finding<Code extends string = FaultCode | WarningCode> = {
  documentId: string
  documentType: string
  /** The document's title in the language that was asked for, else in the source language, else its id. */
  title: string
  /** Where in the document, as Sanity writes paths. @example 'links[_key=="a"].url' */
  path: string
  /** The language that the finding is about, where it is about one. */
  locale?: Locale
  code: Code
  /** What was found, and whatever the sentence about it needs: words, never markup. */
  facts: Readonly<Record<string, string>>
}

export type Fault = Finding<FaultCode>
export type Warning = Finding<WarningCode>

export type FindingText = { document: string; field: string; language: string; wrong: string; todo: string }

/** The address at which the Studio opens the field that a finding is about. */
export function editLink({ documentId, documentType, path }: Place, studioUrl: URL): string {
  const field = path === '' ? '' : `;path=${encodeURIComponent(path)}`
  return new URL(`intent/edit/id=${documentId};type=${documentType}${field}`, studioUrl).href
}

type Place = Pick<Finding, 'documentId' | 'documentType' | 'path'>

/** What is found, in the words of one language: which document, which field, what is wrong, what to do. */
export function textOf(finding: Finding, locale: Locale): FindingText {
  const t = wordsOf(locale)
  const field =
    finding.path
      .replace(/\[[^\]]*\]/g, '')
      .split('.')
      .at(-1) ?? ''
  const name = (key: string, otherwise: string) => (isWordKey(key) ? t(key) : otherwise)
  return {
    document: `${finding.title} (${name(`type.${finding.documentType}`, finding.documentType)})`,
    field: field === '' ? '' : name(`field.${field}`, field),
    language: finding.locale === undefined ? '' : languageOf(finding.locale).name,
    wrong: t(`finding.${finding.code}`, finding.facts),
    todo: t(`finding.${finding.code}.todo`, finding.facts),
  }
}
