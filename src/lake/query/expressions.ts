import type { ExprNode } from 'groq-js'
import { everyNode } from './syntax.ts'

/** Expressions whose value follows from the value that they are asked of, and from nothing else. */
const ownTypes = new Set(
  [
    'AccessAttribute AccessElement And Array ArrayCoerce ArrayElement Filter FlatMap FuncCall Group InRange Map Neg',
    'Not Object ObjectAttributeValue ObjectConditionalSplat ObjectSplat OpCall Or Pos Projection Select',
    'SelectAlternative Slice This Value',
  ].flatMap((line) => line.split(' ')),
)

/** Functions of their arguments alone. */
const pureFunctions = [
  'global::coalesce global::count global::defined global::length global::lower global::upper global::string',
  'global::round global::path array::join array::compact array::unique array::intersects pt::text',
  'string::lower string::upper string::split string::startsWith math::min math::max math::sum math::avg',
].flatMap((line) => line.split(' '))

const constantFunctions: ReadonlySet<string> = new Set(pureFunctions)
/** These look at the document that they are asked of, too. */
const ownFunctions: ReadonlySet<string> = new Set([
  ...pureFunctions,
  'global::references',
  'sanity::versionOf',
  'sanity::partOfRelease',
])

/** True for an expression that looks at nothing but the document it is asked of: no `*`, `->`, `^` or clock. */
export const isOwn = (node: unknown): boolean =>
  everyNode(
    node,
    ({ type, namespace, name }) =>
      typeof type === 'string' &&
      ownTypes.has(type) &&
      (type !== 'FuncCall' || ownFunctions.has(`${namespace}::${name}`)),
  )

/** True for an expression by whose values documents can be told apart: a pattern for ids is no such value. */
export const isIndexable = (node: ExprNode): boolean =>
  isOwn(node) && !isConstant(node) && everyNode(node, ({ name }) => name !== 'path')

/** True for an expression that has the same value everywhere. */
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
 * An expression inside a filter that leads out of it, as it reads from outside; undefined for any other.
 * @example `^._id` → `@._id`; `^.^.part._ref` → `^.part._ref`
 */
export function fromOutside(node: ExprNode): ExprNode | undefined {
  switch (node.type) {
    case 'Parent':
      return node.n === 1 ? { type: 'This' } : { type: 'Parent', n: node.n - 1 }
    case 'Group':
      return fromOutside(node.base)
    case 'AccessAttribute': {
      const base = node.base && fromOutside(node.base)
      return base && { ...node, base }
    }
    default:
      return undefined
  }
}

/** The elements of an array of whole documents, each as the dataset has it, are what this gives. */
export function areDocuments(node: ExprNode): boolean {
  switch (node.type) {
    case 'Everything':
      return true
    case 'Filter':
    case 'Group':
    case 'Slice':
    case 'ArrayCoerce':
      return areDocuments(node.base)
    case 'PipeFuncCall':
      return areDocuments(node.base)
    default:
      return false
  }
}
