import { type EvaluateOptions, type ExprNode, evaluateSync } from 'groq-js'
import { HttpError } from '../errors.ts'
import { isOwn } from './expressions.ts'
import { simpleFilter } from './filter.ts'
import { Fragments } from './fragments.ts'
import { plan } from './narrow.ts'
import { type Query, queryError, readQuery } from './syntax.ts'
import type { View } from './view.ts'

/** Where the functions of GROQ that look outside the documents take their answers from. */
export type QueryContext = {
  readonly identity: string
  readonly sanity: { readonly projectId: string; readonly dataset: string }
}

export type Answer = {
  /** The result as JSON. */
  readonly json: Uint8Array<ArrayBuffer>
  /** Depends on nothing but the documents: asked again of the same ones, it would be the same. */
  readonly isLasting: boolean
}

const fragments = new Fragments()

/** @throws {HttpError} 400 for a query that cannot be read or answered */
export function answer(query: Query, view: View, context: QueryContext): Answer {
  return evaluated(query.groq, () => {
    const { tree, isLasting } = readQuery(query)
    const { tree: narrowed, dereference } = plan(tree, query.groq, view)
    const options = optionsOf(view, dereference, context)
    return { json: bytesOf(narrowed, (node) => evaluateSync(node, options).data), isLasting }
  })
}

/** The value of a query, as groq-js has it. @throws {HttpError} 400 */
export function resultOf(query: Query, view: View, context: QueryContext): unknown {
  return evaluated(query.groq, () => {
    const { tree: narrowed, dereference } = plan(readQuery(query).tree, query.groq, view)
    return evaluateSync(narrowed, optionsOf(view, dereference, context)).data
  })
}

/** The condition of a listener's query, when it is one that can be tried in no time. @throws {HttpError} 400 */
export const filterOf = (query: Query): ExprNode | undefined =>
  evaluated(query.groq, () => simpleFilter(readQuery(query).tree))

function optionsOf(
  view: View,
  dereference: (reference: { readonly _ref: string }) => unknown,
  context: QueryContext,
): EvaluateOptions {
  return {
    dataset: view.documents,
    // What it may return is narrower in the types of groq-js than in what it does with it.
    dereference: dereference as NonNullable<EvaluateOptions['dereference']>,
    timestamp: new Date(),
    ...context,
  }
}

function evaluated<T>(groq: string, evaluate: () => T): T {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw queryError(
      groq,
      'queryError',
      error instanceof Error ? error.message : String(error),
      undefined,
      error,
    )
  }
}

/**
 * JSON, with what was made of the same documents before taken from memory: `*[…]{…}`, or an object of such lists.
 */
function bytesOf(tree: ExprNode, evaluate: (node: ExprNode) => unknown): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  const write = (text: string) => pieces.push(encoder.encode(text))
  const list = (node: ExprNode) => {
    const documents = isList(node) ? evaluate(node.base) : undefined
    if (isList(node) && Array.isArray(documents)) fragments.write(pieces, node.expr, documents)
    else write(JSON.stringify(evaluate(node) ?? null))
  }
  if (
    tree.type !== 'Object' ||
    !isPlain(tree.attributes.map((attribute) => ('name' in attribute ? attribute.name : '')))
  )
    list(tree)
  else {
    for (const [place, attribute] of tree.attributes.entries()) {
      if (attribute.type !== 'ObjectAttributeValue') continue
      write(`${place === 0 ? '{' : ','}${JSON.stringify(attribute.name)}:`)
      list(attribute.value)
    }
    write('}')
  }
  return concatenated(pieces)
}

type List = Extract<ExprNode, { type: 'Map' }>

/** A projection of each of some documents that looks at nothing but the document. */
const isList = (node: ExprNode): node is List =>
  node.type === 'Map' && node.expr.type === 'Projection' && node.expr.base.type === 'This' && isOwn(node.expr)

/** Names that an object keeps in the order in which they are written, each of them once. */
const isPlain = (names: readonly string[]): boolean =>
  names.length > 0 && names.every((name) => /^[A-Za-z_]/.test(name)) && new Set(names).size === names.length

const encoder = new TextEncoder()

function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  // All of it is written over.
  const whole = Buffer.allocUnsafeSlow(pieces.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const piece of pieces) {
    whole.set(piece, place)
    place += piece.length
  }
  return whole
}
