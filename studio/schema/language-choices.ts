import { signLanguages, spokenLanguages } from '#src/model/languages.ts'
import { languagesText } from '#src/programme/format.ts'
import { studioLocale } from '../language.ts'

/** The name of a language in that of the Studio, from its tag; empty for anything else. */
export const languageTitle = (tag: unknown): string =>
  typeof tag === 'string' ? languagesText([tag], studioLocale) : ''

const choicesOf = <Tag extends string>(tags: readonly Tag[]) =>
  tags.map((value) => ({ value, title: languageTitle(value) }))

/** The choices of languages, by their names in the language of the Studio. */
export const spokenChoices = choicesOf(spokenLanguages)
export const signedChoices = choicesOf(signLanguages)
