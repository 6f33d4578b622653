import { isLocale, type Language, languageOf } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import type { Snapshot } from '#src/model/schema.ts'

/**
 * Applies the typography of a language to a text: curly apostrophes, ellipsis characters, and the spaces or opening
 * marks that the language uses with : ; ! ? and quotation marks. Leaves web addresses, e-mail addresses and times of
 * day unchanged. Applying it twice gives the same text as once.
 * @example typeset('Et maintenant?', languageOf('fr')) → 'Et maintenant\u202f?'
 */
export const typeset = (text: string, language: Pick<Language, 'marks'>): string =>
  typesetSpans([text], language).join('')

/** The same for a text in spans, read as one: a mark and the word before it may be in two. */
export function typesetSpans(
  spans: readonly string[],
  { marks }: Pick<Language, 'marks'>,
): readonly string[] {
  let cut: Cut = { text: spans.join(''), ends: endsOf(spans) }
  for (const step of steps[marks]) cut = edited(cut, step(cut.text))
  return cut.ends.map((end, index) => cut.text.slice(cut.ends[index - 1] ?? 0, end))
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

/** A text, and where each of its spans ends. */
type Cut = { text: string; ends: readonly number[] }

/** A stretch of a text, and what is put in its place. */
type Edit = { from: number; to: number; text: string }

/** The edits of a text, from its start to its end. */
type Step = (text: string) => readonly Edit[]

function endsOf(spans: readonly string[]): readonly number[] {
  let end = 0
  return spans.map(({ length }) => {
    end += length
    return end
  })
}

/** What is put where two spans meet belongs to the second. */
function edited({ text, ends }: Cut, edits: readonly Edit[]): Cut {
  let [result, at, next] = ['', 0, 0]
  const newEnds: number[] = []
  for (const edit of edits) {
    result += text.slice(at, edit.from)
    for (let end = ends[next]; end !== undefined && end < edit.to; end = ends[++next])
      newEnds.push(result.length + Math.min(end - edit.from, edit.text.length))
    if (edit.from === edit.to) for (; ends[next] === edit.from; next += 1) newEnds.push(result.length)
    result += edit.text
    at = edit.to
    for (; ends[next] === at && edit.from < edit.to; next += 1) newEnds.push(result.length)
  }
  result += text.slice(at)
  for (const end of ends.slice(next)) newEnds.push(result.length - (text.length - end))
  return { text: result, ends: newEnds }
}

/** The matches of an expression that touch no web or e-mail address. */
function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0 || !/:\/\/|@/.test(text)) return found
  const addresses = addressesIn(text)
  let next = 0
  return found.filter(({ index, 0: { length } }) => {
    while ((addresses[next]?.to ?? Infinity) <= index) next += 1
    return (addresses[next]?.from ?? Infinity) >= index + length
  })
}

/**
 * Where the web and e-mail addresses of a text are. Word by word: an expression that looks for them in the whole text
 * takes minutes for a long text without spaces.
 */
const addressesIn = (text: string): readonly { from: number; to: number }[] =>
  [...text.matchAll(/\S+/g)].flatMap(({ index, 0: word }) =>
    /:\/\/\S|\S@\S/.test(word) ? [{ from: index, to: index + word.length }] : [],
  )

/** A step that replaces all that an expression finds. */
const replacing =
  (pattern: RegExp, by: string | ((match: RegExpExecArray) => string)): Step =>
  (text) =>
    matchesOf(text, pattern).map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      text: typeof by === 'string' ? by : by(match),
    }))

const raised: Readonly<Record<string, string>> = { e: 'ᵉ', er: 'ᵉʳ', re: 'ʳᵉ' }

/** A Roman numeral with its ending, as editors type it. "Ce", "De", "Le" and "Me" are words. */
const romanOrdinals =
  /(?<![\p{L}\p{N}])((?![CDLM]e)(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(e|er|re)(?![\p{L}\p{N}])/gu

const plain: readonly Step[] = [replacing(/(?<=[\p{L}\p{N}])'(?=[\p{L}«“])/gu, '’'), replacing(/\.{3}/g, '…')]

const steps: Readonly<Record<Language['marks'], readonly Step[]>> = {
  plain,
  /** French: a narrow no-break space inside « » and before ; ! ?, a full one before a colon, one before several; raised letters in "IVᵉ". */
  spaced: [
    ...plain,
    replacing(romanOrdinals, ([, numeral = '', ending = '']) => numeral + raised[ending]),
    replacing(/«[ \u00a0\u202f]*/g, '«\u202f'),
    replacing(/(?<![ \u00a0\u202f])[ \u00a0\u202f]*»/g, '\u202f»'),
    replacing(/(?<=[^\s:;!?¿¡(])[ \u00a0\u202f]*(?=[;!?][:;!?]*(?:[\s»”)\]…]|$))/g, '\u202f'),
    replacing(/(?<=[^\s:;!?(])[ \u00a0\u202f]*(?=:[:;!?]*(?:\s|$))/g, '\u00a0'),
  ],
  opened: [...plain, openingMarks],
}

/** Spanish: ¿ or ¡ at the start of a sentence that ends in ? or !, unless it has one. */
function openingMarks(text: string): readonly Edit[] {
  let begin = 0
  return matchesOf(text, /[?!]+/g).flatMap(({ index, 0: closing }): readonly Edit[] => {
    const [at, clause] = [begin, text.slice(begin, index)]
    begin = index + closing.length
    const opening = closing.endsWith('!') ? '¡' : '¿'
    if (clause.includes(opening)) return []
    const before = [...clause.matchAll(sentenceEnd)].at(-1)
    const start = before === undefined ? 0 : before.index + before[0].length
    const sentence = clause.slice(start)
    if (!/\p{L}/u.test(sentence)) return []
    const from = at + start + sentence.search(/[\p{L}\p{N}]/u)
    return [{ from, to: from, text: opening }]
  })
}

/** What ends a sentence or a clause within a text: not the point of "Dra. Pérez", of "3.0", or of "Y ahora… qué". */
const sentenceEnd =
  /(?<!(?<!\p{L})(?:\p{L}|[Ss]ra?s?|[Ss]rta|[Dd]ra?s?|[Uu]ds?|[Pp]rofa?|[Ll]ic|[Ii]ng|[Aa]rq|St[ao]|Gral|EE|UU|núm|págs?|arts?|[Aa]v|[Aa]vda))[.…](?=\s+[«“"(¡¿]*\p{Lu})|[:;](?=\s)|\n/gu

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

/** Typesets a localized value: a text, or a rich text with its blocks. */
function setTexts(value: unknown, language: Language): unknown {
  if (typeof value === 'string') return typeset(value, language)
  if (Array.isArray(value)) return value.map((item) => setTexts(item, language))
  return isRecord(value) && Array.isArray(value.children)
    ? { ...value, children: setSpans(value.children, language) }
    : value
}

function setSpans(children: readonly unknown[], language: Language): readonly unknown[] {
  const spans = children.map((child) => (isRecord(child) && typeof child.text === 'string' ? child.text : ''))
  const set = typesetSpans(spans, language)
  return children.map((child, index) =>
    isRecord(child) && typeof child.text === 'string' ? { ...child, text: set[index] } : child,
  )
}
