import { type ExprNode, evaluateSync } from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { isOwn } from './expressions.ts'
import { visit } from './syntax.ts'

/**
 * The condition of a query `*[condition]` that can be tried on a document in time proportional to its size:
 * comparisons of its fields with constants, and combinations of them. Nothing that goes through lists within lists,
 * and no `match`, whose patterns may take for ever.
 */
export function simpleFilter(tree: ExprNode): ExprNode | undefined {
  switch (tree.type) {
    // What a query makes of the documents that it selects does not matter to who hears of them.
    case 'Map':
    case 'FlatMap':
    case 'PipeFuncCall':
    case 'Projection':
    case 'Slice':
    case 'AccessElement':
    case 'Group':
      return simpleFilter(tree.base)
    case 'Everything':
    case 'Object':
      return { type: 'Value', value: true }
    default:
  }
  if (tree.type !== 'Filter' || tree.base.type !== 'Everything') return undefined
  // The lake's own thread has a smaller stack than a worker.
  let nodes = 0
  visit(tree, () => {
    nodes += 1
  })
  return nodes <= maxNodes && isOwn(tree.expr) && isSimple(tree.expr) ? tree.expr : undefined
}

/** Whether a listener's condition holds for a document. */
export const holds = (condition: ExprNode, document: StoredDocument): boolean =>
  evaluateSync(condition, { root: document }).data === true

const maxNodes = 500
const simpleTypes = new Set([
  'AccessAttribute',
  'And',
  'FuncCall',
  'Group',
  'InRange',
  'Not',
  'OpCall',
  'Or',
  'This',
])
const simpleFunctions = new Set(['defined', 'references', 'versionOf', 'partOfRelease', 'lower', 'upper'])

function isSimple(node: unknown): boolean {
  if (!isRecord(node)) return true
  if (Array.isArray(node.args) && !node.args.every(isSimple)) return false
  if (node.type === 'Value') return true
  if (typeof node.type !== 'string' || !simpleTypes.has(node.type)) return false
  if (node.type === 'FuncCall')
    return node.name === 'path'
      ? isShortPath(node.args)
      : typeof node.name === 'string' && simpleFunctions.has(node.name)
  return node.op !== 'match' && Object.values(node).every(isSimple)
}

/** With many stars, a path becomes a pattern that may take for ever. */
function isShortPath(args: unknown): boolean {
  const [only] = Array.isArray(args) ? args : []
  return isRecord(only) && typeof only.value === 'string' && (only.value.match(/\*+/g) ?? []).length <= 2
}
