import { expect, test } from 'vitest'
import { parseTransform } from '#src/lake/images.ts'

const parse = (params: string, accept = '*/*') => parseTransform(new URLSearchParams(params), accept)

test.for([
  ['', undefined],
  ['dpr=2&fit=crop', undefined],
  ['w=100', { width: 100, fit: 'clip' }],
  ['w=100&h=50&fit=crop&dpr=2', { width: 200, height: 100, fit: 'crop' }],
  ['w=100&fit=stretch', { width: 100, fit: 'clip' }],
  ['w=100000', undefined],
  ['w=8000&dpr=5', { width: 8192, fit: 'clip' }],
  ['q=50', { quality: 50, fit: 'clip' }],
  ['q=500', undefined],
  ['rect=1,2,3,4', { rect: { left: 1, top: 2, width: 3, height: 4 }, fit: 'clip' }],
  ['rect=1,2,3,0', undefined],
  ['rect=1,2,3,4,5', undefined],
  ['fm=pjpg', { format: 'jpg', fit: 'clip' }],
  ['fm=__proto__', undefined],
  ['auto=format', undefined],
] as const)('"%s" asks for %o', ([params, expected]) => {
  expect(parse(params)).toEqual(expected)
})

test('auto=format gives WebP to who accepts it, unless a format is named', () => {
  expect(parse('auto=format', 'image/webp')).toEqual({ format: 'webp', fit: 'clip' })
  expect(parse('auto=format&fm=png', 'image/webp')).toEqual({ format: 'png', fit: 'clip' })
})
