/** The `localStorage` key of the reader's choice of language. It is stored on the device only. */
const key = 'locale'

/** The locale that the reader chose last; undefined without one, or where the browser does not allow storage. */
export function lastLocale(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

export function rememberLocale(locale: string): void {
  try {
    localStorage.setItem(key, locale)
  } catch {
    // The browser does not allow storage.
  }
}

/** The offered locale that fits the reader best: the last choice, else the first match in the browser's languages. */
export function preferredLocale(offered: readonly string[]): string | undefined {
  const wanted = [lastLocale() ?? '', ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')]
  return wanted.find((locale) => offered.includes(locale))
}
