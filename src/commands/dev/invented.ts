import type { RawDocument } from '#src/model/schema.ts'

const words =
  'local cities learning peers agenda global methods region mayor water housing climate budget mobility youth culture health data rights gender migration risk ports food energy waste public space care schools transport finance law trust voices networks rivers soil'.split(
    ' ',
  )

/** An invented session of the edition of 2019, in all languages; each index gives a different one. For measurements that need many sessions. */
export function inventedSession(index: number): RawDocument {
  const pick = (list: readonly string[], step: number) =>
    list[(index * step + Math.floor(index / list.length)) % list.length] ?? ''
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
  const start = 540 + (Math.floor(index / 9) % 24) * 20
  const texts = (count: number, step: number) =>
    Array.from({ length: count }, (_, word) => pick(words, step + word * 7)).join(' ')
  const localized = (kind: string, value: (language: string) => unknown) =>
    ['en', 'fr', 'es'].map((language) => ({
      _key: language,
      _type: `internationalizedArray${kind}Value`,
      language,
      value: value(language),
    }))
  const block = (text: string, key: string) => ({
    _type: 'block',
    _key: key,
    style: 'normal',
    markDefs: [],
    children: [{ _type: 'span', _key: 's', text, marks: [] }],
  })
  return {
    _id: `session-${index}`,
    _type: 'session',
    part: { _type: 'reference', _ref: `part-${(index % 3) + 1}` },
    title: localized('String', (language) => `${texts(5, 3)} ${language} ${index}`),
    slug: localized('Slug', (language) => ({
      _type: 'slug',
      current: `${language}-${pick(words, 5)}-${index}`,
    })),
    date: `2019-11-${12 + (index % 3)}`,
    start: clock(start),
    end: clock(start + 20),
    description: localized('RichText', (language) => [
      block(`${texts(11, 11)} ${language}.`, 'first'),
      block(`${texts(60, 13)}.`, 'second'),
    ]),
  }
}
