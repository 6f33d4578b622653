import { type ExprNode, type FuncCallNode, Path } from 'groq-js'
import type { StoredDocument } from '../document.ts'
import { isConstant, isIndexable } from './expressions.ts'
import { isScalar, type PerspectiveView, type Scalar, valueFor } from './perspective-view.ts'

type Documents = readonly StoredDocument[]

/** With no more documents than this, a further index is not looked for. */
export const fewDocuments = 8

/**
 * A superset of the documents for which a condition is true, in the order of ids.
 * @returns undefined when no index is of use
 */
export function candidatesFor(condition: ExprNode, view: PerspectiveView): Documents | undefined {
  switch (condition.type) {
    case 'Group':
      return candidatesFor(condition.base, view)
    case 'And':
      return candidatesForBoth(condition.left, condition.right, view)
    case 'Or': {
      const left = candidatesFor(condition.left, view)
      const right = left && candidatesFor(condition.right, view)
      return right && union([left, right])
    }
    case 'OpCall': {
      const { op, left, right } = condition
      if (op === '==') return equal(left, right, view) ?? equal(right, left, view)
      return op === 'in' ? contained(left, right, view) : undefined
    }
    case 'FuncCall':
      return condition.args.every(isConstant) ? candidatesForCall(condition, view) : undefined
    default:
      return undefined
  }
}

/** The documents for which an expression has a value; undefined when there is no index of the expression yet. */
export function documentsWith(
  expression: ExprNode,
  value: Scalar,
  view: PerspectiveView,
): Documents | undefined {
  if (isAttribute(expression, '_id')) {
    const found = typeof value === 'string' ? view.get(value) : undefined
    return found ? [found] : []
  }
  if (isAttribute(expression, '_type')) return typeof value === 'string' ? view.ofType(value) : []
  return view.index(expression)?.equalTo(value)
}

export const isAttribute = (node: ExprNode, name: string): boolean =>
  node.type === 'AccessAttribute' &&
  node.name === name &&
  (node.base === undefined || node.base.type === 'This')

/** The smaller of two supersets. */
function candidatesForBoth(
  leftNode: ExprNode,
  rightNode: ExprNode,
  view: PerspectiveView,
): Documents | undefined {
  const left = candidatesFor(leftNode, view)
  if (left && left.length <= fewDocuments) return left
  const right = candidatesFor(rightNode, view)
  if (left && right) return left.length <= right.length ? left : right
  return left ?? right
}

function candidatesForCall(
  { namespace, name, args }: FuncCallNode,
  view: PerspectiveView,
): Documents | undefined {
  const ids = args.flatMap((argument) => valueFor(argument, null)).filter((id) => typeof id === 'string')
  if (namespace === 'global' && name === 'references') return union(ids.map((id) => view.referringTo(id)))
  if (namespace === 'sanity' && name === 'versionOf' && ids[0] !== undefined) return view.versionsOf(ids[0])
  return undefined
}

function equal(expression: ExprNode, constant: ExprNode, view: PerspectiveView): Documents | undefined {
  if (!isConstant(constant) || !isIndexable(expression)) return undefined
  const value = valueFor(constant, null)
  return isScalar(value) ? documentsWith(expression, value, view) : undefined
}

/** Candidates for `left in right`, with a constant on either side. */
function contained(left: ExprNode, right: ExprNode, view: PerspectiveView): Documents | undefined {
  if (isConstant(right) && isIndexable(left)) return containedInConstant(left, valueFor(right, null), view)
  const value = isConstant(left) && isIndexable(right) ? valueFor(left, null) : undefined
  return isScalar(value) ? view.index(right)?.containing(value) : undefined
}

function containedInConstant(left: ExprNode, list: unknown, view: PerspectiveView): Documents | undefined {
  if (list instanceof Path) return isAttribute(left, '_id') ? view.withPrefix(prefixOf(list)) : undefined
  // Null is equal to what most documents have for most expressions.
  if (!Array.isArray(list) || (list.some(isNull) && !isNeverNull(left))) return undefined
  // Of the others, a list or an object is equal to nothing, and no expression with an index is a date.
  const lists = [...new Set(list)].filter(isScalar).map((value) => documentsWith(left, value, view))
  return lists.every((documents) => documents !== undefined) ? union(lists) : undefined
}

/** True for what every document has. */
export const isNeverNull = (node: ExprNode): boolean => isAttribute(node, '_id') || isAttribute(node, '_type')

/** The prefix of all ids that match a path. @example `drafts.**` → `drafts.` */
const prefixOf = (path: Path): string => path.toJSON().split('*')[0] ?? ''

const isNull = (value: unknown): boolean => value === null || value === undefined

/** The union of lists of documents, in the order of ids. */
export function union(lists: readonly (readonly StoredDocument[])[]): readonly StoredDocument[] {
  const [first = [], ...others] = lists
  // A few lists may be long (documents of a type), so they are merged; many lists are short (single ids).
  if (lists.length <= 4) return others.reduce(unionOfTwo, first)
  const byId = new Map(lists.flatMap((list) => list.map((document) => [document._id, document])))
  return [...byId.values()].sort((a, b) => (a._id < b._id ? -1 : 1))
}

function unionOfTwo(
  left: readonly StoredDocument[],
  right: readonly StoredDocument[],
): readonly StoredDocument[] {
  const documents: StoredDocument[] = []
  let [l, r] = [0, 0]
  while (l < left.length || r < right.length) {
    const [a, b] = [left[l], right[r]]
    const next = b === undefined || (a !== undefined && a._id <= b._id) ? a : b
    if (next === undefined) break
    documents.push(next)
    if (a?._id === next._id) l += 1
    if (b?._id === next._id) r += 1
  }
  return documents
}
