import { type Finding, textOf } from '#src/rules/findings.ts'
import { studioLocale } from './language.ts'

/** What is wrong and what to do, without the document. @example 'Title (Français) is missing. Fill it in.' */
export function findingSentence(finding: Finding): string {
  const { field, language, wrong, todo } = textOf(finding, studioLocale)
  return [field, language && `(${language})`, `${wrong}.`, todo].filter((part) => part !== '').join(' ')
}

/** The document of a finding. @example 'Opening and welcome (session)' */
export const findingDocument = (finding: Finding): string => textOf(finding, studioLocale).document
