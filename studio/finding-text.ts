import { type Finding, type FindingText, textOf } from '#src/rules/findings.ts'
import { studioLocale, t } from './language.ts'

/** A finding in the words of the Studio's language. What has no title goes by none here, and not by its id. */
export const findingWords = (finding: Finding): FindingText =>
  textOf(
    finding.title === finding.documentId ? { ...finding, title: t('studio.untitled') } : finding,
    studioLocale,
  )

/** What is wrong and what to do, without the document. @example 'Title (Français) is missing. Fill it in.' */
export function findingSentence(finding: Finding): string {
  const { field, language, wrong, todo } = findingWords(finding)
  return [field, language && `(${language})`, `${wrong}.`, todo].filter((part) => part !== '').join(' ')
}

/** The document of a finding. @example 'Opening and welcome (session)' */
export const findingDocument = (finding: Finding): string => findingWords(finding).document
