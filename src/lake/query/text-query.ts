import type { ExprNode } from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { everyNode } from './syntax.ts'
import { valueFor } from './view.ts'

/**
 * `text::query()`, which groq-js lacks: words, all of which must be there. `word*` begins with it, `-word` must
 * not be there, and the words of a `"quoted phrase"` count one by one. Letters match without their accents.
 */
export type Terms = { readonly wanted: readonly string[]; readonly unwanted: readonly string[] }

/** @example termsOf('Œuvres -"the sea" educ*') → { wanted: ['oeuvres', 'educ*'], unwanted: ['the', 'sea'] } */
export function termsOf(query: string): Terms {
  const wanted: string[] = []
  const unwanted: string[] = []
  for (const [token] of query.matchAll(/-?"[^"]*"?|[^\s"]+/g)) {
    const words = wordsIn(token, '*')
    if (token.startsWith('-')) unwanted.push(...words)
    else wanted.push(...words)
  }
  return { wanted, unwanted }
}

/** The words in a document, or in what an expression makes of it, that any of the terms speaks of. */
export function wordsOf(
  document: StoredDocument,
  expression: ExprNode,
  terms: readonly string[],
): readonly string[] {
  if (isPath(expression) && !terms.some((term) => speaksOf(term, whole(document)))) return []
  const text = wordsIn(textsIn(valueFor(expression, document)).join('\n'), '')
  return text.filter((word) => terms.some((term) => speaksOf(term, ` ${word} `)))
}

const speaksOf = (term: string, text: string): boolean => {
  const [start = '', ...rest] = term.split('*')
  // With a star inside, groq-js decides; here it is enough not to lose a word.
  return text.includes(rest.length === 0 ? ` ${start} ` : ` ${start}`)
}

const wholes = new WeakMap<StoredDocument, string>()

/** All words of a document and of its id, with a space around each. */
function whole(document: StoredDocument): string {
  const known = wholes.get(document)
  if (known !== undefined) return known
  const made = ` ${wordsIn([document._id, ...textsIn(document)].join('\n'), '').join(' ')} `
  wholes.set(document, made)
  return made
}

/** What people wrote in a value: names with an underscore are the lake's and the Studio's own. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, field]) => (name.startsWith('_') ? [] : textsIn(field)))
}

/** True where all text that an expression gives stands in the document as it is. */
const isPath = (expression: ExprNode): boolean =>
  everyNode(
    expression,
    ({ type, name }) =>
      type !== 'FuncCall' && type !== 'OpCall' && !/^_(?!id$)/.test(typeof name === 'string' ? name : ''),
  )

function wordsIn(text: string, more: '' | '*'): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[œæß]/g, (letter) => ligatures[letter] ?? letter)
  return plain.match(more === '' ? /[\p{L}\p{N}_]+/gu : /[\p{L}\p{N}_*]+/gu) ?? []
}

const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }
