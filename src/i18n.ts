import { createInstance } from 'i18next'
import type { Locale } from './locales.ts'
import { locales, sourceLocale } from './locales.ts'

/** A key of `locales/*.json`; plural forms (`_one`, `_many`, `_other`) are chosen by `count`. */
export type WordKey = Exclude<SourceKey, Plural> | Stem<Plural>

export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

/**
 * The words of the interface in one language.
 * @example wordsOf('fr')('path.programme') → 'programme'
 */
export function wordsOf(locale: Locale): Words {
  const known = words.get(locale) ?? translator(locale)
  words.set(locale, known)
  return known
}

const words = new Map<Locale, Words>()

function translator(locale: Locale): Words {
  const translate = instance.getFixedT(locale)
  return (key, values) => {
    if (values) return translate(key, { ...values })
    const cacheKey = `${locale} ${key}`
    const text = cache.get(cacheKey) ?? translate(key)
    cache.set(cacheKey, text)
    return text
  }
}

/** Words without placeholders, by locale and key: building addresses looks up the same few keys many times. */
const cache = new Map<string, string>()

/** Whether a key that was built at run time has words. */
export const isWordKey = (key: string): key is WordKey => instance.exists(key)

const resources = Object.fromEntries(
  await Promise.all(
    locales.map(async ({ locale, words }) => [locale, { translation: (await words()).default }] as const),
  ),
)

const instance = createInstance()
await instance.init({
  resources,
  fallbackLng: sourceLocale,
  keySeparator: false,
  nsSeparator: false,
  // The components escape text when they write it into HTML.
  interpolation: { escapeValue: false },
  initAsync: false,
})

type SourceKey = keyof Awaited<ReturnType<(typeof locales)[0]['words']>>['default']
type Plural = Extract<SourceKey, `${string}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`>
type Stem<K extends string> = K extends `${infer S}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? S
  : never
