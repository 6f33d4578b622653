import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typeset, typesetSnapshot } from '#src/content/typography.ts'
import { locales } from '#src/locales.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

const french = (text: string) => typeset(text, { marks: 'spaced' })
const spanish = (text: string) => typeset(text, { marks: 'opened' })
const english = (text: string) => typeset(text, { marks: 'plain' })

describe('French', () => {
  it.each([
    ['Et maintenant?', 'Et maintenant\u202f?'],
    ['Et maintenant ?', 'Et maintenant\u202f?'],
    ['Bien sûr!', 'Bien sûr\u202f!'],
    ['Quoi ?!', 'Quoi\u202f?!'],
    ['Bilan: ce qui reste; la suite', 'Bilan\u00a0: ce qui reste\u202f; la suite'],
    ['«Forum» et « Forum »', '«\u202fForum\u202f» et «\u202fForum\u202f»'],
    ["l'apprentissage d'aujourd'hui...", 'l’apprentissage d’aujourd’hui…'],
    ['de 09:30 à 10:00', 'de 09:30 à 10:00'],
    ['voir https://example.org/?a=1;b=2 et c’est tout', 'voir https://example.org/?a=1;b=2 et c’est tout'],
    ['participant·e·s', 'participant·e·s'],
    ['Le IVe Forum, au XXIe siècle', 'Le IVᵉ Forum, au XXIᵉ siècle'],
    ['Ier Forum, XLe, XCIXe', 'Iᵉʳ Forum, XLᵉ, XCIXᵉ'],
    ['Ce forum, De Le Me Ve et 2e', 'Ce forum, De Le Me Vᵉ et 2e'],
  ])('%s', (typed, set) => {
    expect(french(typed)).toBe(set)
  })
})

describe('Spanish', () => {
  it.each([
    ['Qué camino seguir?', '¿Qué camino seguir?'],
    ['¿Qué camino seguir?', '¿Qué camino seguir?'],
    ['Diálogo: cómo garantizarlo?', 'Diálogo: ¿cómo garantizarlo?'],
    ['Llegamos. Y ahora? Adelante!', 'Llegamos. ¿Y ahora? ¡Adelante!'],
    ['Sin preguntas', 'Sin preguntas'],
  ])('%s', (typed, set) => {
    expect(spanish(typed)).toBe(set)
  })
})

it('English has no space before punctuation', () => {
  expect(english("Participants' expectations: what's next?")).toBe("Participants' expectations: what’s next?")
})

it('typesetting twice gives the same text, and no letter is lost', () => {
  const letters = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...locales), (text, language) => {
      const once = typeset(text, language)
      expect(typeset(once, language)).toBe(once)
      expect(letters(once)).toBe(letters(text))
    }),
  )
})

it('the texts of a snapshot are typeset in their languages, and nothing else changes', () => {
  const title = words({ en: 'What next?', fr: 'Et maintenant?', es: 'Y ahora?' })
  const { snapshot } = examine(changed('session-way-ahead', { title }))
  const set = snapshot && typesetSnapshot(snapshot)
  expect(set?.sessions.find(({ _id }) => _id === 'session-way-ahead')?.title).toEqual({
    en: 'What next?',
    fr: 'Et maintenant\u202f?',
    es: '¿Y ahora?',
  })
  const { snapshot: original } = examine(stored)
  expect(original && typesetSnapshot(original)).toEqual(original)
})
