import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#src/i18n.ts'
import { locales, sourceLocale } from '#src/locales.ts'

const read = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../locales/${locale}.json`, import.meta.url), 'utf8'))
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
const source = read(sourceLocale)

it('there is one file of words for each language, and no other', () => {
  expect(readdirSync(new URL('../locales/', import.meta.url)).sort()).toEqual(
    locales.map(({ locale }) => `${locale}.json`).sort(),
  )
})

describe.each(locales.map(({ locale }) => locale))('the words in %s', (locale) => {
  const words = read(locale)

  it('have the same keys as the source language, plural forms aside', () => {
    expect([...new Set(Object.keys(words).map(stem))].sort()).toEqual(
      [...new Set(Object.keys(source).map(stem))].sort(),
    )
  })

  it('have every plural form that the language knows', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const plurals = new Set(
      Object.keys(source)
        .filter((key) => stem(key) !== key)
        .map(stem),
    )
    for (const key of plurals) {
      expect(
        Object.keys(words)
          .filter((one) => stem(one) === key)
          .sort(),
      ).toEqual(forms.map((form) => `${key}_${form}`).sort())
    }
  })

  it('are not empty, and use the same placeholders as the source language', () => {
    for (const [key, text] of Object.entries(words)) {
      const original = source[key] ?? source[`${stem(key)}_other`] ?? ''
      expect([key, text.trim() !== '', placeholders(text)]).toEqual([key, true, placeholders(original)])
    }
  })

  it('have typographic apostrophes and, in French, no-break spaces before double punctuation', () => {
    for (const text of Object.values(words)) {
      expect(text).not.toMatch(/'/)
      if (locale === 'fr')
        expect(text.replace(/https?:|mailto:|tel:|\d\d:\d\d/g, '')).not.toMatch(
          /(?<!\u202f)[;!?»]|(?<!\u00a0):|«(?!\u202f)/,
        )
    }
  })
})

it('words are found by key and filled in', () => {
  expect(wordsOf('fr')('programme.times', { city: 'Incheon', offset: 'UTC+9' })).toBe(
    'Heure locale (Incheon, UTC+9)',
  )
  expect(wordsOf('es')('part.ordinal.2')).toBe('Segunda parte')
})
