import { type ExprNode, GroqSyntaxError, parse } from 'groq-js'
import { isRecord } from '../document.ts'
import { HttpError } from '../errors.ts'

export type Query = { readonly groq: string; readonly params: Readonly<Record<string, unknown>> }

/** A query that was read; `isLasting` when its answer depends on nothing but the documents. */
export type ReadQuery = { readonly tree: ExprNode; readonly isLasting: boolean }

/**
 * Reads a query. Values of parameters stand in the tree as constants.
 * @throws {HttpError} 400 for one that cannot be read, names a parameter that was not given, or calls what
 *   groq-js lacks: with the place in the query
 */
export function readQuery({ groq, params }: Query): ReadQuery {
  const template = templates.get(groq) ?? remembered(groq)
  if (template === undefined) {
    const tree = parsed(groq, params)
    visit(tree, ({ type, name }) => {
      if (type === 'Parameter') throw missingParameter(groq, String(name))
    })
    return { tree, isLasting: checked(groq, tree) }
  }
  const missing = template.names.find((name) => !Object.hasOwn(params, name))
  if (missing !== undefined) throw missingParameter(groq, missing)
  const value = ({ type, name }: Node) =>
    type === 'Parameter' ? { type: 'Value', value: params[String(name)] } : undefined
  return {
    tree: template.names.length === 0 ? template.tree : replaced(template.tree, value),
    isLasting: template.isLasting,
  }
}

/**
 * Queries as they were read before, with their parameters left open: the same ones are asked again and again with
 * other values.
 */
const templates = new Map<string, Template>()
type Template = ReadQuery & { readonly names: readonly string[] }
const maxTemplates = 200
const maxTemplateLength = 20_000

function remembered(groq: string): Template | undefined {
  if (groq.length > maxTemplateLength) return undefined
  const tree = withoutValues(groq)
  if (tree === undefined) return undefined
  const names = new Set<string>()
  visit(tree, ({ type, name }) => {
    if (type === 'Parameter') names.add(String(name))
  })
  const template = { tree, names: [...names], isLasting: checked(groq, tree) }
  const [oldest] = templates.keys()
  if (templates.size >= maxTemplates && oldest !== undefined) templates.delete(oldest)
  templates.set(groq, template)
  return template
}

/** A query whose tree is the same whatever the values are: `a[$b]` is a field, an element or a filter, by its value. */
function withoutValues(groq: string): ExprNode | undefined {
  try {
    const tree = parse(groq)
    const isIndependent = everyNode(tree, ({ type, expr }) => type !== 'Filter' || !isArithmetic(expr))
    return isIndependent && !/\bfn\b/.test(groq) ? tree : undefined
  } catch {
    // Read again with the values, it says what is wrong.
    return undefined
  }
}

const isArithmetic = (expr: unknown): boolean =>
  everyNode(expr, ({ type }) =>
    ['Group', 'Neg', 'OpCall', 'Parameter', 'Pos', 'Value'].includes(String(type)),
  )

/**
 * Whether the answers of a query last.
 * @throws {HttpError} for what groq-js reads and cannot evaluate
 */
function checked(groq: string, tree: ExprNode): boolean {
  let isLasting = true
  visit(tree, (node) => {
    if (node.type === 'Tuple')
      throw queryError(groq, 'queryParseError', 'A list in parentheses is not a value', [0, groq.length])
    if (node.type !== 'FuncCall') return
    const name = `${node.namespace}::${node.name}`
    if (fleeting.has(name)) isLasting = false
    if (lackingNamespaces.has(node.namespace) || lackingFunctions.has(name))
      throw queryError(
        groq,
        'queryParseError',
        `The function ${name}() is not available here`,
        placeOf(groq, name),
      )
  })
  return isLasting
}

/**
 * A syntax tree with some of its nodes replaced, sharing all else.
 * @param replace undefined for a node that stays, and whose parts are looked at
 */
export function replaced(tree: ExprNode, replace: (node: Node) => unknown): ExprNode {
  // Everything in a syntax tree that stands for an expression is one, which the types of its parts cannot say.
  return replacedPart(tree, replace) as ExprNode
}

function replacedPart(part: unknown, replace: (node: Node) => unknown): unknown {
  if (Array.isArray(part)) {
    let copy: unknown[] | undefined
    for (const [place, item] of part.entries()) {
      const made = replacedPart(item, replace)
      if (made === item) continue
      copy ??= [...part]
      copy[place] = made
    }
    return copy ?? part
  }
  if (!isRecord(part) || part.type === 'Value') return part
  return replace(part) ?? withParts(part, (inner) => replacedPart(inner, replace))
}

/** A node with its parts made anew; the same one when none of them changed. */
export function withParts(node: Node, made: (part: unknown) => unknown): Node {
  let copy: Record<string, unknown> | undefined
  for (const name in node) {
    const part = node[name]
    const changed = typeof part === 'object' && part !== null ? made(part) : part
    if (changed === part) continue
    copy ??= { ...node }
    copy[name] = changed
  }
  return copy ?? node
}

type Node = Readonly<Record<string, unknown>>

/** Shows everything in a syntax tree that is a node; the value of a constant is data, and may look like anything. */
export function visit(part: unknown, see: (node: Node) => void): void {
  if (Array.isArray(part)) for (const item of part) visit(item, see)
  else if (isRecord(part)) {
    see(part)
    if (part.type !== 'Value') for (const name in part) visit(part[name], see)
  }
}

/** True when something holds for each node of a syntax tree. */
export function everyNode(tree: unknown, holds: (node: Node) => boolean): boolean {
  let all = true
  visit(tree, (node) => {
    all &&= holds(node)
  })
  return all
}

/** What went wrong with a query as it was answered, in the hosted shape. */
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

/** Offsets into the query, of the first character of what is wrong and of the first after it. */
type Place = readonly [start: number, end: number]

function parsed(groq: string, params: Query['params']): ExprNode {
  try {
    return parse(groq, { params: { ...params } })
  } catch (error) {
    if (error instanceof GroqSyntaxError) throw syntaxError(groq, error)
    // An index or a bound that is a parameter is judged by its value.
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
 * Where groq-js says that a query ended unexpectedly, it means that it could read no further, and gives the
 * character before the one that stopped it.
 */
function syntaxError(groq: string, error: GroqSyntaxError): HttpError {
  const said = error.message.replace(/^Syntax error in GROQ query at position \d+(: )?/, '')
  const stopped = said.startsWith('Unexpected end')
  const start = Math.min(error.position + (stopped && groq !== '' ? 1 : 0), groq.length)
  const description =
    start === groq.length ? 'Unexpected end of query' : stopped ? `Unexpected "${groq[start]}"` : said
  // One character at least, since that is what clients underline.
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

/** Functions that groq-js reads and then fails at: known before the first document is looked at. */
const lackingNamespaces: ReadonlySet<unknown> = new Set([
  'geo',
  'documents',
  'user',
  'delta',
  'diff',
  'media',
])
const lackingFunctions: ReadonlySet<string> = new Set(['global::anywhere', 'text::semanticSimilarity'])

/** What depends on the moment, or on who asks. */
const fleeting: ReadonlySet<string> = new Set(['global::now', 'dateTime::now', 'global::identity'])

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
