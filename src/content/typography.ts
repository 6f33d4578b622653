import { isLocale, type Language, languageOf } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'

/**
 * Text as its language sets it, whatever was typed: curly apostrophes, one-sign ellipses, and around
 * : ; ! ? and quotation marks the spaces or opening marks that the language wants. Addresses and times of
 * day are left as they are. Setting a text twice changes nothing.
 * @example typeset('Et maintenant?', languageOf('fr')) → 'Et maintenant\u202f?'
 */
export function typeset(text: string, { marks }: Pick<Language, 'marks'>): string {
  return text
    .split(/(\S*:\/\/\S+|\S+@\S+)/)
    .map((piece, index) => (index % 2 === 1 ? piece : setPiece(piece, marks)))
    .join('')
}

/** All localized texts of a snapshot, each as its own language sets it. */
export function typesetSnapshot(snapshot: Snapshot): Snapshot {
  return deeply(snapshot)
}

function setPiece(text: string, marks: Language['marks']): string {
  const plain = text.replace(/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, '’').replace(/\.{3}/g, '…')
  return marks === 'spaced' ? spaced(plain) : marks === 'opened' ? opened(plain) : plain
}

/** French: a narrow no-break space inside « » and before ; ! ?, a full one before a colon. */
const spaced = (text: string) =>
  text
    .replace(/«[ \u00a0\u202f]*/g, '«\u202f')
    .replace(/[ \u00a0\u202f]*»/g, '\u202f»')
    .replace(/(?<=[^\s;!?¿¡(])[ \u00a0\u202f]*(?=[;!?]+(?:[\s»”)\]…]|$))/g, '\u202f')
    .replace(/(?<=[^\s:(])[ \u00a0\u202f]*(?=:(?:\s|$))/g, '\u00a0')

/** Spanish: a question or an exclamation that is closed is also opened, where its sentence begins. */
const opened = (text: string) =>
  text.replace(/[^.?!…:;\n]*[?!]+/g, (sentence) => {
    const closing = sentence.endsWith('!') ? '!' : '?'
    const opening = closing === '!' ? '¡' : '¿'
    if (sentence.includes(opening) || !/\p{L}/u.test(sentence)) return sentence
    return sentence.replace(/\p{L}|\p{N}/u, (first) => opening + first)
  })

function deeply<T>(value: T): T
function deeply(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => deeply(item))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const isLocalized = entries.length > 0 && entries.every(([key]) => isLocale(key))
  return Object.fromEntries(
    entries.map(([key, item]) => [
      key,
      isLocalized && isLocale(key) ? setTexts(item, languageOf(key)) : deeply(item),
    ]),
  )
}

/** A localized value: a text, or a rich text whose spans are texts. */
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
