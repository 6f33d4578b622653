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
  const translate = instance.getFixedT(locale)
  return (key, values) => {
    if (values) return translate(key, { ...values })
    const at = `${locale} ${key}`
    const found = known.get(at) ?? translate(key)
    known.set(at, found)
    return found
  }
}

/** Words with nothing to fill in, by locale and key: addresses ask for the same few again and again. */
const known = new Map<string, string>()

/** Whether there are words for a key that was put together at run time. */
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
  // Text meets HTML only in components, which escape it there.
  interpolation: { escapeValue: false },
  initAsync: false,
})

type SourceKey = keyof Awaited<ReturnType<(typeof locales)[0]['words']>>['default']
type Plural = Extract<SourceKey, `${string}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`>
type Stem<K extends string> = K extends `${infer S}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? S
  : never
