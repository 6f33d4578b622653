import { isBlank } from './clean-text.ts'

/**
 * How a name could be filed in a list, as the form proposes it and an editor confirms it: an organisation under its whole
 * name; a person under the last word, with what stands before that word after a comma. Only people know which words of
 * a name are the family's, so nothing but the form and a hint to editors uses it.
 *
 * - Small particles follow the first names: `Beauvoir, Simone de`. With a capital letter they belong to the family name:
 *   `De La Cruz, Ana`.
 * - A name with a patronymic (`bin`, `binti`, `ibn`, `ould` …) has no family name, and is filed as it is written; so is one
 *   in a script that writes the family name first, one that has a comma already, and one of a single word.
 * @example proposedSortName('Ludwig van Beethoven', 'person') → 'Beethoven, Ludwig van'
 */
export function proposedSortName(name: string, kind: 'person' | 'organisation'): string {
  const words = isBlank(name) ? [] : name.trim().split(/\s+/u)
  const whole = words.join(' ')
  if (kind === 'organisation' || words.length < 2 || whole.includes(',') || familyFirst.test(whole))
    return whole
  if (words.slice(1).some((word) => word === 'ben' || patronymics.has(word.toLowerCase()))) return whole
  const ending = suffixes.test(words.at(-1) ?? '') && words.length > 2 ? words.slice(-1) : []
  const names = words.slice(0, words.length - ending.length)
  let from = names.length - 1
  while (from > 1 && particles.has(names[from - 1]?.toLowerCase() ?? '') && isCapital(names[from - 1]))
    from -= 1
  // Two family names that a word joins, as in “José Ortega y Gasset”.
  if (from > 2 && names[from - 1] === 'y') from -= 2
  return `${names.slice(from).join(' ')}, ${[...names.slice(0, from), ...ending].join(' ')}`
}

const isCapital = (word = '') => /^\p{Lu}/u.test(word)

/** Scripts in which the family name stands first. */
const familyFirst = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

const particles = new Set(
  'af al au ben d da das de degli dei del della den der des di do dos du el la las le les lo los op ten ter tot van vande vom von zu zum zur'.split(
    ' ',
  ),
)
const patronymics = new Set('bin binti bint ibn ould bte b. a/l a/p'.split(' '))
const suffixes = /^(?:jr|sr|ii|iii|iv|júnior|neto|filho)\.?$/iu
