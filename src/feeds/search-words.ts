/**
 * Words as the search compares them: folded, so that case, accents and other ways to write the same do not matter. The
 * same on both sides, where the index is made and where somebody types.
 */

/** @example foldText('Łódź, Đà Nẵng, Œuvre, ΣΊΣΥΦΟΣ, ٢٠١٩') → 'lodz, da nang, oeuvre, σισυφοσ, 2019' */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(notCompared, '')
    .toLowerCase()
    .replace(otherDigits, (digit) => String(digitOf(digit.codePointAt(0) ?? 0)))
    .replace(otherLetters, (letter) => plain[letter] ?? letter)

/** The words of a text as they are written. A time is a word, and so is a pictograph. */
export const wordsOfText = (text: string): readonly string[] => seen(text).match(word) ?? []

/** The words of a title or a name: what hyphens and apostrophes join stays one word. */
export const namesIn = (text: string): readonly string[] => seen(text).match(name) ?? []

/**
 * What a written word is found by, the first of all by its own letters.
 * @example keysOf('participant·e·s') → ['participant', 'participantes', 'participants']
 * @example keysOf('UN-Habitat') → ['un', 'habitat', 'unhabitat']
 * @example keysOf('Local4Action') → ['local4action', '4action', 'action']
 */
export function keysOf(written: string): readonly string[] {
  const keys = keysKnown.get(written) ?? makeKeys(written)
  if (keysKnown.size > 100_000) keysKnown.clear()
  keysKnown.set(written, keys)
  return keys
}

// Every word of the content is asked for again and again.
const keysKnown = new Map<string, readonly string[]>()

function makeKeys(written: string): readonly string[] {
  const parts = wordsOfText(written)
  const keys = parts.flatMap((part) => [...formsOf(keyOf(part)), ...beginningsWithin(part).map(keyOf)])
  // A time in digits has no hyphens.
  if (parts.length > 1 && joints.test(written)) keys.push(parts.map(keyOf).join(''))
  return [...new Set([...keys, ...keys.flatMap(withoutArticle)])].filter((key) => key !== '')
}

/** How many words of a query are looked for; what is pasted may have thousands. */
const mostWords = 16

/** The words of a query, folded, each once; without articles that an apostrophe joins, as in "l’école". */
export function wordsWanted(query: string): readonly string[] {
  const words = wordsOfText(query.slice(0, 1000).replace(elided, '')).map((one) =>
    keyOf(one).replaceAll('·', ''),
  )
  const wanted = words.map((one) => withoutArticle(one)[0] ?? one).filter((one) => one !== '')
  return [...new Set(wanted)].slice(0, mostWords)
}

const elided = /(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu)['’ʼ](?=\p{L})/giu

/** Whether a word is of a script that puts no spaces between words: it may be anywhere in what is written. */
export const isUnspaced = (key: string): boolean => unspacedWord.test(key)

const seen = (text: string) => text.normalize('NFC').replace(/\p{Cf}/gu, '')

const unspaced = ['Han', 'Hira', 'Kana', 'Bopo', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt']
  .map((script) => `\\p{scx=${script}}`)
  .join('')
const letters = '\\p{L}\\p{M}\\p{N}'
// The point médian of inclusive French, which has several code points in use.
const points = '·•‧∙⋅'
const time = '(?<![\\p{N}:])\\p{Nd}{1,2}(?::\\p{Nd}{1,2}|\\s?[hH](?:\\s?\\p{Nd}{2})?)(?![\\p{L}\\p{N}:])'
const run = `(?:(?![${unspaced}])[${letters}])+`
// Punctuation is of these scripts too.
const runOfUnspaced = `(?:(?=[${letters}])[${unspaced}])+`
const others = `${runOfUnspaced}|\\p{Extended_Pictographic}`
const word = new RegExp(`${time}|${run}(?:[${points}]${run})*|${others}`, 'gu')
const name = new RegExp(`${time}|${run}(?:[${points}'’ʼ.&‐‑-]${run})*|${others}`, 'gu')
const joints = /['’ʼ.&‐‑-]/
const unspacedWord = new RegExp(`[${unspaced}]`, 'u')

const hours = /^(\d{1,2})(?::|\s?h\s?)(\d{0,2})$/

/** @example keyOf('9 h 30') → '09:30' */
function keyOf(written: string): string {
  const folded = foldText(written.replace(pointsInWords, '·'))
  return folded.replace(hours, (_, hour: string, minute: string) => `${hour.padStart(2, '0')}:${minute}`)
}

const pointsInWords = new RegExp(`[${points}]`, 'g')

/** The words that begin within one: after a digit or before one, and with a capital letter. */
const beginningsWithin = (written: string): readonly string[] =>
  [...written.matchAll(innerBeginning)].map(({ index }) => written.slice(index))

const innerBeginning =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L}{2})(?=\p{N})|(?<=\p{N})(?=\p{L}{2})/gu

/** @example formsOf('participant·e·s') → ['participant', 'participantes', 'participants'] */
function formsOf(folded: string): readonly string[] {
  const [stem = '', ...endings] = folded.split('·')
  if (endings.length === 0) return [folded]
  const ending = endings.join('')
  const forms = [stem, stem + ending]
  if (ending.endsWith('s')) forms.push(`${stem}s`)
  // The feminine ending replaces the masculine one: directeur·rice·s, chercheur·euse·s.
  const feminine = /^(?:(?:eu)?se|rice|trice)s?$/.test(ending) && stem.endsWith('eur')
  if (feminine) forms.push(stem.slice(0, -3) + ending.replace(/^t?rice/, 'rice').replace(/^se/, 'euse'))
  return forms
}

/** An Arabic word without its article, where it has one. */
const withoutArticle = (key: string): readonly string[] => {
  const bare = /^[وبفك]?ال(.{3,})$/u.exec(key)?.[1]
  return bare === undefined ? [] : [bare]
}

// Accents, points of Hebrew and Arabic, and characters that nobody sees; vowel signs of Indic scripts stay.
const notCompared =
  /(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Syriac}]|\p{Cf}|[\u02b0-\u02ff\u0640]/gu

/** Letters that Unicode normalization does not decompose, and those that are written in two ways. */
const plain: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  ...{ ς: 'σ', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' },
}
const otherLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')

const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]
const digitOf = (code: number) => code - (zeros.findLast((zero) => zero <= code) ?? code)
const otherDigits = /[٠-٩۰-۹०-९০-৯๐-๙]/g
