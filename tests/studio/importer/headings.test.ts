import { expect, it } from 'vitest'
import { ordinalIn } from '#studio/importer/headings.ts'

it.each([
  ['IVe Forum d’apprentissage', 4],
  ['Vᵉ Forum d’apprentissage', 5],
  ['XLIᵉ Forum d’apprentissage', 41],
  ['XL Foro de Aprendizaje', 40],
  ['41st Learning Forum', 41],
  ['42nd Learning Forum', 42],
  ['42.º Foro de Aprendizaje', 42],
  ['Fourth Learning Forum', 4],
  ['iv learning forum', 4],
  ['La vie locale, forum', undefined],
  ['Foro MIX de la vía pública', undefined],
  ['Three cities', undefined],
])('the number of “%s” is %s', (title, number) => {
  expect(ordinalIn(title)).toBe(number)
})
