/** The reader's own choice of language, kept on the device alone. */
const key = 'locale'

/** The locale that was chosen last; undefined without one, or where nothing may be kept. */
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
    // Nothing may be kept here: then nothing is remembered.
  }
}

/** The first of some locales that the reader chose or reads, by the device's order of languages. */
export function preferredLocale(offered: readonly string[]): string | undefined {
  const wanted = [lastLocale() ?? '', ...navigator.languages.map((tag) => tag.split('-')[0] ?? '')]
  return wanted.find((locale) => offered.includes(locale))
}
