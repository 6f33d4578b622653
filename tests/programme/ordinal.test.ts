import { expect, it } from 'vitest'
import { renumbered, roman, romanNumber, strandOf } from '#src/programme/ordinal.ts'

it('the number of an edition is a Roman numeral, up to 3,999', () => {
  expect([1, 4, 9, 14, 39, 40, 41, 49, 90, 99, 400, 944, 1987, 3999].map(roman)).toEqual([
    ...['I', 'IV', 'IX', 'XIV', 'XXXIX', 'XL', 'XLI', 'XLIX', 'XC', 'XCIX', 'CD', 'CMXLIV', 'MCMLXXXVII'],
    'MMMCMXCIX',
  ])
  expect([0, -1, 1.5, 4000].map(roman)).toEqual(['0', '-1', '1.5', '4000'])
})

it('ten parts have three colours in three strokes, and begin again', () => {
  const ordinals = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect(ordinals.map((ordinal) => strandOf({ ordinal }))).toEqual('1 2 3 1b 2b 3b 1c 2c 3c 1'.split(' '))
})

it('each Roman numeral is read as the number that it is written for, and nothing else is', () => {
  for (let number = 1; number <= 3999; number++) expect(romanNumber(roman(number))).toBe(number)
  expect(['', 'IIII', 'IL', 'iv', 'VX', 'IVe', 'MMMM', '4'].map(romanNumber)).toEqual(
    Array(8).fill(undefined),
  )
})

it.each([
  ['IV Learning Forum', 4, 5, 'V Learning Forum'],
  ['XXXIX Foro de Aprendizaje', 39, 40, 'XL Foro de Aprendizaje'],
  ['Ier Forum', 1, 2, 'IIe Forum'],
  ['Iʳᵉ Rencontre', 1, 2, 'IIᵉ Rencontre'],
  ['XXXIXᵉ Forum', 39, 40, 'XLᵉ Forum'],
  ['The 40th Learning Forum', 40, 41, 'The 41st Learning Forum'],
  ['The 41st Learning Forum', 41, 42, 'The 42nd Learning Forum'],
  ['The 110th Learning Forum', 110, 111, 'The 111th Learning Forum'],
  ['1er Forum', 1, 2, '2e Forum'],
  ['40.º Foro', 40, 41, '41.º Foro'],
  ['Forum 4', 4, 5, 'Forum 4'],
  ['IVY Forum', 4, 5, 'IVY Forum'],
])('“%s” with %i made %i is “%s”', (title, from, to, expected) => {
  expect(renumbered(title, from, to)).toBe(expected)
})
