import { type ExprNode, evaluateSync } from 'groq-js'
import { isRecord, type StoredDocument } from '../document.ts'
import { dependsOnlyOnDocument } from './expressions.ts'
import { visit } from './tree.ts'

/**
 * The condition of a query `*[condition]` if it is cheap: if evaluating it takes time proportional to the size of the
 * document. These are comparisons of fields with constants, and combinations of them. Expressions that go through
 * lists inside lists are not cheap, and neither is `match`, whose patterns may take very long.
 * @returns undefined for any other query
 */
export function cheapFilter(tree: ExprNode): ExprNode | undefined {
  switch (tree.type) {
    // What a query projects does not matter: a listener's query only selects documents.
    case 'Map':
    case 'FlatMap':
    case 'PipeFuncCall':
    case 'Projection':
    case 'Slice':
    case 'AccessElement':
    case 'Group':
      return cheapFilter(tree.base)
    case 'Everything':
    case 'Object':
      return { type: 'Value', value: true }
    default:
  }
  if (tree.type !== 'Filter' || tree.base.type !== 'Everything') return undefined
  // The main thread evaluates this condition; a deep one could overflow its stack.
  let nodes = 0
  visit(tree, () => {
    nodes += 1
  })
  return nodes <= maxNodes && dependsOnlyOnDocument(tree.expr) && isCheap(tree.expr) ? tree.expr : undefined
}

/** Whether the condition of a listener's query is true for a document. */
export const holds = (condition: ExprNode, document: StoredDocument): boolean =>
  evaluateSync(condition, { root: document }).data === true

const maxNodes = 500
const cheapTypes = new Set([
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
const cheapFunctions = new Set(['defined', 'references', 'versionOf', 'partOfRelease', 'lower', 'upper'])

function isCheap(node: unknown): boolean {
  if (!isRecord(node)) return true
  if (Array.isArray(node.args) && !node.args.every(isCheap)) return false
  if (node.type === 'Value') return true
  if (typeof node.type !== 'string' || !cheapTypes.has(node.type)) return false
  if (node.type === 'FuncCall')
    return node.name === 'path'
      ? isShortPath(node.args)
      : typeof node.name === 'string' && cheapFunctions.has(node.name)
  return node.op !== 'match' && Object.values(node).every(isCheap)
}

/** A path with many wildcards becomes a regular expression that may take very long. */
function isShortPath(args: unknown): boolean {
  const [only] = Array.isArray(args) ? args : []
  return isRecord(only) && typeof only.value === 'string' && (only.value.match(/\*+/g) ?? []).length <= 2
}
