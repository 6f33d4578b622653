import type { ExprNode } from 'groq-js'
import { SharedValue } from './shared-values.ts'
import { everyNode } from './tree.ts'

/** Types of expressions whose value depends on nothing but the value in scope (`@`). */
const scopeTypes = new Set(
  [
    'AccessAttribute AccessElement And Array ArrayCoerce ArrayElement Filter FlatMap FuncCall Group InRange Map Neg',
    'Not Object ObjectAttributeValue ObjectConditionalSplat ObjectSplat OpCall Or Pos Projection Select',
    'SelectAlternative Slice This Value',
  ].flatMap((line) => line.split(' ')),
)

/** Functions that depend on nothing but their arguments. */
const pureFunctions = [
  'global::coalesce global::count global::defined global::length global::lower global::upper global::string',
  'global::round global::path array::join array::compact array::unique array::intersects pt::text',
  'string::lower string::upper string::split string::startsWith math::min math::max math::sum math::avg',
].flatMap((line) => line.split(' '))

const constantFunctions: ReadonlySet<string> = new Set(pureFunctions)
/** The pure functions, and those that also depend on the value in scope. */
const scopeFunctions: ReadonlySet<string> = new Set([
  ...pureFunctions,
  'global::references',
  'sanity::versionOf',
  'sanity::partOfRelease',
])

/** True for an expression that depends on nothing but the document in scope: no `*`, `->`, `^` or clock. */
export const dependsOnlyOnDocument = (tree: unknown): boolean =>
  everyNode(tree, (node) => {
    const { type, namespace, name } = node
    return (
      typeof type === 'string' &&
      scopeTypes.has(type) &&
      !(node instanceof SharedValue) &&
      (type !== 'FuncCall' || scopeFunctions.has(`${namespace}::${name}`))
    )
  })

/** True for an expression whose values can be keys of an index. The value of `path()` is a pattern, not a key. */
export const isIndexable = (node: ExprNode): boolean =>
  dependsOnlyOnDocument(node) && !isConstant(node) && everyNode(node, ({ name }) => name !== 'path')

/** True for an expression that has the same value in any scope. */
export function isConstant(node: ExprNode): boolean {
  switch (node.type) {
    case 'Value':
      return true
    case 'Group':
    case 'Neg':
    case 'Pos':
      return isConstant(node.base)
    case 'OpCall':
      return isConstant(node.left) && isConstant(node.right)
    case 'Array':
      return node.elements.every(({ value }) => isConstant(value))
    case 'FuncCall':
      return node.args.every(isConstant) && constantFunctions.has(`${node.namespace}::${node.name}`)
    default:
      return false
  }
}

/**
 * Rewrites an expression inside a filter that depends only on the scope outside (`^`) to the same one seen from there.
 * Undefined for any other expression.
 * @example `^._id` → `@._id`; `^.^.part._ref` → `^.part._ref`; `"drafts." + ^._id` → `"drafts." + @._id`
 */
export function seenFromOutside(node: ExprNode): ExprNode | undefined {
  return isConstant(node) ? undefined : outside(node)
}

function outside(node: ExprNode): ExprNode | undefined {
  switch (node.type) {
    case 'Value':
      return node
    case 'Parent':
      return node.n === 1 ? { type: 'This' } : { type: 'Parent', n: node.n - 1 }
    case 'Group':
      return outside(node.base)
    case 'AccessAttribute':
    case 'AccessElement':
    case 'ArrayCoerce':
    case 'Deref': {
      const base = node.base && outside(node.base)
      return base && { ...node, base }
    }
    case 'Map':
    case 'FlatMap': {
      const base = outside(node.base)
      return base && dependsOnlyOnDocument(node.expr) ? { ...node, base } : undefined
    }
    case 'OpCall': {
      const left = outside(node.left)
      const right = left && outside(node.right)
      return right && { ...node, left, right }
    }
    case 'FuncCall': {
      const args = node.args.map(outside)
      return constantFunctions.has(`${node.namespace}::${node.name}`) &&
        args.every((each) => each !== undefined)
        ? { ...node, args }
        : undefined
    }
    default:
      return undefined
  }
}

/** True for an expression whose value is an array of whole documents as they are in the dataset. */
export function yieldsWholeDocuments(node: ExprNode): boolean {
  switch (node.type) {
    case 'Everything':
      return true
    case 'Filter':
    case 'Group':
    case 'Slice':
    case 'ArrayCoerce':
      return yieldsWholeDocuments(node.base)
    case 'PipeFuncCall':
      return yieldsWholeDocuments(node.base)
    default:
      return false
  }
}
