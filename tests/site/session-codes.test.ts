import jsqr from 'jsqr'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { qrPath } from '#site/islands/qr-path.ts'
import { carriedIn, fragmentOf } from '#site/islands/session-codes.ts'
import { seedContents } from '#src/seed/index.ts'

const sessionsIn = (documents: readonly { _id: string; _type: string }[]) =>
  documents.flatMap(({ _id, _type }) => (_type === 'session' ? [_id] : []))
const congress = sessionsIn(seedContents.congress.documents)
const many = Array.from({ length: 3000 }, (_, index) => `session-${index}`)
/** Two ids whose first four digits are the same, and which are not the same in the fifth. */
const [one, twin] = twins()

function twins(): [string, string] {
  const seen = new Map<string, string>()
  for (const id of many) {
    const code = fragmentOf([id], [id])
    const other = seen.get(code)
    if (other !== undefined) return [other, id]
    seen.set(code, id)
  }
  throw new Error('No two are the same')
}

it('carries sessions to another device, which knows the same ones', () => {
  const chosen = congress.filter((_id, at) => at % 3 === 1)
  const fragment = fragmentOf(chosen, congress)
  expect(carriedIn(fragment, congress)).toEqual({ ids: chosen, unknown: 0 })
  expect(carriedIn(fragment.toLowerCase(), congress.toReversed())).toEqual({ ids: chosen, unknown: 0 })
  expect(fragment.length).toBe('#s=4.'.length + 4 * chosen.length)
})

it('never gives a session another code: links that were sent go on', () => {
  expect(fragmentOf(['session-opening', 'session-way-ahead'], ['session-opening'])).toBe('#s=4.57NMHD57')
})

describe('when sessions come and go', () => {
  const chosen = congress.slice(0, 40)
  const fragment = fragmentOf(chosen, congress)

  it('a link means the same sessions', () => {
    expect(carriedIn(fragment, ['new', ...congress.slice(0, 60)])).toEqual({ ids: chosen, unknown: 0 })
  })

  it('those that are gone are counted', () => {
    expect(carriedIn(fragment, congress.slice(3))).toEqual({ ids: chosen.slice(3), unknown: 3 })
  })

  it('a code that has become that of two is of neither', () => {
    const earlier = fragmentOf([one, 'other'], [one, 'other'])
    expect(carriedIn(earlier, [one, twin, 'other'])).toEqual({ ids: ['other'], unknown: 1 })
  })
})

it('codes are longer where two sessions of the edition would have the same', () => {
  const fragment = fragmentOf([one, twin], [one, twin])
  expect(fragment).toMatch(/^#s=5\..{10}$/)
  expect(carriedIn(fragment, [twin, one, 'other'])).toEqual({ ids: [one, twin], unknown: 0 })
  expect(carriedIn(fragmentOf(many, many), many)).toEqual({ ids: many, unknown: 0 })
})

it('what is cut off is counted, and what is no such link is none', () => {
  const fragment = fragmentOf(congress.slice(0, 3), congress)
  expect(carriedIn(fragment.slice(0, -1), congress)).toEqual({ ids: congress.slice(0, 2), unknown: 1 })
  for (const other of [
    '',
    '#',
    '#main',
    '#s=',
    '#s=4.',
    '#s=3.ABC',
    '#s=13.ABCDEFGHJKMNP',
    '#s=4.<b>',
    '#s=4.ABCD&x',
  ])
    expect([other, carriedIn(other, congress)]).toEqual([other, undefined])
})

it('forty sessions in a code are read by another reader of QR codes', async () => {
  const chosen = congress.slice(0, 40)
  const link = `https://learning-forum.example.org/fr/2027/mon-programme/${fragmentOf(chosen, congress)}`
  const { size, path } = qrPath(link)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="320"><rect width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(link)
  // A module is at least a millimetre wide on a square of seven centimetres.
  expect(size).toBeLessThanOrEqual(70)
})
