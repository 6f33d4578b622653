import { describe, expect, it } from 'vitest'
import { canonicalLocale, fallsBack, languagesInstead, shown } from '#src/addresses/localize.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, words } from '../seed/stored.ts'

describe('a localized value', () => {
  it('is shown in the reader’s language, else in the source language, else in any other, with its language', () => {
    expect(shown({ en: 'Room', fr: 'Salle' }, 'fr')).toEqual({ value: 'Salle', lang: 'fr' })
    expect(shown({ en: 'Room', fr: 'Salle' }, 'es')).toEqual({ value: 'Room', lang: 'en' })
    expect(shown({ es: 'Sala' }, 'fr')).toEqual({ value: 'Sala', lang: 'es' })
    expect(shown({}, 'fr')).toBeUndefined()
  })
})

const paragraph = [{ _type: 'block', _key: 'b', children: [{ _type: 'span', _key: 's', text: 'A text.' }] }]

describe('a page falls back', () => {
  const falls = (fields: Readonly<Record<string, unknown>>, kind: 'session' | 'programme', id: string) => {
    const { snapshot } = examine(changed('session-sendai', fields))
    return (
      snapshot &&
      (['en', 'fr', 'es'] as const).filter((locale) => fallsBack({ kind, id }, locale, documentsOf(snapshot)))
    )
  }

  it('where its document’s title lacks the language', () => {
    expect(falls({ title: words({ en: 'Sendai', fr: 'Sendai' }) }, 'session', 'session-sendai')).toEqual([
      'es',
    ])
  })

  it('in the source language too, where the document is in another', () => {
    const french = { title: words({ fr: 'Sendai' }), description: undefined, recap: undefined }
    expect(falls(french, 'session', 'session-sendai')).toEqual(['en', 'es'])
  })

  it('but never in all languages: to the one that lacks fewest texts, else the source language', () => {
    const title = words({ en: 'Sendai' })
    const text = (...languages: readonly string[]) =>
      languages.map((language) => ({ _key: language, language, value: paragraph }))
    const mainOf = (fields: Readonly<Record<string, unknown>>) => {
      const { snapshot } = examine(changed('session-sendai', fields))
      const subject = { kind: 'session', id: 'session-sendai' } as const
      return (
        snapshot &&
        (['en', 'fr', 'es'] as const).map((locale) => [
          canonicalLocale(subject, locale, documentsOf(snapshot)),
          ...languagesInstead(subject, locale, documentsOf(snapshot)),
        ])
      )
    }
    expect(mainOf({ title, description: text('fr'), recap: undefined })).toEqual([
      ['en', 'fr'],
      ['en', 'en'],
      ['en', 'en', 'fr'],
    ])
    expect(mainOf({ title, description: text('fr'), recap: text('fr', 'es') })).toEqual([
      ['fr', 'fr'],
      ['fr', 'en'],
      ['fr', 'en', 'fr'],
    ])
  })

  it('but not where only a listed document lacks it', () => {
    expect(falls({ title: words({ en: 'Sendai' }) }, 'programme', 'edition-2019')).toEqual([])
  })

  it('and not where the text is empty in all languages', () => {
    expect(falls({ recap: undefined }, 'session', 'session-sendai')).toEqual([])
  })
})
