import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import { settings } from './settings.ts'

/**
 * The language of the Studio's own interface, which Sanity keeps in the browser for each project by the id of
 * its language package (`fr-FR`). The schema is made of words once, when the Studio loads; so a change of
 * language loads it again.
 */
export const languageKey = (projectId: string) => `sanity-locale:${projectId}:default`

/** The locale for the first language tag that is one of ours. @example localeFor(['pt-BR', 'fr-CA']) → 'fr' */
export function localeFor(tags: readonly (string | null | undefined)[]): Locale {
  const own = tags.flatMap((tag) => locales.filter(({ locale }) => tag?.split('-')[0] === locale))
  return own[0]?.locale ?? sourceLocale
}

/** The locale of the words below: what the editor chose, else what the browser prefers; the source language outside a browser. */
export const studioLocale: Locale = ofEditor() ?? sourceLocale

function ofEditor(): Locale | undefined {
  const { projectId } = settings() ?? {}
  if (typeof window === 'undefined' || projectId === undefined) return undefined
  return localeFor([window.localStorage?.getItem(languageKey(projectId)), ...navigator.languages])
}

/** The Studio's words, in the language that the editor chose. */
export const t = wordsOf(studioLocale)
