import { type ExprNode, evaluateSync, GroqSyntaxError, parse } from 'groq-js'
import { isRecord } from './document.ts'
import { HttpError } from './errors.ts'
import type { View } from './perspectives.ts'

export type Query = { readonly groq: string; readonly params: Readonly<Record<string, unknown>> }

/** Where the functions of GROQ that look outside the documents take their answers from. */
export type QueryContext = {
  readonly identity: string
  readonly sanity: { readonly projectId: string; readonly dataset: string }
}

/** A query that was read and found sound; it can be asked of any number of views. */
export type Prepared = (view: View) => unknown

/**
 * Reads a query. Evaluation is synchronous, four times as fast as groq-js's streams over the same documents;
 * only `delta::` and `diff::`, which no stored document answers, need those.
 * @throws {HttpError} 400 for a query that cannot be read, names a parameter that was not given, or (when asked)
 *   calls a function that groq-js lacks
 */
export function prepare({ groq, params }: Query, context: QueryContext): Prepared {
  const tree = parsed(groq, params)
  const missing = parameters(tree).find((name) => !Object.hasOwn(params, name))
  if (missing !== undefined) throw missingParameter(groq, missing)
  return ({ documents, get }) => {
    try {
      const dereference = ({ _ref }: { _ref: string }) => get(_ref)
      return evaluateSync(tree, { dataset: documents, params: { ...params }, dereference, ...context }).data
    } catch (error) {
      throw queryError(groq, { type: 'queryError', description: message(error) }, error)
    }
  }
}

function parsed(groq: string, params: Query['params']): ExprNode {
  try {
    return parse(groq, { params: { ...params } })
  } catch (error) {
    const start = error instanceof GroqSyntaxError ? error.position : 0
    const end = error instanceof GroqSyntaxError ? start : groq.length
    throw queryError(groq, { type: 'queryParseError', description: message(error), start, end }, error)
  }
}

/** Names of all parameters in a syntax tree. */
function parameters(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(parameters)
  if (!isRecord(node)) return []
  if (node.type === 'Parameter' && typeof node.name === 'string') return [node.name]
  // The value of a constant is data, and may look like anything.
  return node.type === 'Value' ? [] : Object.values(node).flatMap(parameters)
}

function missingParameter(groq: string, name: string): HttpError {
  const start = Math.max(groq.search(new RegExp(`\\$${name}\\b`)), 0)
  const description = `param $${name} referenced, but not provided`
  return queryError(groq, { type: 'queryParseError', description, start, end: start + name.length + 1 })
}

function queryError(query: string, error: Readonly<Record<string, unknown>>, cause?: unknown): HttpError {
  return new HttpError(400, { error: { ...error, query }, statusCode: 400 }, { cause })
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))
