import { type ExprNode, GroqSyntaxError, parse } from 'groq-js'
import { LRUCache } from 'lru-cache'
import { HttpError } from '../errors.ts'
import { everyNode, type Node, replaceNodes, visit } from './tree.ts'

export type Query = { readonly groq: string; readonly params: Readonly<Record<string, unknown>> }

/** Values for the GROQ functions that depend on more than the documents. */
export type QueryContext = {
  readonly identity: string
  readonly sanity: { readonly projectId: string; readonly dataset: string }
}

/** A parsed query; `isCacheable` when its result depends on nothing but the documents. */
type ParsedQuery = {
  readonly tree: ExprNode
  readonly isCacheable: boolean
  /** It calls `diff::`, which groq-js evaluates only asynchronously. */
  readonly isAsync: boolean
}

/**
 * Parses a query. The values of its parameters are constants in the tree.
 * @throws {HttpError} 400, with the place in the query: when it has a syntax error, names a parameter that was not given,
 *   or calls a function that groq-js does not have
 */
export function parseQuery({ groq, params }: Query): ParsedQuery {
  const template = templates.get(groq) ?? newTemplate(groq)
  if (template === undefined) {
    const tree = parseWithParams(groq, params)
    visit(tree, ({ type, name }) => {
      if (type === 'Parameter') throw missingParameter(groq, String(name))
    })
    return { tree, ...checkCalls(groq, tree) }
  }
  const missing = template.names.find((name) => !Object.hasOwn(params, name))
  if (missing !== undefined) throw missingParameter(groq, missing)
  const value = ({ type, name }: Node) =>
    type === 'Parameter' ? { type: 'Value', value: params[String(name)] } : undefined
  return {
    tree: template.names.length === 0 ? template.tree : replaceNodes(template.tree, value),
    isCacheable: template.isCacheable,
    isAsync: template.isAsync,
  }
}

/** A query that was parsed without values for its parameters, and the names of the parameters. */
type Template = ParsedQuery & { readonly names: readonly string[] }
/** Most queries are sent many times with different values. */
const templates = new LRUCache<string, Template>({ max: 200 })
const maxTemplateLength = 20_000

function newTemplate(groq: string): Template | undefined {
  if (groq.length > maxTemplateLength) return undefined
  const tree = parseWithoutParams(groq)
  if (tree === undefined) return undefined
  const names = new Set<string>()
  visit(tree, ({ type, name }) => {
    if (type === 'Parameter') names.add(String(name))
  })
  const template = { tree, names: [...names], ...checkCalls(groq, tree) }
  templates.set(groq, template)
  return template
}

/**
 * Parses a query whose tree does not depend on the values of its parameters.
 * @returns undefined for any other query: `a[$b]` is a field, an element or a filter, depending on the value of `$b`
 */
function parseWithoutParams(groq: string): ExprNode | undefined {
  try {
    const tree = parse(ended(groq))
    const isIndependent = everyNode(tree, ({ type, expr }) => type !== 'Filter' || !isArithmetic(expr))
    return isIndependent && !/\bfn\b/.test(groq) ? tree : undefined
  } catch {
    // Parsing it with the values gives the error for the client.
    return undefined
  }
}

const isArithmetic = (expr: unknown): boolean =>
  everyNode(expr, ({ type }) =>
    ['Group', 'Neg', 'OpCall', 'Parameter', 'Pos', 'Value'].includes(String(type)),
  )

/** @throws {HttpError} for what groq-js parses but cannot evaluate */
function checkCalls(groq: string, tree: ExprNode): Omit<ParsedQuery, 'tree'> {
  let isCacheable = true
  let isAsync = false
  visit(tree, (node) => {
    if (node.type === 'FuncCall' && node.namespace === 'diff') isAsync = true
  })
  visit(tree, (node) => {
    // For `diff::` it is a list of paths.
    if (node.type === 'Tuple' && !isAsync)
      throw queryError(groq, 'queryParseError', 'A list in parentheses is not a value', [0, groq.length])
    if (node.type !== 'FuncCall') return
    const name = `${node.namespace}::${node.name}`
    if (uncacheableFunctions.has(name)) isCacheable = false
    if (missingNamespaces.has(node.namespace) || missingFunctions.has(name))
      throw queryError(
        groq,
        'queryParseError',
        `The function ${name}() is not available here`,
        placeOf(groq, name),
      )
  })
  return { isCacheable, isAsync }
}

/** An error of a query, in the hosted service's shape. */
export function queryError(
  query: string,
  type: 'queryError' | 'queryParseError',
  description: string,
  place?: Place,
  cause?: unknown,
): HttpError {
  const at = place && { start: place[0], end: place[1] }
  return new HttpError(
    400,
    { error: { type, description, query, ...at }, statusCode: 400 },
    cause === undefined ? {} : { cause },
  )
}

/** groq-js ends a comment only at the end of its line. */
const ended = (groq: string): string => `${groq}\n`

/** Offsets into the query: of the first wrong character and of the first one after the wrong part. */
type Place = readonly [start: number, end: number]

function parseWithParams(groq: string, params: Query['params']): ExprNode {
  try {
    return parse(ended(groq), { params: { ...params } })
  } catch (error) {
    if (error instanceof GroqSyntaxError) throw syntaxError(groq, error)
    // groq-js reports a missing parameter in a slice as a slice that is not valid.
    const missing = [...groq.matchAll(/\$([a-zA-Z_]\w*)/g)].find(
      ([, name = '']) => !Object.hasOwn(params, name),
    )
    if (missing?.[1] !== undefined && String(error).includes('slicing'))
      throw missingParameter(groq, missing[1])
    const description = error instanceof RangeError ? 'The query is nested too deeply' : messageOf(error)
    const named = /(?:Undefined (?:pipe )?function: |function |namespace: |unexpected )([\w=>]+)/.exec(
      description,
    )
    const place: Place = named?.[1] === undefined ? [0, groq.length] : placeOf(groq, named[1])
    throw queryError(groq, 'queryParseError', description, place, error)
  }
}

/**
 * groq-js reports "unexpected end" for any character at which it cannot continue, with the position of the character
 * before it.
 */
function syntaxError(groq: string, error: GroqSyntaxError): HttpError {
  const message = error.message.replace(/^Syntax error in GROQ query at position \d+(: )?/, '')
  const isUnexpectedCharacter = message.startsWith('Unexpected end')
  const start = Math.min(error.position + (isUnexpectedCharacter && groq !== '' ? 1 : 0), groq.length)
  const description =
    start === groq.length
      ? 'Unexpected end of query'
      : isUnexpectedCharacter
        ? `Unexpected "${groq[start]}"`
        : message
  // At least one character, since clients underline the place.
  return queryError(groq, 'queryParseError', description, [start, start + 1], error)
}

function missingParameter(groq: string, name: string): HttpError {
  return queryError(
    groq,
    'queryParseError',
    `param $${name} referenced, but not provided`,
    placeOf(groq, `$${name}`),
  )
}

function placeOf(groq: string, name: string): Place {
  const bare = name.replace(/^global::/, '')
  const start = groq.search(new RegExp(`${bare.replaceAll(/[^\w]/g, '\\$&')}(?!\\w)`))
  return start === -1 ? [0, groq.length] : [start, start + bare.length]
}

/** Functions that groq-js parses but does not have. Checked before the evaluation, so that they always fail. */
const missingNamespaces: ReadonlySet<unknown> = new Set(['geo', 'documents', 'user', 'delta', 'media'])
const missingFunctions: ReadonlySet<string> = new Set(['global::anywhere', 'text::semanticSimilarity'])

/** Functions that depend on the time or on who sends the query. */
const uncacheableFunctions: ReadonlySet<string> = new Set([
  'global::now',
  'dateTime::now',
  'global::identity',
])

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
