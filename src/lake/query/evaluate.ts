import { type ExprNode, evaluate, evaluateSync } from 'groq-js'
import { HttpError } from '../errors.ts'
import { dependsOnlyOnDocument } from './expressions.ts'
import { cheapFilter } from './filter.ts'
import { type NarrowedQuery, narrowQuery } from './narrow.ts'
import type { PerspectiveView } from './perspective-view.ts'
import { ProjectionCache } from './projection-cache.ts'
import { sourceMapOf } from './source-map.ts'
import { parseQuery, type Query, type QueryContext, queryError } from './syntax.ts'
import { valueNode } from './tree.ts'

export type JsonResult = {
  readonly json: Uint8Array<ArrayBuffer>
  /** Depends on nothing but the documents, so it is valid until they change. */
  readonly isCacheable: boolean
}

const projections = new ProjectionCache()

/** @throws {HttpError} 400 for a query that cannot be parsed or evaluated */
export function evaluateToJson(query: Query, view: PerspectiveView, context: QueryContext): JsonResult {
  return withQueryErrors(query.groq, () => {
    const { tree, isCacheable } = parseQuery(query)
    const narrowed = narrowQuery(tree, query.groq, view, context)
    return { json: toJson(narrowed.tree, (node) => evaluateSync(node, narrowed.options).data), isCacheable }
  })
}

/** Whether a result comes with its source map, in which items of lists have their keys or their places. */
export type SourceMapKind = 'none' | 'places' | 'keys'

/**
 * As `evaluateToJson`, also for `diff::` and with a source map: `<result>,"resultSourceMap":<map>`. It waits for promises only, so that the documents do not change meanwhile: a
 * worker receives no message before all of them are settled.
 * @throws {HttpError} 400
 */
export async function evaluateAnyToJson(
  query: Query,
  view: PerspectiveView,
  context: QueryContext,
  sourceMap: SourceMapKind = 'none',
): Promise<JsonResult> {
  const { isAsync, isCacheable } = withQueryErrors(query.groq, () => parseQuery(query))
  if (!isAsync && sourceMap === 'none') return evaluateToJson(query, view, context)
  const narrowed = withQueryErrors(query.groq, () =>
    narrowQuery(parseQuery(query).tree, query.groq, view, context),
  )
  const value = isAsync
    ? await evaluateAsync(query.groq, narrowed)
    : withQueryErrors(query.groq, () => evaluateSync(narrowed.tree, narrowed.options).data)
  const parts = [JSON.stringify(value ?? null)]
  if (sourceMap !== 'none') {
    // What is evaluated asynchronously cannot be followed.
    const followed = isAsync ? { ...narrowed, tree: valueNode(null) } : narrowed
    const map = withQueryErrors(query.groq, () => sourceMapOf(followed, value, sourceMap === 'keys'))
    parts.push(`,"resultSourceMap":${JSON.stringify(map)}`)
  }
  return { json: concatenate(parts.map((text) => encoder.encode(text))), isCacheable }
}

/** The result of a query as a value. @throws {HttpError} 400 */
export async function evaluateToValue(
  query: Query,
  view: PerspectiveView,
  context: QueryContext,
): Promise<unknown> {
  const { tree, isAsync } = withQueryErrors(query.groq, () => parseQuery(query))
  const narrowed = withQueryErrors(query.groq, () => narrowQuery(tree, query.groq, view, context))
  if (isAsync) return evaluateAsync(query.groq, narrowed)
  return withQueryErrors(query.groq, () => evaluateSync(narrowed.tree, narrowed.options).data)
}

async function evaluateAsync(groq: string, { tree, options }: NarrowedQuery): Promise<unknown> {
  try {
    return await (await evaluate(tree, options)).get()
  } catch (error) {
    return withQueryErrors(groq, () => {
      throw error
    })
  }
}

/** The condition of a listener's query if it is cheap to evaluate; else undefined. @throws {HttpError} 400 */
export const listenerFilter = (query: Query): ExprNode | undefined =>
  withQueryErrors(query.groq, () => cheapFilter(parseQuery(query).tree))

function withQueryErrors<T>(groq: string, evaluate: () => T): T {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof HttpError) throw error
    const description = error instanceof Error ? error.message : String(error)
    throw queryError(groq, 'queryError', description, undefined, error)
  }
}

/**
 * The result of an expression as JSON. Projections of documents come from the cache where the expression is such a
 * list, `*[…]{…}`, or an object of such lists.
 */
function toJson(tree: ExprNode, evaluate: (node: ExprNode) => unknown): Uint8Array<ArrayBuffer> {
  const output: Uint8Array[] = []
  const write = (text: string) => output.push(encoder.encode(text))
  const writeResult = (node: ExprNode) => {
    const documents = isCacheableList(node) ? evaluate(node.base) : undefined
    if (isCacheableList(node) && Array.isArray(documents)) projections.write(output, node.expr, documents)
    else write(JSON.stringify(evaluate(node) ?? null))
  }
  if (tree.type !== 'Object' || !hasOrderedNames(tree)) writeResult(tree)
  else {
    for (const [place, attribute] of tree.attributes.entries()) {
      if (attribute.type !== 'ObjectAttributeValue') continue
      write(`${place === 0 ? '{' : ','}${JSON.stringify(attribute.name)}:`)
      writeResult(attribute.value)
    }
    write('}')
  }
  return concatenate(output)
}

type List = Extract<ExprNode, { type: 'Map' }>
type ObjectNode = Extract<ExprNode, { type: 'Object' }>

/** A projection of each document in a list that depends on nothing but the document. */
const isCacheableList = (node: ExprNode): node is List =>
  node.type === 'Map' &&
  node.expr.type === 'Projection' &&
  node.expr.base.type === 'This' &&
  dependsOnlyOnDocument(node.expr)

/** All attributes have names, each different, which a JavaScript object keeps in their order (no numbers). */
function hasOrderedNames({ attributes }: ObjectNode): boolean {
  const names = attributes.map((attribute) => ('name' in attribute ? attribute.name : ''))
  return (
    names.length > 0 && names.every((name) => /^[A-Za-z_]/.test(name)) && new Set(names).size === names.length
  )
}

const encoder = new TextEncoder()

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  // Uninitialised memory, since all of it is overwritten. `Slow` gives it a buffer of its own, to be transferred.
  const whole = Buffer.allocUnsafeSlow(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
