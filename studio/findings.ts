import { type Finding, textOf } from '#src/rules/findings.ts'
import { studioLocale } from './language.ts'

/** What is wrong and what to do, where its document is known. @example 'Title (Français) is missing. Fill it in.' */
export function sentenceOf(finding: Finding): string {
  const { field, language, wrong, todo } = textOf(finding, studioLocale)
  return [field, language && `(${language})`, `${wrong}.`, todo].filter((words) => words !== '').join(' ')
}

/** What its document is called. */
export const documentOf = (finding: Finding): string => textOf(finding, studioLocale).document
