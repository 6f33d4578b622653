import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodingFor, rangeOf, tagsOf } from '#src/serving/conditions.ts'

const numRuns = process.env.LONG ? 10_000 : 300
const bytes = fc.uint8Array({ maxLength: 40 })
const position = fc.nat({ max: 60 })

describe('a range', () => {
  /** The bytes that a range gives of a file. */
  function bytesOf(header: string, file: Uint8Array): Uint8Array | string | undefined {
    const range = rangeOf(header, file.length)
    return typeof range === 'object' ? file.slice(range.first, range.last + 1) : range
  }
  const orNone = (part: Uint8Array) => (part.length === 0 ? 'unsatisfiable' : part)

  it('gives the bytes that slicing gives, with its ends in it', () => {
    const property = fc.property(bytes, position, position, (file, first, more) => {
      expect(bytesOf(`bytes=${first}-`, file)).toEqual(orNone(file.slice(first)))
      expect(bytesOf(`bytes=${first}-${first + more}`, file)).toEqual(
        orNone(file.slice(first, first + more + 1)),
      )
      expect(bytesOf(`bytes=-${more}`, file)).toEqual(orNone(file.slice(Math.max(0, file.length - more))))
      expect(bytesOf(`bytes=${first + more + 1}-${first}`, file)).toBeUndefined()
    })
    fc.assert(property, { numRuns })
  })

  it('of any text is within the file, or there is none', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'bytes=0123456789-, ') }))
    const property = fc.property(fc.nat({ max: 100 }), text, (length, header) => {
      const range = rangeOf(header, length)
      if (typeof range !== 'object') return
      expect(range.first).toBeGreaterThanOrEqual(0)
      expect(range.last).toBeGreaterThanOrEqual(range.first)
      expect(range.last).toBeLessThan(length)
    })
    fc.assert(property, { numRuns })
  })
})

describe('entity tags', () => {
  it('are read back from any list of them', () => {
    const tag = fc.string({ unit: fc.constantFrom(...'abc,*/W-!é ') }).filter((text) => !text.includes(' '))
    const list = fc.array(fc.record({ tag, isWeak: fc.boolean(), gap: fc.constantFrom(',', ', ', ' , ') }))
    const property = fc.property(list, (all) => {
      const header = all
        .map(({ tag: value, isWeak, gap }) => `${isWeak ? 'W/' : ''}"${value}"${gap}`)
        .join('')
      expect(tagsOf(header)).toEqual(all.map(({ tag: value }) => `"${value}"`))
    })
    fc.assert(property, { numRuns })
  })

  it.each<[string | undefined, readonly string[] | '*']>([
    [undefined, []],
    ['', []],
    ['*', '*'],
    [' * ', '*'],
    ['"a", *', []],
    ['a', []],
    ['"a', []],
    ['"a"b"', []],
    ['"a b"', []],
    [`${'"a",'.repeat(3)}"`, []],
  ])('%s are %j', (header, tags) => {
    expect(tagsOf(header)).toEqual(tags)
  })

  it('of a hostile header are refused in time that grows with its length', () => {
    expect(tagsOf(`${'"" , W/'.repeat(2000)}x`)).toEqual([])
    expect(tagsOf(`${' ,\t'.repeat(5000)}x`)).toEqual([])
  })
})

it('of any header the encoding is one that we have, or none', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('gzip', 'br', ';q=', '0', '1', '.5', ',', ' ', '*') }),
  )
  const property = fc.property(text, (accepted) => {
    expect(['br', 'gzip', undefined]).toContain(encodingFor({ 'accept-encoding': accepted }))
  })
  fc.assert(property, { numRuns })
  expect(encodingFor({})).toBeUndefined()
})
