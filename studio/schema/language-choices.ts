import { languageOf } from '#src/locales.ts'
import { isSignLanguage, signLanguages, spokenLanguages } from '#src/model/languages.ts'
import { studioLocale, t } from '../language.ts'

const names = new Intl.DisplayNames(languageOf(studioLocale).intl, { type: 'language' })

/** The name of a language in that of the Studio, from its tag; empty for anything else. */
export function languageTitle(tag: unknown): string {
  if (typeof tag !== 'string') return ''
  if (isSignLanguage(tag)) return t(`sign.${tag}`)
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}

const choicesOf = <Tag extends string>(tags: readonly Tag[]) =>
  tags.map((value) => ({ value, title: languageTitle(value) }))

/** The choices of languages, by their names in the language of the Studio. */
export const spokenChoices = choicesOf(spokenLanguages)
export const signedChoices = choicesOf(signLanguages)
