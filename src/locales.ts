/**
 * The only list of languages. The first is the source language: other languages fall back to it.
 *
 * - `locale`: the URL segment.
 * - `lang`: the BCP 47 tag for `lang=`.
 * - `intl`: the tag for `Intl`, which formats dates, times and lists.
 * - `name`: the language's own name.
 * - `marks`: how : ; ! ? are set. `plain`; `spaced` with a no-break space before them, as in French; `opened`
 *   with ¿ and ¡, as in Spanish.
 * - `words`: loads the words of the interface.
 */
// biome-ignore format: a language is one line.
export const locales = [
  { locale: 'en', lang: 'en', intl: 'en-GB', name: 'English', marks: 'plain', words: () => import('#locales/en.json', { with: { type: 'json' } }) },
  { locale: 'fr', lang: 'fr', intl: 'fr-FR', name: 'Français', marks: 'spaced', words: () => import('#locales/fr.json', { with: { type: 'json' } }) },
  { locale: 'es', lang: 'es', intl: 'es-ES', name: 'Español', marks: 'opened', words: () => import('#locales/es.json', { with: { type: 'json' } }) },
] as const

export type Locale = (typeof locales)[number]['locale']

export type Language = {
  locale: Locale
  lang: string
  intl: string
  name: string
  marks: 'plain' | 'spaced' | 'opened'
}

export const sourceLocale: Locale = locales[0].locale

/** The language of a locale. */
export function languageOf(locale: Locale): Language {
  return locales.find((language) => language.locale === locale) ?? locales[0]
}

/** Whether a URL segment or a stored language code is one of ours. @example isLocale('fr') → true */
export function isLocale(text: string | undefined): text is Locale {
  return locales.some((language) => language.locale === text)
}

/** The locale of the first tag whose language the site has; else the source locale. @example localeFor(['pt-BR', 'fr-CA']) → 'fr' */
export function localeFor(tags: readonly (string | null | undefined)[]): Locale {
  const matching = tags.flatMap((tag) => locales.filter(({ locale }) => tag?.split('-')[0] === locale))
  return matching[0]?.locale ?? sourceLocale
}
