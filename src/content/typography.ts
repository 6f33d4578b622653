import { isLocale, type Language, languageOf } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'

/**
 * Applies the typography of a language to a text: curly apostrophes, ellipsis characters, and the spaces or opening
 * marks that the language uses with : ; ! ? and quotation marks. Leaves web addresses, e-mail addresses and times of
 * day unchanged. Applying it twice gives the same text as once.
 * @example typeset('Et maintenant?', languageOf('fr')) → 'Et maintenant\u202f?'
 */
export function typeset(text: string, { marks }: Pick<Language, 'marks'>): string {
  return piecesOf(text)
    .map(({ isAddress, text: piece }) => (isAddress ? piece : setPiece(piece, marks)))
    .join('')
}

/**
 * A text cut at its web and e-mail addresses. Word by word: an expression that looks for them in the whole text takes
 * minutes for a long text without spaces.
 */
function piecesOf(text: string): readonly { isAddress: boolean; text: string }[] {
  const pieces = [{ isAddress: false, text: '' }]
  for (const word of text.split(/(\S+)/)) {
    const isAddress = /:\/\/\S|\S@\S/.test(word)
    const last = pieces.at(-1)
    if (last && last.isAddress === isAddress) last.text += word
    else pieces.push({ isAddress, text: word })
  }
  return pieces
}

/** A snapshot with all its localized texts typeset, each in its own language. The same document gives the same again. */
export function typesetSnapshot({ forum, ...lists }: Snapshot): Snapshot {
  const typesetLists = Object.entries(lists).map(([type, list]) => [type, list.map(typesetDocument)])
  return { forum: typesetDocument(forum), ...Object.fromEntries(typesetLists) }
}

function typesetDocument<T extends object>(document: T): T {
  const known = typesetDocuments.get(document) ?? typesetLocalized(document)
  typesetDocuments.set(document, known)
  return known as T
}

const typesetDocuments = new WeakMap<object, object>()

function setPiece(text: string, marks: Language['marks']): string {
  const plain = text.replace(/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, '’').replace(/\.{3}/g, '…')
  return marks === 'spaced' ? spaced(plain) : marks === 'opened' ? opened(plain) : plain
}

/** French: a narrow no-break space inside « » and before ; ! ?, a full one before a colon; raised letters in "IVᵉ". */
const spaced = (text: string) =>
  text
    .replace(romanOrdinals, (_ordinal, numeral: string, ending: string) => numeral + raised[ending])
    .replace(/«[ \u00a0\u202f]*/g, '«\u202f')
    .replace(/(?<![ \u00a0\u202f])[ \u00a0\u202f]*»/g, '\u202f»')
    .replace(/(?<=[^\s;!?¿¡(])[ \u00a0\u202f]*(?=[;!?]+(?:[\s»”)\]…]|$))/g, '\u202f')
    .replace(/(?<=[^\s:(])[ \u00a0\u202f]*(?=:(?:\s|$))/g, '\u00a0')

/** A Roman numeral with its ending, as editors type it. "Ce", "De", "Le" and "Me" are words. */
const romanOrdinals =
  /(?<![\p{L}\p{N}])((?![CDLM]e)(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(e|er|re)(?![\p{L}\p{N}])/gu
const raised: Readonly<Record<string, string>> = { e: 'ᵉ', er: 'ᵉʳ', re: 'ʳᵉ' }

/** Spanish: adds ¿ or ¡ at the start of a sentence that ends in ? or !. */
const opened = (text: string) =>
  !/[?!]/.test(text)
    ? text
    : text.replace(/[^.?!…:;\n]+[?!]*/g, (sentence) => {
        if (!/[?!]$/.test(sentence)) return sentence
        const closing = sentence.endsWith('!') ? '!' : '?'
        const opening = closing === '!' ? '¡' : '¿'
        if (sentence.includes(opening) || !/\p{L}/u.test(sentence)) return sentence
        return sentence.replace(/\p{L}|\p{N}/u, (first) => opening + first)
      })

function typesetLocalized<T>(value: T): T
function typesetLocalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => typesetLocalized(item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const isLocalized = entries.length > 0 && entries.every(([key]) => isLocale(key))
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      isLocalized && isLocale(key) ? setTexts(item, languageOf(key)) : typesetLocalized(item),
    ]),
  )
}

/** Typesets a localized value: a text, or a rich text with its spans. */
function setTexts(value: unknown, language: Language): unknown {
  if (typeof value === 'string') return typeset(value, language)
  if (Array.isArray(value)) return value.map((item) => setTexts(item, language))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'text' && typeof item === 'string'
        ? typeset(item, language)
        : key === 'children'
          ? setTexts(item, language)
          : item,
    ]),
  )
}
