import { randomUUID } from 'node:crypto'
import {
  DateTime,
  type EvaluateOptions,
  type ExprNode,
  evaluateSync,
  type FilterNode,
  type OpCallNode,
  type SelectAlternativeNode,
} from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { candidatesFor, fewDocuments } from './candidates.ts'
import { dependsOnlyOnDocument, isConstant, yieldsWholeDocuments } from './expressions.ts'
import { type OuterLookup, outerLookup } from './outer-lookup.ts'
import { type PerspectiveView, valueFor } from './perspective-view.ts'
import { SharedValue, shareValues } from './shared-values.ts'
import { type QueryContext, queryError } from './syntax.ts'
import { matchingWords, parseTextQuery } from './text-query.ts'
import { callNode, isPart, mapParts, unwrapped, valueNode } from './tree.ts'

/** A query to be evaluated by groq-js over a view. */
export type NarrowedQuery = {
  readonly tree: ExprNode
  /** For the evaluation of the tree and of its parts. */
  readonly options: EvaluateOptions
}

/**
 * Replaces `*` in a query by the documents that an index finds for its filter. groq-js still evaluates the whole filter
 * over them, so there may be too many documents, but never too few. Parts that always have the same value are evaluated
 * once, and `in` looks such a value up in a set.
 *
 * Some lookups depend on the document at hand, as in `references(^._id)`. groq-js has one callback, for `->`. Such a
 * lookup is therefore written as a reference to an id that no document can have: `<lookupPrefix>number:argument`.
 * @throws {HttpError} 400 for a `text::query()` that cannot be rewritten
 */
export function narrowQuery(
  tree: ExprNode,
  groq: string,
  view: PerspectiveView,
  context: QueryContext,
): NarrowedQuery {
  const narrower = new Narrower(groq, view, context)
  return { tree: narrower.narrow(tree), options: narrower.options }
}

/** The scope of an expression. */
type Scope = {
  /** `@` is a whole document of the dataset. */
  readonly isWholeDocument: boolean
  /** `Map` adds no scope of its own, so `^` inside a filter here refers to the scope around the `Map`. */
  readonly isScopeHidden: boolean
}

const lookupPrefix = `\u0000${randomUUID()}:`
const projectionScope: Scope = { isWholeDocument: false, isScopeHidden: false }
const mapScope: Scope = { isWholeDocument: false, isScopeHidden: true }

class Narrower {
  readonly options: EvaluateOptions
  readonly #groq: string
  readonly #view: PerspectiveView
  readonly #lookups: ((argument: string) => unknown)[] = []

  constructor(groq: string, view: PerspectiveView, context: QueryContext) {
    this.#groq = groq
    this.#view = view
    // groq-js accepts any value here; its types allow documents only.
    const dereference = (({ _ref }) => this.#dereference(_ref)) as NonNullable<EvaluateOptions['dereference']>
    this.options = { dataset: view.documents, dereference, timestamp: new Date(), ...context }
  }

  narrow(tree: ExprNode): ExprNode {
    return this.rewrite(this.#withSharedValues(tree), { isWholeDocument: false, isScopeHidden: false })
  }

  #withSharedValues(tree: ExprNode): ExprNode {
    return shareValues(tree, (part) => {
      const source = this.#withSharedValues(part)
      const narrowed = this.rewrite(source, { isWholeDocument: false, isScopeHidden: false })
      return new SharedValue(source, () => evaluateSync(narrowed, this.options).data)
    })
  }

  #dereference(id: string): unknown {
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
      case 'Filter':
        return this.#filter(node, scope, [])
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
        return (
          this.#textMatch(node, scope) ?? this.#membership(node, scope) ?? this.#rewriteParts(node, scope)
        )
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

  /** @param outer conditions of the filters around this one, as in `*[…][outer]` */
  #filter(node: FilterNode, scope: Scope, outer: readonly ExprNode[]): FilterNode {
    const isWholeDocument = yieldsWholeDocuments(node.base)
    const expr = this.rewrite(node.expr, { isWholeDocument, isScopeHidden: false })
    const conditions = [...outer, node.expr]
    const inner = unwrapped(node.base)
    // A list that was to be evaluated once. It is better to look a few documents of it up each time.
    const source = inner instanceof SharedValue ? unwrapped(inner.source) : inner
    if (
      source.type === 'Filter' &&
      (source === inner || this.#lookup([...conditions, source.expr], scope) !== undefined)
    )
      return { ...node, base: this.#filter(source, scope, conditions), expr }
    const base = source.type === 'Everything' ? this.#narrowed(conditions, scope) : undefined
    return { ...node, base: base ?? this.rewrite(node.base, scope), expr }
  }

  /** What replaces `*` in a filter; undefined when no index is of use. */
  #narrowed(conditions: readonly ExprNode[], scope: Scope): ExprNode | undefined {
    const condition = conditions.reduce((left, right) => ({ type: 'And', left, right }))
    const candidates = candidatesFor(condition, this.#view)
    if (candidates && candidates.length <= fewDocuments) return valueNode(candidates)
    const lookup = this.#lookup(conditions, scope)
    return lookup ? this.#perDocument(lookup, candidates) : candidates && valueNode(candidates)
  }

  #lookup(conditions: readonly ExprNode[], { isScopeHidden }: Scope): OuterLookup | undefined {
    return isScopeHidden ? undefined : outerLookup(conditions, this.#view)
  }

  /** Looks up documents by a string or a number that an expression gives; for another value, gives the fallback. */
  #perDocument(
    { argument, find, isNoneForNull }: OuterLookup,
    fallback: readonly StoredDocument[] | undefined,
  ): ExprNode {
    const isNull: ExprNode = { type: 'Not', base: callNode('global', 'defined', argument) }
    const none: SelectAlternativeNode = {
      type: 'SelectAlternative',
      condition: isNull,
      value: valueNode([]),
    }
    return {
      type: 'Select',
      alternatives: [...this.#byTextOrNumber(argument, find), ...(isNoneForNull ? [none] : [])],
      fallback: fallback ? valueNode(fallback) : { type: 'Everything' },
    }
  }

  /** Two alternatives: what `find` gives for the value of an expression if it is a string, or a number. */
  #byTextOrNumber(value: ExprNode, find: (value: string | number) => unknown): SelectAlternativeNode[] {
    const text = callNode('global', 'string', value)
    return [
      {
        type: 'SelectAlternative',
        condition: equalsAndDefined(value, text),
        value: this.#reference(find, value),
      },
      {
        type: 'SelectAlternative',
        condition: equalsAndDefined(value, { type: 'OpCall', op: '*', left: value, right: valueNode(1) }),
        value: this.#reference((digits) => find(Number(digits)), text),
      },
    ]
  }

  /**
   * `left in list` for a long list that is evaluated once: strings and numbers are looked up in a set. What other items
   * can be equal to something (null, booleans and dates) is left to groq-js.
   */
  #membership({ op, left, right }: OpCallNode, scope: Scope): ExprNode | undefined {
    const list = unwrapped(right)
    if (op !== 'in' || !(list instanceof SharedValue)) return undefined
    const items = list.value
    if (!Array.isArray(items) || items.length <= fewDocuments) return undefined
    const set = new Set<unknown>(items)
    const others = [...set].filter(
      (item) => typeof item !== 'string' && typeof item !== 'number' && !isPlain(item),
    )
    const item: ExprNode = { type: 'This' }
    const found: ExprNode = {
      type: 'Select',
      alternatives: this.#byTextOrNumber(item, (value) => set.has(value)),
      fallback: { type: 'OpCall', op: 'in', left: item, right: valueNode(others) },
    }
    // The left side becomes the value in scope, so that it is evaluated once.
    const base: ExprNode = {
      type: 'Array',
      elements: [{ type: 'ArrayElement', value: this.rewrite(left, scope), isSplat: false }],
    }
    return { type: 'AccessElement', base: { type: 'Map', base, expr: found }, index: 0 }
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

const equalsAndDefined = (left: ExprNode, right: ExprNode): ExprNode => ({
  type: 'And',
  left: callNode('global', 'defined', left),
  right: { type: 'OpCall', op: '==', left, right },
})

/** A list or an object of documents: in GROQ it is equal to nothing. */
const isPlain = (value: unknown): boolean =>
  Array.isArray(value) || (isRecord(value) && !(value instanceof DateTime))

/** Whatever in a syntax tree is neither a part nor a value is an expression; the types do not express that. */
const nodeIn = (value: unknown): ExprNode => value as ExprNode
