import { expect, test } from 'vitest'
import { cleanText, isBlank, plainSpaces } from '#src/model/clean-text.ts'

test.each([
  [
    'soft hyphens and zero-width spaces',
    'Trans\u00adformative govern\u200bance',
    'Transformative governance',
  ],
  ['a byte order mark and word joiners', '\ufeffone\u2060two', 'onetwo'],
  ['control characters, line ends aside', 'a\0b\tc\r\nd\u2028e\u0007', 'ab\tc\nd\ne'],
  ['halves of surrogate pairs', 'a\ud800b\udc00c 👍', 'abc 👍'],
  ['joiners that join nothing', 'a\u200cb\u200d c', 'ab c'],
  ['marks of direction in text from left to right', 'a\u200eb\u2066c\u2069\u202ed', 'abcd'],
])('%s are not in a clean text', (_what, text, clean) => {
  expect(cleanText(text)).toBe(clean)
})

test.each([
  ['a Persian word', 'نمی\u200cخواهم'],
  ['a Hindi word', 'क्\u200dष'],
  ['a family', '👩\u200d👩\u200d👧'],
  ['a person with a tone of skin at a computer', '👩🏽\u200d💻'],
  ['a flag of two signs', '🏳️\u200d🌈'],
  ['Hebrew with a mark of direction', 'שלום\u200f (UCLG)'],
  ['French with its no-break spaces', 'Où en sommes-nous\u202f? «\u00a0Ici\u00a0»'],
])('%s stays as it is', (_what, text) => {
  expect(cleanText(text)).toBe(text)
})

test('a text of nothing but invisible characters is blank', () => {
  const invisible =
    '\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u3164\u2800'
  expect(isBlank(`${invisible} \u00a0\u202f\n\t\0\ud800`)).toBe(true)
  expect([...invisible].every(isBlank)).toBe(true)
  expect(['·', '0', 'ن', '👍', '\u0301a'].map(isBlank)).toEqual([false, false, false, false, false])
})

test('no-break spaces can be read as spaces', () => {
  expect(plainSpaces('14\u202fh\u00a030\n\u2009x')).toBe('14 h 30\n x')
})
