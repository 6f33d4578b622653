import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestWords } from '#src/feeds/search-typos.ts'

const words = [
  'ab',
  'board',
  'city',
  'dvorackova',
  'katerina',
  'mars',
  'municipalities',
  'rules',
  'sendai',
  '2019',
]
const near = (wanted: string) => nearestWords(words.toSorted(), wanted)

describe('typing errors', () => {
  it.each([
    ['sendia', 'two letters that changed places', ['sendai']],
    ['sendi', 'a letter missing', ['sendai']],
    ['senndai', 'a letter too many', ['sendai']],
    ['zendai', 'a wrong letter', ['sendai']],
    ['bord', 'a letter missing in a short word', ['board']],
    ['kord', 'a short word that begins otherwise', []],
    ['ctiy', 'letters that changed places in a short word', ['city']],
    ['dvorakc', 'in the beginning of a word', ['dvorackova']],
    ['katarina', 'a wrong letter', ['katerina']],
    ['muncipaltiies', 'two errors in a long word', ['municipalities']],
    ['sennday', 'two errors in a word that is not long', []],
    ['cit', 'a word of three letters', []],
    ['2018', 'a number', []],
    ['municipalities'.repeat(3), 'a word longer than any', []],
  ])('%s: %s', (wanted, _what, expected) => {
    expect(near(wanted)).toEqual(expected)
  })

  it('give the words with the fewest of them', () => {
    expect(nearestWords(['municipal', 'municipio', 'municipios'], 'municipoi')).toEqual([
      'municipio',
      'municipios',
    ])
  })
})

/** The optimal string alignment distance, as textbooks have it. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1)
      const row = table[i]
      if (row) row[j] = least
    }
  return at(a.length, b.length)
}

function nearestByAll(sorted: readonly string[], wanted: string): readonly string[] {
  const most = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2
  if (most === 0) return []
  const ranked = sorted
    .filter((word) => wanted.length >= 6 || word[0] === wanted[0])
    .map((word) => {
      const beginnings =
        wanted.length < 6 ? [word] : Array.from({ length: word.length + 1 }, (_, n) => word.slice(0, n))
      return { word, errors: Math.min(...beginnings.map((one) => distance(one, wanted))) }
    })
    .filter(({ errors }) => errors <= most)
  const least = Math.min(...ranked.map(({ errors }) => errors))
  return ranked.filter(({ errors }) => errors === least).map(({ word }) => word)
}

it('are found as by comparing with every word, in any list', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 11 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), word, (list, wanted) => {
      const sorted = [...new Set(list)].sort()
      expect(nearestWords(sorted, wanted)).toEqual(nearestByAll(sorted, wanted))
    }),
    { numRuns: process.env.LONG ? 20_000 : 500 },
  )
})
