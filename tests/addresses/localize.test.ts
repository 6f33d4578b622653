import { describe, expect, it } from 'vitest'
import { fallsBack, shown } from '#src/addresses/localize.ts'
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

  it('but not where only a listed document lacks it', () => {
    expect(falls({ title: words({ en: 'Sendai' }) }, 'programme', 'edition-2019')).toEqual([])
  })

  it('and not where the text is empty in all languages', () => {
    expect(falls({ recap: undefined }, 'session', 'session-sendai')).toEqual([])
  })
})
