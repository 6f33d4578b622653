import { wordsOf } from '#src/i18n.ts'
import { type Locale, localeFor, sourceLocale } from '#src/locales.ts'
import { settings } from './settings.ts'

/**
 * The key under which Sanity stores the language of the interface in the browser, as the id of a language package
 * (`fr-FR`). The schema gets its labels once, when the Studio loads, so a change of language reloads the page.
 */
export const languageKey = (projectId: string) => `sanity-locale:${projectId}:default`

/** The language of the interface: the editor's choice, else that of the browser; the source language outside a browser. */
export const studioLocale: Locale = localeInBrowser() ?? sourceLocale

function localeInBrowser(): Locale | undefined {
  const { projectId } = settings() ?? {}
  if (typeof window === 'undefined' || projectId === undefined) return undefined
  return localeFor([window.localStorage?.getItem(languageKey(projectId)), ...navigator.languages])
}

/** The words of the interface in that language. */
export const t = wordsOf(studioLocale)
