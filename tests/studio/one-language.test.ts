import { describe, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { missingLanguages, titleText } from '#studio/schema/list-text.ts'
import { choiceIn } from '#studio/translation/desk-choice.ts'
import { languageChoices } from '#studio/translation/shown-languages.ts'
import { documentTasks, targetLocales } from '#studio/translation/tasks.ts'
import { frenchEdition } from '../release/french-edition.ts'
import { stored, words } from '../seed/stored.ts'

/** What the Studio says of documents that are in one language only. */

const title = words({ en: '', fr: 'Mot de bienvenue' })

describe('the choice of languages above a form', () => {
  it('is there where there are more than two', () => {
    expect(languageChoices(['fr'])).toEqual([])
    expect(languageChoices(['fr', 'es'])).toEqual([])
    expect(languageChoices(['en', 'fr', 'es'])).toEqual([
      ['en', 'fr', 'es'],
      ['en', 'fr'],
      ['en', 'es'],
      ['fr', 'es'],
    ])
  })
})

describe('a list', () => {
  it('has the title that is there, and says which languages lack', () => {
    expect(titleText(title)).toBe('Mot de bienvenue')
    expect(missingLanguages({ title, recap: undefined })).toBe('Missing: EN, ES')
    expect(missingLanguages({ title: words({ en: 'Welcome', fr: 'Bienvenue', es: 'Acogida' }) })).toBe('')
    expect(missingLanguages({ title: words({ en: ' ' }) })).toBe('')
  })
})

describe('the translation desk', () => {
  const all: readonly RawDocument[] = [...stored, ...frenchEdition]

  it('has the source language among its languages only where a text lacks it', () => {
    expect(targetLocales(stored)).toEqual(['fr', 'es'])
    expect(targetLocales(all)).toEqual(['en', 'fr', 'es'])
    expect(choiceIn({ language: 'en' }).language).toBe('en')
    expect(choiceIn({ language: 'xx' }).language).toBe('fr')
  })

  it('lists what lacks it, with the text that is there', () => {
    const found = documentTasks(all, 'en')
    expect(new Set(found.map(({ where }) => where))).toEqual(new Set(['nantes', undefined]))
    const lunch = found.find(({ document }) => document._id === 'dejeuner')
    expect(lunch?.tasks).toEqual([
      {
        ...{ path: 'title', locale: 'en', state: 'missing', field: 'title' },
        ...{ source: 'Déjeuner sur l’herbe', hints: [], text: '', lines: 'one' },
      },
    ])
    expect(documentTasks(all, 'fr').some(({ where }) => where === 'nantes')).toBe(false)
  })
})
