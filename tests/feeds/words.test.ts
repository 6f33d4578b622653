import { describe, expect, it } from 'vitest'
import { clip } from '#src/feeds/clip.ts'
import { summaryOf } from '#src/feeds/words.ts'
import { locales } from '#src/locales.ts'
import { changed, words } from '../seed/stored.ts'
import { published } from './published.ts'

const { documents, addresses } = published()

describe('the summary of a page', () => {
  it.each([
    [
      'session',
      'session-sendai',
      'fr',
      {
        title: 'Apprendre d’un exemple\u00a0: localiser le Cadre de Sendai · 12 novembre 2019, 11:00',
        description:
          '12 novembre 2019, 11:00–11:40, Durban · Comment cinq partenaires ont uni leurs efforts, et ce que leur façon de travailler apporte aux prochains modules.',
      },
    ],
    [
      'programme',
      'edition-2019',
      'es',
      {
        title: 'Programa · IV Foro de Aprendizaje · 12 de noviembre de 2019',
        description:
          '12 de noviembre de 2019, Durban, Sudáfrica · 8 sesiones · Introducción – Presentación del contexto · Localización de las agendas globales · Fortalecer la…',
      },
    ],
    [
      'part',
      'part-1',
      'en',
      {
        title: 'Introduction – Setting the context · Part One · IV Learning Forum',
        description:
          'Part One, 12 November 2019, Durban, South Africa · What the Learning Forum is, where it comes from, and how the day will work.',
      },
    ],
    [
      'people',
      'people',
      'es',
      {
        title: 'Personas y organizaciones',
        description: 'Personas y organizaciones, Foro de Aprendizaje de CGLU · 8 organizaciones',
      },
    ],
    [
      'contributor',
      'ungl',
      'en',
      {
        title: 'Unión Nacional de Gobiernos Locales',
        description: 'Unión Nacional de Gobiernos Locales, UNGL, Costa Rica · UCLG Learning Forum',
      },
    ],
    [
      'strategy',
      'strategy',
      'en',
      {
        title: 'Strategy',
        description:
          'Strategy, UCLG Learning Forum · A learning network that is fit for purpose · Co-creating our learning environment',
      },
    ],
  ] as const)('a %s: %s in %s', (kind, id, locale, expected) => {
    expect(summaryOf({ kind, id }, locale, documents)).toEqual(expected)
  })

  it('is different for each page of a language, never empty, never longer than 160 characters', () => {
    for (const { locale } of locales) {
      const all = addresses.entries
        .filter((entry) => entry.locale === locale)
        .map(({ subject }) => summaryOf(subject, locale, documents))
      expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
      expect(new Set(all.map(({ description }) => description)).size).toBe(all.length)
      expect(all.filter(({ description }) => description === '' || description.length > 160)).toEqual([])
    }
  })

  it('says first that a session is cancelled, and uses the title without a description', () => {
    const { documents: without } = published(
      changed('session-sendai', {
        status: 'cancelled',
        description: undefined,
        title: words({ en: 'Sendai' }),
      }),
    )
    expect(summaryOf({ kind: 'session', id: 'session-sendai' }, 'en', without).description).toBe(
      'Cancelled · 12 November 2019, 11:00–11:40, Durban · Sendai · Localizing the global agendas',
    )
  })
})

describe('a text that is too long', () => {
  it.each([
    ['One day in Durban', 17, 'One day in Durban'],
    ['One day in Durban', 12, 'One day in…'],
    ['One day, in Durban', 9, 'One day…'],
    ['  two\n lines\tand   more ', 40, 'two lines and more'],
    ['Gouvernementslocaux', 10, 'Gouvernem…'],
    ['🇿🇦🇿🇦🇿🇦🇿🇦', 3, '🇿🇦🇿🇦…'],
  ])('%s at %i', (text, limit, expected) => {
    expect(clip(text, limit)).toBe(expected)
  })
})
