import { randomUUID } from 'node:crypto'
import type { ExprNode } from 'groq-js'
import type { StoredDocument } from '../document.ts'
import { documentsWith, isNeverNull, union } from './candidates.ts'
import { isIndexable, seenFromOutside } from './expressions.ts'
import type { PerspectiveView, Scalar } from './perspective-view.ts'
import { callNode, everyNode, unwrapped, valueNode } from './tree.ts'

type Documents = readonly StoredDocument[]

/** An index lookup for a filter inside another list, such as `*[_type == "post" && references(^._id)]`. */
export type OuterLookup = {
  /** What is looked up: an expression in the scope outside of the filter. */
  readonly argument: ExprNode
  /** The documents for which the filter may hold, where the argument is a string or a number. */
  readonly find: (argument: string | number) => Documents
  /** There is no such document where the argument is null. */
  readonly isNoneForNull: boolean
}

/** The lookup for one of several conditions that must all hold; undefined where no index is of use. */
export function outerLookup(conditions: readonly ExprNode[], view: PerspectiveView): OuterLookup | undefined {
  for (const condition of conditions.flatMap(conjuncts)) {
    const lookup = lookupFor(condition, view)
    if (lookup) return lookup
  }
  return undefined
}

const conjuncts = (node: ExprNode): readonly ExprNode[] => {
  const condition = unwrapped(node)
  return condition.type === 'And' ? [condition.left, condition.right].flatMap(conjuncts) : [condition]
}

function lookupFor(node: ExprNode, view: PerspectiveView): OuterLookup | undefined {
  if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'references') {
    const [only, ...others] = node.args
    const argument = only && others.length === 0 ? seenFromOutside(only) : undefined
    const find = (id: string | number) => (typeof id === 'string' ? view.referringTo(id) : [])
    return argument && { argument, find, isNoneForNull: true }
  }
  if (node.type !== 'OpCall') return undefined
  const { op, left, right } = node
  if (op === '==') return equalOutside(left, right, view) ?? equalOutside(right, left, view)
  if (op !== 'in') return undefined
  if (isIndexable(left)) return inOutside(left, right, view)
  const argument = isIndexable(right) ? seenFromOutside(left) : undefined
  const find = (value: Scalar) => view.index(right, true)?.containing(value) ?? []
  return argument && { argument, find, isNoneForNull: false }
}

function equalOutside(
  expression: ExprNode,
  outside: ExprNode,
  view: PerspectiveView,
): OuterLookup | undefined {
  const argument = isIndexable(expression) ? seenFromOutside(outside) : undefined
  const find = (value: Scalar) => found(expression, value, view)
  return argument && { argument, find, isNoneForNull: isNeverNull(expression) }
}

/**
 * The lookup for an expression that is in a list from outside, as in `_id in ^.parts[]._ref`. The list becomes one text.
 * That of a list with other than scalar values is null; then nothing is looked up.
 */
function inOutside(expression: ExprNode, list: ExprNode, view: PerspectiveView): OuterLookup | undefined {
  const outside = seenFromOutside(list)
  // A path is no list, but an id can be in it.
  if (!outside || !everyNode(outside, ({ name }) => name !== 'path')) return undefined
  // A null in the list is equal to nothing that is never null. Where there is no list, nothing is in it.
  const items = isNeverNull(expression) ? callNode('array', 'compact', outside) : outside
  const present = callNode('global', 'coalesce', items, valueNode([]))
  return {
    argument: callNode('array', 'join', present, valueNode(separator)),
    find: (joined) =>
      union(
        [...new Set(String(joined).split(separator).flatMap(scalarsFrom))].map((value) =>
          found(expression, value, view),
        ),
      ),
    isNoneForNull: false,
  }
}

/** No text in a document contains it. */
const separator = `\u0000${randomUUID()}`

/** The values that become a text as they are joined with others. */
const scalarsFrom = (text: string): readonly Scalar[] => [
  text,
  ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
  ...(text !== '' && String(Number(text)) === text ? [Number(text)] : []),
]

const found = (expression: ExprNode, value: Scalar, view: PerspectiveView): Documents =>
  isNeverNull(expression)
    ? (documentsWith(expression, value, view) ?? [])
    : (view.index(expression, true)?.equalTo(value) ?? [])
