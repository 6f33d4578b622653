import fc from 'fast-check'
import { expect, it } from 'vitest'
import { reviewOf, sourceRecord } from '#src/rules/review.ts'
import { documentTasks } from '#studio/translation/tasks.ts'
import { wordChanges } from '#studio/translation/word-changes.ts'
import { changed, words } from '../../seed/stored.ts'

const written = (before: string, after: string, lang: string) =>
  wordChanges(before, after, lang)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('')

it.each([
  ['en', 'in 2027 at noon', 'in 2028 at noon', 'in [-2027][+2028] at noon'],
  ['fr', 'l’action locale !', 'l’action régionale !', 'l’action [-locale][+régionale] !'],
  ['es', '¿Qué propone la red?', '¿Qué proponen las redes?', '¿Qué [-propone la red][+proponen las redes]?'],
  [
    'en',
    'Dialogue between mechanisms: how?',
    'Dialogue between all mechanisms',
    'Dialogue between [+all ]mechanisms[-: how?]',
  ],
  ['es', 'Sur-Sur', 'Sur-Sur y triangular', 'Sur-Sur[+ y triangular]'],
])('words are compared whole (%s: “%s”)', (lang, before, after, result) => {
  expect(written(before, after, lang)).toBe(result)
})

it('both texts are in what is shown, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', ' ', '\u202f', 'l’eau', '¿', '\n'))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = wordChanges(before, after, 'fr')
      const without = (kind: string) =>
        changes
          .filter((one) => one.kind !== kind)
          .map((one) => one.text)
          .join('')
      expect([without('new'), without('gone')]).toEqual([before, after])
    }),
  )
})

it('a review keeps the words of its source, and an earlier review has none', () => {
  const block = (text: string) => ({ _type: 'block', _key: text, children: [{ _type: 'span', text }] })
  expect(sourceRecord([block('One'), block('two')]).sourceText).toBe('One\ntwo')
  expect(Object.keys(sourceRecord('x'.repeat(20_001)))).toEqual(['sourceHash'])
  const review = [{ _key: 'r', path: 'title', language: 'fr', sourceHash: 'a', reviewed: true }]
  expect(reviewOf(review, 'title', 'fr')).toEqual({ ...review[0], _key: undefined, key: 'r' })
})

it('the desk has the source of a stale translation as it was and as it is', () => {
  const review = [{ _key: 'r', path: 'title', language: 'fr', ...sourceRecord('Opening'), reviewed: true }]
  const title = words({ en: 'Opening and welcome', fr: 'Ouverture' })
  const task = documentTasks(changed('session-opening', { title, review }), 'fr')
    .find(({ document }) => document._id === 'session-opening')
    ?.tasks.find(({ path }) => path === 'title')
  expect(task?.state).toBe('stale')
  expect(task?.changed).toEqual({ before: 'Opening', now: 'Opening and welcome' })
})

it('a text that was written anew is one change, and is not compared word by word', () => {
  const words = Array.from({ length: 4000 }, (_, index) => `word${index}`)
  const [before, after] = [words.join(' '), words.toReversed().join(' ')]
  expect(wordChanges(before, after, 'en')).toEqual([
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ])
})
