import { isWordKey, wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Part } from '#src/model/schema.ts'

/** The ordinal of a part, in words. @example 'Part One', 'Première partie' */
export function ordinalText({ ordinal }: Pick<Part, 'ordinal'>, locale: Locale): string {
  const t = wordsOf(locale)
  const key = `part.ordinal.${ordinal}`
  return isWordKey(key) ? t(key) : t('part.ordinal', { ordinal })
}

/**
 * A part's strand, as style sheets know it: one of three colours, as a single, a double or a thick line. Where it is shown
 * without strokes, `colourOf`.
 * @example [1, 4, 8].map((ordinal) => strandOf({ ordinal })) → ['1', '1b', '2c']
 */
export const strandOf = (part: Pick<Part, 'ordinal'>): string =>
  colourOf(part) + (['', 'b', 'c'][Math.floor((part.ordinal - 1) / 3) % 3] ?? '')

/** The number of a part's colour, 1 to 3. @example colourOf({ ordinal: 4 }) → 1 */
export const colourOf = ({ ordinal }: Pick<Part, 'ordinal'>): number => ((ordinal - 1) % 3) + 1

/**
 * An edition's number as a Roman numeral. There are none for 0, negative numbers and more than 3,999, which stay as
 * they are.
 * @example roman(4) → 'IV'
 */
export function roman(ordinal: number): string {
  if (!Number.isInteger(ordinal) || ordinal < 1 || ordinal > 3_999) return String(ordinal)
  let [text, rest] = ['', ordinal]
  for (const [value, numeral] of numerals) {
    text += numeral.repeat(Math.floor(rest / value))
    rest %= value
  }
  return text
}

/** The number of a Roman numeral in capital letters, undefined for any other text. @example romanNumber('XLI') → 41 */
export function romanNumber(text: string): number | undefined {
  let [number, rest] = [0, text]
  for (const [value, numeral] of numerals) {
    while (rest.startsWith(numeral)) {
      number += value
      rest = rest.slice(numeral.length)
    }
  }
  return number > 0 && roman(number) === text ? number : undefined
}

/**
 * A title with another number of the edition in it, as a Roman numeral or as digits with an ending; the ending follows
 * the number.
 * @example renumbered('The 40th Learning Forum', 40, 41) → 'The 41st Learning Forum'
 */
export function renumbered(title: string, from: number, to: number): string {
  const number = new RegExp(
    `(?<![\\p{L}\\d])(?:${roman(from)}(er|re|e|ᵉʳ|ʳᵉ|ᵉ)?|${from}(st|nd|rd|th|er|re|e|ᵉʳ|ʳᵉ|ᵉ|\\.?[ºª°]))(?![\\p{L}\\d])`,
    'u',
  )
  return title.replace(number, (_found, afterRoman: string | undefined, afterDigits: string | undefined) =>
    afterDigits === undefined ? roman(to) + endingOf(to, afterRoman) : to + endingOf(to, afterDigits),
  )
}

/** The ending of a number that belongs where another number had this one. @example endingOf(2, '1ᵉʳ') → 'ᵉ' */
function endingOf(number: number, ending = ''): string {
  if (/^(?:st|nd|rd|th)$/.test(ending)) return englishEndings[englishRules.select(number)] ?? 'th'
  if (/^(?:er|re|e)$/.test(ending)) return number > 1 ? 'e' : ending === 'e' ? 'er' : ending
  if (/^(?:ᵉʳ|ʳᵉ|ᵉ)$/.test(ending)) return number > 1 ? 'ᵉ' : ending === 'ᵉ' ? 'ᵉʳ' : ending
  return ending
}

const englishRules = new Intl.PluralRules('en', { type: 'ordinal' })
const englishEndings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

const numerals = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const
