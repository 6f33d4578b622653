import { locales } from '#src/locales.ts'

/**
 * Languages that may be spoken in a room, as a list to choose from: those of the site, then those of the
 * United Nations and of large memberships, by their English names. Stored as BCP 47 tags.
 */
export const spokenLanguages = [
  ...new Set([...locales.map(({ lang }) => lang), 'pt', 'ar', 'zh', 'ko', 'ru', 'sw', 'tr', 'id']),
].map((lang) => ({ value: lang, title: new Intl.DisplayNames('en', { type: 'language' }).of(lang) ?? lang }))
