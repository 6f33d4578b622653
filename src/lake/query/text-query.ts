import type { ExprNode } from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { valueFor } from './perspective-view.ts'
import { everyNode } from './tree.ts'

/**
 * The terms of `text::query()`, which groq-js does not have. All wanted words must occur and no unwanted word may.
 * `word*` is a prefix, `-word` is unwanted, and the words of a `"quoted phrase"` are separate terms. Accents are ignored.
 */
export type TextQuery = { readonly wanted: readonly string[]; readonly unwanted: readonly string[] }

/** @example parseTextQuery('Œuvres -"the sea" educ*') → { wanted: ['oeuvres', 'educ*'], unwanted: ['the', 'sea'] } */
export function parseTextQuery(query: string): TextQuery {
  const wanted: string[] = []
  const unwanted: string[] = []
  for (const [token] of query.matchAll(/-?"[^"]*"?|[^\s"]+/g)) {
    const words = wordsIn(token, '*')
    if (token.startsWith('-')) unwanted.push(...words)
    else wanted.push(...words)
  }
  return { wanted, unwanted }
}

/** The words in the value of an expression for a document that match any of the terms. */
export function matchingWords(
  document: StoredDocument,
  expression: ExprNode,
  terms: readonly string[],
): readonly string[] {
  if (copiesText(expression) && !terms.some((term) => matches(term, allWords(document)))) return []
  const text = wordsIn(textsIn(valueFor(expression, document)).join('\n'), '')
  return text.filter((word) => terms.some((term) => matches(term, ` ${word} `)))
}

const matches = (term: string, text: string): boolean => {
  const [start = '', ...rest] = term.split('*')
  // For a term with `*` inside, groq-js makes the final decision. Here it is enough not to miss a word.
  return text.includes(rest.length === 0 ? ` ${start} ` : ` ${start}`)
}

const wordsByDocument = new WeakMap<StoredDocument, string>()

/** All words of a document and of its id, each between spaces. */
function allWords(document: StoredDocument): string {
  const cached = wordsByDocument.get(document)
  if (cached !== undefined) return cached
  const words = ` ${wordsIn([document._id, ...textsIn(document)].join('\n'), '').join(' ')} `
  wordsByDocument.set(document, words)
  return words
}

/** All text in a value, except in fields whose names begin with `_`: the lake and the Studio write those. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, field]) => (name.startsWith('_') ? [] : textsIn(field)))
}

/** True for an expression whose text is all copied from the document. */
const copiesText = (expression: ExprNode): boolean =>
  everyNode(
    expression,
    ({ type, name }) =>
      type !== 'FuncCall' && type !== 'OpCall' && !/^_(?!id$)/.test(typeof name === 'string' ? name : ''),
  )

function wordsIn(text: string, wildcard: '' | '*'): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[œæß]/g, (letter) => ligatures[letter] ?? letter)
  return plain.match(wildcard === '' ? /[\p{L}\p{N}_]+/gu : /[\p{L}\p{N}_*]+/gu) ?? []
}

const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }
