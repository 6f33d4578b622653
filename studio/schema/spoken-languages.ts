import { languageOf, locales } from '#src/locales.ts'
import { studioLocale } from '../language.ts'

const names = new Intl.DisplayNames(languageOf(studioLocale).intl, { type: 'language' })

/**
 * The choice of languages that may be spoken in a session: those of the site, then those of the United Nations and of
 * large memberships, by their names in the language of the Studio. Stored as BCP 47 tags.
 */
export const spokenLanguages = [
  ...new Set([...locales.map(({ lang }) => lang), 'pt', 'ar', 'zh', 'ko', 'ru', 'sw', 'tr', 'id']),
].map((lang) => ({ value: lang, title: names.of(lang) ?? lang }))
