import { expect, test } from 'vitest'
import { isReservedSegment, isSafeId, shortSlug, unusedSlug } from '#src/model/slugs.ts'

test.each([
  ...['index', 'embed', 'feeds', 'screen', 's', '2019-11-12'],
  ...['con', 'prn', 'aux', 'nul', 'com1', 'lpt9'],
  ...['strategy', 'strategie', 'estrategia', 'my-programme', 'mon-programme', 'mi-programa', 'busqueda'],
  ...['people', 'personnes', 'personas', 'changes', 'changements', 'cambios', 'rooms', 'salles', 'salas'],
])('“%s” is nobody’s slug', (segment) => {
  expect(isReservedSegment(segment)).toBe(true)
})

test.each(['2019', 'opening', 'index-2', 'console', 'com10', '2019-11', 'common'])(
  '“%s” can be a slug',
  (segment) => {
    expect(isReservedSegment(segment)).toBe(false)
  },
)

test('a reserved or taken slug gets the next number', () => {
  expect(unusedSlug('index')).toBe('index-2')
  expect(unusedSlug('2019', new Set(['2019', '2019-2']))).toBe('2019-3')
  expect(unusedSlug('', new Set(['']))).toBe('')
})

test('a long slug is cut between words, or where there are none, within one', () => {
  expect(shortSlug('a-'.repeat(40).slice(0, -1))).toBe('a-'.repeat(30).slice(0, -1))
  expect(shortSlug('a'.repeat(300))).toBe('a'.repeat(60))
  expect(shortSlug(`${'a'.repeat(59)}-bc`)).toBe('a'.repeat(59))
})

test.each([
  ['session-opening', true],
  ['6fb1c6f2-0b44-4a3f-9a0e-2f6a9ce6f7a1', true],
  ['person.anna_B', true],
  ['a'.repeat(128), true],
  ['a'.repeat(129), false],
  ['', false],
  ['.hidden', false],
  ['dot.', false],
  ['-x', false],
  ['a..b', false],
  ['..', false],
  ['index', false],
  ['page.html', false],
  ['CON', false],
  ['nul.session', false],
  ['__proto__', false],
  ['a/b', false],
  ['é', false],
])('whether “%s” can be an id: %s', (id, isSafe) => {
  expect(isSafeId(id)).toBe(isSafe)
})
