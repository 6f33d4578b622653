import { randomUUID } from 'node:crypto'
import type { ExprNode, FilterNode, OpCallNode } from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { candidatesFor, documentsWith, fewDocuments, isAttribute } from './candidates.ts'
import {
  dependsOnlyOnDocument,
  isConstant,
  isIndexable,
  seenFromOutside,
  yieldsWholeDocuments,
} from './expressions.ts'
import { type PerspectiveView, valueFor } from './perspective-view.ts'
import { queryError } from './syntax.ts'
import { matchingWords, parseTextQuery } from './text-query.ts'
import { mapParts } from './tree.ts'

/** A query to be evaluated by groq-js over a view. */
export type NarrowedQuery = {
  readonly tree: ExprNode
  /** What `->` gives for a reference while the tree is evaluated. */
  readonly dereference: (reference: { readonly _ref: string }) => unknown
}

/**
 * Replaces `*` in a query by the documents that an index finds for its filter. groq-js still evaluates the whole filter
 * over them, so there may be too many documents, but never too few.
 *
 * Some lookups depend on the document at hand, as in `references(^._id)`. groq-js has one callback, for `->`. Such a
 * lookup is therefore written as a reference to an id that no document can have: `<lookupPrefix>number:argument`.
 * @throws {HttpError} 400 for a `text::query()` that cannot be rewritten
 */
export function narrowQuery(tree: ExprNode, groq: string, view: PerspectiveView): NarrowedQuery {
  const narrower = new Narrower(groq, view)
  const narrowed = narrower.rewrite(tree, { isWholeDocument: false, isScopeHidden: false })
  return { tree: narrowed, dereference: ({ _ref }) => narrower.dereference(_ref) }
}

/** The scope of an expression. */
type Scope = {
  /** `@` is a whole document of the dataset. */
  readonly isWholeDocument: boolean
  /** `Map` adds no scope of its own, so `^` inside a filter here refers to the scope around the `Map`. */
  readonly isScopeHidden: boolean
}

/** An index lookup whose argument is an expression that is evaluated for each document. */
type IndexLookup = {
  readonly argument: ExprNode
  readonly find: (argument: string) => readonly StoredDocument[]
}

const lookupPrefix = `\u0000${randomUUID()}:`
const projectionScope: Scope = { isWholeDocument: false, isScopeHidden: false }
const mapScope: Scope = { isWholeDocument: false, isScopeHidden: true }

class Narrower {
  readonly #groq: string
  readonly #view: PerspectiveView
  readonly #lookups: ((argument: string) => unknown)[] = []

  constructor(groq: string, view: PerspectiveView) {
    this.#groq = groq
    this.#view = view
  }

  dereference(id: string): unknown {
    if (!id.startsWith(lookupPrefix)) return this.#view.follow(id)
    const colon = id.indexOf(':', lookupPrefix.length)
    return this.#lookups[Number(id.slice(lookupPrefix.length, colon))]?.(id.slice(colon + 1))
  }

  rewrite(node: ExprNode, scope: Scope): ExprNode {
    // It uses no other documents, so there is nothing to narrow.
    if (dependsOnlyOnDocument(node)) return node
    switch (node.type) {
      case 'Value':
        return node
      case 'Filter': {
        const isWholeDocument = yieldsWholeDocuments(node.base)
        const base = this.#narrowed(node, scope) ?? this.rewrite(node.base, scope)
        return { ...node, base, expr: this.rewrite(node.expr, { isWholeDocument, isScopeHidden: false }) }
      }
      case 'Projection':
        return {
          ...node,
          base: this.rewrite(node.base, scope),
          expr: this.rewrite(node.expr, projectionScope),
        }
      case 'Map':
      case 'FlatMap':
        return { ...node, base: this.rewrite(node.base, scope), expr: this.rewrite(node.expr, mapScope) }
      case 'PipeFuncCall': {
        const argumentScope = { isWholeDocument: yieldsWholeDocuments(node.base), isScopeHidden: false }
        const args = node.args.map((argument) => this.rewrite(argument, argumentScope))
        return { ...node, base: this.rewrite(node.base, scope), args }
      }
      case 'OpCall':
        return this.#textMatch(node, scope) ?? this.#rewriteParts(node, scope)
      case 'FuncCall':
        if (node.namespace !== 'text') return this.#rewriteParts(node, scope)
        throw this.#textQueryError(
          'text::query() must be on the right of "match" and have a constant string as its argument',
        )
      default:
        return this.#rewriteParts(node, scope)
    }
  }

  #rewriteParts(node: ExprNode, scope: Scope): ExprNode {
    const rewritten = (part: unknown): unknown => {
      if (Array.isArray(part)) return part.map(rewritten)
      if (!isRecord(part)) return part
      // Elements, attributes and alternatives are not expressions, but contain expressions.
      return isPart(part) ? mapParts(part, rewritten) : this.rewrite(nodeIn(part), scope)
    }
    return nodeIn(mapParts({ ...node }, rewritten))
  }

  /** What replaces `*` in a filter; undefined when the filter is not one of `*`, or no index is of use. */
  #narrowed({ base, expr }: FilterNode, { isScopeHidden }: Scope): ExprNode | undefined {
    const all = unwrapped(base)
    if (all.type !== 'Everything') return undefined
    const candidates = candidatesFor(expr, this.#view)
    if (candidates && candidates.length <= fewDocuments) return valueNode(candidates)
    const lookup = isScopeHidden
      ? undefined
      : conjuncts(expr)
          .map((each) => this.#lookup(each))
          .find((found) => found !== undefined)
    return lookup ? this.#perDocument(lookup, candidates) : candidates && valueNode(candidates)
  }

  /** The lookup for a condition that compares with a value from outside the filter, provided that it is a string. */
  #lookup(node: ExprNode): IndexLookup | undefined {
    if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'references') {
      const [only, ...others] = node.args
      const argument = only && others.length === 0 ? seenFromOutside(only) : undefined
      return argument && { argument, find: (id) => this.#view.referringTo(id) }
    }
    if (node.type !== 'OpCall') return undefined
    if (node.op === '==')
      return this.#equalOutside(node.left, node.right) ?? this.#equalOutside(node.right, node.left)
    const argument = node.op === 'in' && isIndexable(node.right) ? seenFromOutside(node.left) : undefined
    const { right } = node
    return argument && { argument, find: (value) => this.#view.index(right, true)?.containing(value) ?? [] }
  }

  #equalOutside(expression: ExprNode, outside: ExprNode): IndexLookup | undefined {
    const argument = isIndexable(expression) ? seenFromOutside(outside) : undefined
    if (!argument) return undefined
    const find = (value: string) =>
      isAttribute(expression, '_id') || isAttribute(expression, '_type')
        ? (documentsWith(expression, value, this.#view) ?? [])
        : (this.#view.index(expression, true)?.equalTo(value) ?? [])
    return { argument, find }
  }

  /** Looks up documents by the value of an expression; if that is not a string, gives the fallback. */
  #perDocument({ argument, find }: IndexLookup, fallback: readonly StoredDocument[] | undefined): ExprNode {
    const asString = callNode('string', argument)
    const isString: ExprNode = {
      type: 'And',
      left: callNode('defined', argument),
      right: { type: 'OpCall', op: '==', left: argument, right: asString },
    }
    return {
      type: 'Select',
      alternatives: [
        { type: 'SelectAlternative', condition: isString, value: this.#reference(find, argument) },
      ],
      fallback: fallback ? valueNode(fallback) : { type: 'Everything' },
    }
  }

  /** An expression whose value is what `lookup` gives for the value of the argument. */
  #reference(lookup: (argument: string) => unknown, argument: ExprNode): ExprNode {
    const prefix = valueNode(`${lookupPrefix}${this.#lookups.push(lookup) - 1}:`)
    const value: ExprNode = { type: 'OpCall', op: '+', left: prefix, right: argument }
    return {
      type: 'Deref',
      base: { type: 'Object', attributes: [{ type: 'ObjectAttributeValue', name: '_ref', value }] },
    }
  }

  #textMatch({ op, left, right }: OpCallNode, scope: Scope): ExprNode | undefined {
    const call = unwrapped(right)
    if (op !== 'match' || call.type !== 'FuncCall' || call.namespace !== 'text' || call.name !== 'query')
      return undefined
    const [argument] = call.args
    const text = argument && isConstant(argument) ? valueFor(argument, null) : undefined
    if (typeof text !== 'string')
      throw this.#textQueryError('The argument of text::query() must be a constant string')
    const { wanted, unwanted } = parseTextQuery(text)
    const matching = (terms: readonly string[]): ExprNode => ({
      type: 'OpCall',
      op: 'match',
      left: this.#matchingWords(left, terms, scope),
      right: valueNode(terms),
    })
    const all: readonly ExprNode[] = [
      ...(wanted.length > 0 || unwanted.length === 0 ? [matching(wanted)] : []),
      ...unwanted.map((term): ExprNode => ({ type: 'Not', base: matching([term]) })),
    ]
    // Without a group around them, since score() looks for `match` only at the top level.
    return all.reduce((before, next) => ({ type: 'And', left: before, right: next }))
  }

  #matchingWords(node: ExprNode, terms: readonly string[], scope: Scope): ExprNode {
    if (!scope.isWholeDocument || !dependsOnlyOnDocument(node)) return this.rewrite(node, scope)
    const lookup = (id: string) => {
      const document = this.#view.get(id)
      return document && matchingWords(document, node, terms)
    }
    return this.#reference(lookup, { type: 'AccessAttribute', name: '_id' })
  }

  #textQueryError(description: string) {
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

const valueNode = (value: unknown): ExprNode => ({ type: 'Value', value })

const callNode = (name: string, ...args: ExprNode[]): ExprNode => ({
  type: 'FuncCall',
  namespace: 'global',
  name,
  args,
})

const parts = new Set<unknown>([
  'ArrayElement',
  'ObjectAttributeValue',
  'ObjectConditionalSplat',
  'ObjectSplat',
  'SelectAlternative',
])
const isPart = ({ type }: Readonly<Record<string, unknown>>): boolean => parts.has(type)

/** Whatever in a syntax tree is neither a part nor a value is an expression; the types do not express that. */
const nodeIn = (value: unknown): ExprNode => value as ExprNode
