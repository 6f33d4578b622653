import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  coloursOf,
  contrastOn,
  grounds,
  hexOf,
  isReadable,
  nearestReadable,
  proposedDark,
} from '#src/model/colours.ts'

const defaults = [
  { light: '#0b6b63', dark: '#55cfc0' },
  { light: '#ad3c12', dark: '#ff9a6b' },
  { light: '#4b32a8', dark: '#b3a3ff' },
]

it.each([
  ['#0b6b63', '#0b6b63'],
  [' #0B6B63 ', '#0b6b63'],
  ['#0AF', '#00aaff'],
  ['0b6b63', undefined],
  ['#0b6b6', undefined],
  ['#0b6b63ff', undefined],
  ['teal', undefined],
  ['rgb(1, 2, 3)', undefined],
  ['#0b6b63}body{display:none', undefined],
  ['', undefined],
])('%j is the colour %j', (text, hex) => {
  expect(hexOf(text)).toBe(hex)
})

it('the contrast of two colours is that of WCAG', () => {
  // Independently: (L1 + 0.05) / (L2 + 0.05) of the two relative luminances.
  const channel = (hex: string, at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const luminance = (hex: string) =>
    0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)
  const ratio = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one)
    return (light + 0.05) / (dark + 0.05)
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const hex = `#${number.toString(16).padStart(6, '0')}`
      expect(contrastOn('light', hex)).toBeCloseTo(ratio(hex, grounds.light), 3)
      expect(contrastOn('dark', hex)).toBeCloseTo(ratio(hex, grounds.dark), 3)
    }),
  )
})

it('the grounds are those of the pages', () => {
  const css = readFileSync('site/styles/global.css', 'utf8')
  expect(css).toContain(`--paper: light-dark(${grounds.light}, ${grounds.dark});`)
})

it('the nearest colour that can be read is that colour where it can be read', () => {
  for (const { light, dark } of defaults) {
    expect(nearestReadable('light', light)).toBe(light)
    expect(nearestReadable('dark', dark)).toBe(dark)
  }
})

it.each([
  ['light', '#ffff00', '#777700'],
  ['light', '#ff0000', '#e90000'],
  ['light', '#ffffff', '#737373'],
  ['dark', '#0000ff', '#3d76ff'],
  ['dark', '#000000', '#7f7f7f'],
] as const)('on %s ground, the nearest to %s is %s', (ground, colour, nearest) => {
  expect(nearestReadable(ground, colour)).toBe(nearest)
})

it('every colour has a nearest one that can be read, and a dark value that can', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const hex = `#${number.toString(16).padStart(6, '0')}`
      for (const ground of ['light', 'dark'] as const) {
        const nearest = nearestReadable(ground, hex)
        expect(hexOf(nearest)).toBe(nearest)
        expect(isReadable(ground, nearest)).toBe(true)
      }
      expect(contrastOn('dark', proposedDark(hex))).toBeGreaterThan(7)
    }),
  )
})

it('a forum without colours has the default ones', () => {
  expect(coloursOf(undefined)).toEqual(defaults)
  expect(coloursOf({})).toEqual(defaults)
})

it('a dark value that nobody chose follows from the light one', () => {
  expect(
    coloursOf({ firstLight: '#004080', secondLight: '#8a1c5a', secondDark: '#ffb0dd', thirdDark: '#ffffff' }),
  ).toEqual([
    { light: '#004080', dark: proposedDark('#004080') },
    { light: '#8a1c5a', dark: '#ffb0dd' },
    { light: '#4b32a8', dark: '#ffffff' },
  ])
})

it('a light value that is the default one keeps the default dark value', () => {
  expect(coloursOf({ firstLight: '#0b6b63' })).toEqual(defaults)
})
