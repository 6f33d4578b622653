import type { ExprNode } from 'groq-js'
import { isRecord } from '../document.ts'

/** Anything in a syntax tree with a type: an expression, or a part of one such as an attribute. */
export type Node = Readonly<Record<string, unknown>>

/**
 * A syntax tree with some nodes replaced. Unchanged subtrees are shared.
 * @param replace gives undefined for a node that stays; its children are visited then
 */
export function replaceNodes(tree: ExprNode, replace: (node: Node) => unknown): ExprNode {
  // An expression with some expressions replaced is an expression; the types of its parts do not express that.
  return replacePart(tree, replace) as ExprNode
}

function replacePart(part: unknown, replace: (node: Node) => unknown): unknown {
  if (Array.isArray(part)) {
    let copy: unknown[] | undefined
    for (const [place, item] of part.entries()) {
      const newItem = replacePart(item, replace)
      if (newItem === item) continue
      copy ??= [...part]
      copy[place] = newItem
    }
    return copy ?? part
  }
  if (!isRecord(part) || part.type === 'Value') return part
  return replace(part) ?? mapParts(part, (inner) => replacePart(inner, replace))
}

/** A node with its parts transformed; the node itself when none of them changed. */
export function mapParts(node: Node, transform: (part: unknown) => unknown): Node {
  let copy: Record<string, unknown> | undefined
  for (const name in node) {
    const part = node[name]
    const changed = typeof part === 'object' && part !== null ? transform(part) : part
    if (changed === part) continue
    copy ??= { ...node }
    copy[name] = changed
  }
  return copy ?? node
}

/** Visits all nodes of a syntax tree. Not inside the value of a constant, which is data and may look like a node. */
export function visit(part: unknown, visitor: (node: Node) => void): void {
  if (Array.isArray(part)) for (const item of part) visit(item, visitor)
  else if (isRecord(part)) {
    visitor(part)
    if (part.type !== 'Value') for (const name in part) visit(part[name], visitor)
  }
}

/** True when a condition is true for each node of a syntax tree. */
export function everyNode(tree: unknown, condition: (node: Node) => boolean): boolean {
  let all = true
  visit(tree, (node) => {
    all &&= condition(node)
  })
  return all
}

/** True for an attribute, an element and the like: it is no expression, but contains expressions. */
export const isPart = ({ type }: Node): boolean => partTypes.has(type)

const partTypes = new Set<unknown>([
  'ArrayElement',
  'Asc',
  'Desc',
  'ObjectAttributeValue',
  'ObjectConditionalSplat',
  'ObjectSplat',
  'SelectAlternative',
])

export const unwrapped = (node: ExprNode): ExprNode => (node.type === 'Group' ? unwrapped(node.base) : node)

export const valueNode = (value: unknown): ExprNode => ({ type: 'Value', value })

export const callNode = (namespace: 'global' | 'array', name: string, ...args: ExprNode[]): ExprNode => ({
  type: 'FuncCall',
  namespace,
  name,
  args,
})
