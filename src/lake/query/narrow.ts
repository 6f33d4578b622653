import { randomUUID } from 'node:crypto'
import { type ExprNode, type FilterNode, type FuncCallNode, type OpCallNode, Path } from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { areDocuments, fromOutside, isConstant, isIndexable, isOwn } from './expressions.ts'
import { queryError, withParts } from './syntax.ts'
import { termsOf, wordsOf } from './text.ts'
import { isScalar, type Scalar, type View, valueFor } from './view.ts'

/** A query as groq-js is to evaluate it over a view, and what `->` leads to while it does. */
export type Plan = {
  readonly tree: ExprNode
  readonly dereference: (reference: { readonly _ref: string }) => unknown
}

/**
 * Puts the documents that an index knows into the place of `*`. The whole filter is still evaluated over them, so
 * narrowing may leave too many and never too few.
 *
 * groq-js calls back for `->` and for nothing else, so what depends on the document at hand (`references(^._id)`)
 * is a reference too, to an id that none can have: `<mark>number:argument`.
 * @throws {HttpError} 400 for a `text::query()` that cannot be rewritten
 */
export function plan(tree: ExprNode, groq: string, view: View): Plan {
  const planner = new Planner(groq, view)
  const narrowed = planner.rewrite(tree, { ofDocument: false, hidden: false })
  return { tree: narrowed, dereference: ({ _ref }) => planner.dereference(_ref) }
}

/** Where an expression stands: whether `@` is a whole document, and whether `^` passes its scope over. */
type Place = { readonly ofDocument: boolean; readonly hidden: boolean }

type Lookup = {
  readonly argument: ExprNode
  readonly find: (argument: string) => readonly StoredDocument[]
}

const mark = `\u0000${randomUUID()}:`
const inside: Place = { ofDocument: false, hidden: false }
/** So few documents are no reason to look for fewer. */
const few = 8

class Planner {
  readonly #groq: string
  readonly #view: View
  readonly #lookups: ((argument: string) => unknown)[] = []

  constructor(groq: string, view: View) {
    this.#groq = groq
    this.#view = view
  }

  dereference(id: string): unknown {
    if (!id.startsWith(mark)) return this.#view.follow(id)
    const colon = id.indexOf(':', mark.length)
    return this.#lookups[Number(id.slice(mark.length, colon))]?.(id.slice(colon + 1))
  }

  rewrite(node: ExprNode, place: Place): ExprNode {
    // Nothing in it reaches for other documents.
    if (isOwn(node)) return node
    switch (node.type) {
      case 'Value':
        return node
      case 'Filter': {
        const ofDocument = areDocuments(node.base)
        const base = this.#narrowed(node, place) ?? this.rewrite(node.base, place)
        return { ...node, base, expr: this.rewrite(node.expr, { ofDocument, hidden: false }) }
      }
      case 'Projection':
        return { ...node, base: this.rewrite(node.base, place), expr: this.rewrite(node.expr, inside) }
      case 'Map':
      case 'FlatMap': {
        const hidden = { ofDocument: false, hidden: true }
        return { ...node, base: this.rewrite(node.base, place), expr: this.rewrite(node.expr, hidden) }
      }
      case 'PipeFuncCall': {
        const scope = { ofDocument: areDocuments(node.base), hidden: false }
        const args = node.args.map((argument) => this.rewrite(argument, scope))
        return { ...node, base: this.rewrite(node.base, place), args }
      }
      case 'OpCall':
        return this.#textMatch(node, place) ?? this.#each(node, place)
      case 'FuncCall':
        if (node.namespace !== 'text') return this.#each(node, place)
        throw this.#refusal('text::query() takes a text that is known, and stands to the right of "match"')
      default:
        return this.#each(node, place)
    }
  }

  #each(node: ExprNode, place: Place): ExprNode {
    const rewritten = (part: unknown): unknown => {
      if (Array.isArray(part)) return part.map(rewritten)
      if (!isRecord(part)) return part
      // Elements, attributes and alternatives are parts of expressions, and have expressions for parts.
      return isPart(part) ? withParts(part, rewritten) : this.rewrite(nodeIn(part), place)
    }
    return nodeIn(withParts({ ...node }, rewritten))
  }

  /** What to filter in place of `*`; undefined when the filter is not one of `*`, or does not narrow. */
  #narrowed({ base, expr }: FilterNode, { hidden }: Place): ExprNode | undefined {
    const all = unwrapped(base)
    if (all.type !== 'Everything') return undefined
    const known = this.#candidates(expr)
    if (known && known.length <= few) return valueNode(known)
    const lookup = hidden
      ? undefined
      : conjuncts(expr)
          .map((each) => this.#lookup(each))
          .find((found) => found !== undefined)
    return lookup ? this.#perDocument(lookup, known) : known && valueNode(known)
  }

  /** Documents among which are all for which the expression is true, in order; undefined when no index tells. */
  #candidates(node: ExprNode): readonly StoredDocument[] | undefined {
    switch (node.type) {
      case 'Group':
        return this.#candidates(node.base)
      case 'And': {
        const left = this.#candidates(node.left)
        if (left && left.length <= few) return left
        const right = this.#candidates(node.right)
        return left && right ? (left.length <= right.length ? left : right) : (left ?? right)
      }
      case 'Or': {
        const left = this.#candidates(node.left)
        const right = left && this.#candidates(node.right)
        return right && merged([left, right])
      }
      case 'OpCall':
        if (node.op === '==') return this.#equal(node.left, node.right) ?? this.#equal(node.right, node.left)
        return node.op === 'in' ? this.#in(node.left, node.right) : undefined
      case 'FuncCall':
        return node.args.every(isConstant) ? this.#called(node) : undefined
      default:
        return undefined
    }
  }

  #called({ namespace, name, args }: FuncCallNode): readonly StoredDocument[] | undefined {
    const given = args.flatMap((argument) => valueFor(argument, null)).filter((id) => typeof id === 'string')
    if (namespace === 'global' && name === 'references')
      return merged(given.map((id) => this.#view.referringTo(id)))
    if (namespace === 'sanity' && name === 'versionOf' && typeof given[0] === 'string')
      return this.#view.versionsOf(given[0])
    return undefined
  }

  #equal(own: ExprNode, constant: ExprNode): readonly StoredDocument[] | undefined {
    if (!isConstant(constant) || !isIndexable(own)) return undefined
    const value = valueFor(constant, null)
    return isScalar(value) ? this.#having(own, value) : undefined
  }

  #in(left: ExprNode, right: ExprNode): readonly StoredDocument[] | undefined {
    if (isConstant(right) && isIndexable(left)) {
      const values = valueFor(right, null)
      if (values instanceof Path)
        return isAttribute(left, '_id') ? this.#view.withPrefix(prefixOf(values)) : undefined
      if (!Array.isArray(values) || !values.every(isScalar)) return undefined
      const lists = [...new Set(values)].map((value) => this.#having(left, value))
      return lists.every((list) => list !== undefined) ? merged(lists) : undefined
    }
    const value = isConstant(left) && isIndexable(right) ? valueFor(left, null) : undefined
    return isScalar(value) ? this.#view.index(right)?.containing(value) : undefined
  }

  #having(own: ExprNode, value: Scalar): readonly StoredDocument[] | undefined {
    if (isAttribute(own, '_id')) {
      const found = typeof value === 'string' ? this.#view.get(value) : undefined
      return found ? [found] : []
    }
    if (isAttribute(own, '_type')) return typeof value === 'string' ? this.#view.ofType(value) : []
    return this.#view.index(own)?.equalTo(value)
  }

  /** How a condition is looked up whose other side comes from outside the filter, if it is text. */
  #lookup(node: ExprNode): Lookup | undefined {
    if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'references') {
      const [only, ...others] = node.args
      const argument = only && others.length === 0 ? fromOutside(only) : undefined
      return argument && { argument, find: (id) => this.#view.referringTo(id) }
    }
    if (node.type !== 'OpCall') return undefined
    if (node.op === '==')
      return this.#equalOutside(node.left, node.right) ?? this.#equalOutside(node.right, node.left)
    const argument = node.op === 'in' && isIndexable(node.right) ? fromOutside(node.left) : undefined
    const { right } = node
    return argument && { argument, find: (value) => this.#view.index(right, true)?.containing(value) ?? [] }
  }

  #equalOutside(own: ExprNode, outside: ExprNode): Lookup | undefined {
    const argument = isIndexable(own) ? fromOutside(outside) : undefined
    if (!argument) return undefined
    const find = (value: string) =>
      isAttribute(own, '_id') || isAttribute(own, '_type')
        ? (this.#having(own, value) ?? [])
        : (this.#view.index(own, true)?.equalTo(value) ?? [])
    return { argument, find }
  }

  #perDocument({ argument, find }: Lookup, otherwise: readonly StoredDocument[] | undefined): ExprNode {
    const asText = call('string', argument)
    const isText: ExprNode = {
      type: 'And',
      left: call('defined', argument),
      right: { type: 'OpCall', op: '==', left: argument, right: asText },
    }
    return {
      type: 'Select',
      alternatives: [
        { type: 'SelectAlternative', condition: isText, value: this.#reference(find, argument) },
      ],
      fallback: otherwise ? valueNode(otherwise) : { type: 'Everything' },
    }
  }

  /** An expression that asks back with the text that another gives. */
  #reference(answer: (argument: string) => unknown, argument: ExprNode): ExprNode {
    const prefix = valueNode(`${mark}${this.#lookups.push(answer) - 1}:`)
    const value: ExprNode = { type: 'OpCall', op: '+', left: prefix, right: argument }
    return {
      type: 'Deref',
      base: { type: 'Object', attributes: [{ type: 'ObjectAttributeValue', name: '_ref', value }] },
    }
  }

  #textMatch({ op, left, right }: OpCallNode, place: Place): ExprNode | undefined {
    const asked = unwrapped(right)
    if (op !== 'match' || asked.type !== 'FuncCall' || asked.namespace !== 'text' || asked.name !== 'query')
      return undefined
    const [argument] = asked.args
    const text = argument && isConstant(argument) ? valueFor(argument, null) : undefined
    if (typeof text !== 'string') throw this.#refusal('text::query() takes a text')
    const { wanted, unwanted } = termsOf(text)
    const matching = (terms: readonly string[]): ExprNode => ({
      type: 'OpCall',
      op: 'match',
      left: this.#wordsOf(left, terms, place),
      right: valueNode(terms),
    })
    const all: readonly ExprNode[] = [
      ...(wanted.length > 0 || unwanted.length === 0 ? [matching(wanted)] : []),
      ...unwanted.map((term): ExprNode => ({ type: 'Not', base: matching([term]) })),
    ]
    // No group around them: score() looks for "match" itself.
    return all.reduce((before, next) => ({ type: 'And', left: before, right: next }))
  }

  #wordsOf(node: ExprNode, terms: readonly string[], place: Place): ExprNode {
    if (!place.ofDocument || !isOwn(node)) return this.rewrite(node, place)
    const answer = (id: string) => {
      const document = this.#view.get(id)
      return document && wordsOf(document, node, terms)
    }
    return this.#reference(answer, { type: 'AccessAttribute', name: '_id' })
  }

  #refusal(description: string) {
    const start = Math.max(this.#groq.indexOf('text::'), 0)
    return queryError(this.#groq, 'queryParseError', description, [start, start + 'text::query'.length])
  }
}

const conjuncts = (node: ExprNode): readonly ExprNode[] =>
  node.type === 'And'
    ? [node.left, node.right].flatMap(conjuncts)
    : node.type === 'Group'
      ? conjuncts(node.base)
      : [node]

const unwrapped = (node: ExprNode): ExprNode => (node.type === 'Group' ? unwrapped(node.base) : node)

const isAttribute = (node: ExprNode, name: string): boolean =>
  node.type === 'AccessAttribute' &&
  node.name === name &&
  (node.base === undefined || node.base.type === 'This')

const valueNode = (value: unknown): ExprNode => ({ type: 'Value', value })

const call = (name: string, ...args: ExprNode[]): ExprNode => ({
  type: 'FuncCall',
  namespace: 'global',
  name,
  args,
})

/** What every id in a path begins with. @example `drafts.**` → `drafts.` */
const prefixOf = (path: Path): string => path.toJSON().split('*')[0] ?? ''

const parts = new Set<unknown>([
  'ArrayElement',
  'ObjectAttributeValue',
  'ObjectConditionalSplat',
  'ObjectSplat',
  'SelectAlternative',
])
const isPart = ({ type }: Readonly<Record<string, unknown>>): boolean => parts.has(type)

/** Everything in a syntax tree that is no part and no value is an expression, which its type cannot say. */
const nodeIn = (value: unknown): ExprNode => value as ExprNode

/** The documents that are in any of some lists, in order. */
function merged(lists: readonly (readonly StoredDocument[])[]): readonly StoredDocument[] {
  const [first = [], ...others] = lists
  // A few lists are long, such as those of types; many are short, such as those of ids.
  if (lists.length <= 4) return others.reduce(mergedTwo, first)
  const byId = new Map(lists.flatMap((list) => list.map((document) => [document._id, document])))
  return [...byId.values()].sort((a, b) => (a._id < b._id ? -1 : 1))
}

function mergedTwo(
  left: readonly StoredDocument[],
  right: readonly StoredDocument[],
): readonly StoredDocument[] {
  const all: StoredDocument[] = []
  let [l, r] = [0, 0]
  while (l < left.length || r < right.length) {
    const [a, b] = [left[l], right[r]]
    const next = b === undefined || (a !== undefined && a._id <= b._id) ? a : b
    if (next === undefined) break
    all.push(next)
    if (a?._id === next._id) l += 1
    if (b?._id === next._id) r += 1
  }
  return all
}
