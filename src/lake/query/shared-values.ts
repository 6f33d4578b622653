import type { ExprNode } from 'groq-js'
import { isRecord } from '../document.ts'
import { isPart, mapParts } from './tree.ts'

/**
 * A part of a query that has the same value wherever it is evaluated, such as `*[_type == "post"].author._ref` inside a
 * filter. It is evaluated at most once, when its value is first needed. For groq-js it is a constant.
 */
export class SharedValue {
  readonly type = 'Value'
  readonly source: ExprNode
  readonly #evaluate: () => unknown
  #value: { readonly is: unknown } | undefined

  constructor(source: ExprNode, evaluate: () => unknown) {
    this.source = source
    this.#evaluate = evaluate
  }

  get value(): unknown {
    this.#value ??= { is: this.#evaluate() }
    return this.#value.is
  }
}

/**
 * Replaces the largest parts of a query that are evaluated many times (in the filter or the projection of a list) but
 * always have the same value.
 * @param share makes the value that replaces such a part
 */
export function shareValues(tree: ExprNode, share: (node: ExprNode) => SharedValue): ExprNode {
  const replace = (part: unknown, isRepeated: boolean): unknown => {
    if (Array.isArray(part)) return part.map((item) => replace(item, isRepeated))
    if (!isRecord(part) || part.type === 'Value') return part
    // Whatever is no part of an expression is one itself; the types do not express that.
    if (isRepeated && isShareable(part)) return share(part as unknown as ExprNode)
    // How high a score is depends on the form of the arguments, not only on their values.
    const isScore = part.type === 'PipeFuncCall' && part.name === 'score'
    if (isScore) return { ...part, base: replace(part.base, isRepeated) }
    const inner = partsInNewScope[String(part.type)]
    return mapParts(part, (child) =>
      replace(child, isRepeated || (inner !== undefined && child === part[inner])),
    )
  }
  // The parts of an expression were replaced by expressions.
  return replace(tree, false) as ExprNode
}

/** The part of each kind of expression that is evaluated for each item of a list, with the item in scope. */
const partsInNewScope: Readonly<Record<string, string>> = {
  Filter: 'expr',
  Projection: 'expr',
  Map: 'expr',
  FlatMap: 'expr',
  PipeFuncCall: 'args',
}

/** Evaluating `*` alone costs nothing, and an index may replace it. */
const isShareable = (node: Readonly<Record<string, unknown>>): boolean =>
  !isPart(node) &&
  node.type !== 'Everything' &&
  node.type !== 'Group' &&
  usesDocuments(node) &&
  isClosed(node, outermost)

/** What an expression can refer to inside of the part in question. */
type Scopes = {
  /** How many values `@`, `^`, `^.^` … can refer to. */
  readonly depth: number
  /** groq-js: the scope of a `Map` is not a parent of the scopes in it. */
  readonly isHidden: boolean
}

const outermost: Scopes = { depth: 0, isHidden: false }

const nested = ({ depth, isHidden }: Scopes): Scopes => ({
  depth: isHidden ? depth : depth + 1,
  isHidden: false,
})

function usesDocuments(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(usesDocuments)
  if (!isRecord(part) || part.type === 'Value') return false
  return (
    part.type === 'Everything' ||
    (part.type === 'FuncCall' && part.namespace === 'releases') ||
    Object.values(part).some(usesDocuments)
  )
}

/** True for an expression that refers to nothing outside of itself but documents, constants and the context. */
function isClosed(part: unknown, scopes: Scopes): boolean {
  if (Array.isArray(part)) return part.every((item) => isClosed(item, scopes))
  if (!isRecord(part) || part.type === undefined) return true
  switch (part.type) {
    case 'Value':
    case 'Everything':
      return true
    case 'This':
      return scopes.depth > 0
    case 'Parent':
      return Number(part.n) < scopes.depth
    case 'AccessAttribute':
      return part.base === undefined ? scopes.depth > 0 : isClosed(part.base, scopes)
    case 'Filter':
    case 'Projection':
      return isClosed(part.base, scopes) && isClosed(part.expr, nested(scopes))
    case 'Map':
    case 'FlatMap':
      return isClosed(part.base, scopes) && isClosed(part.expr, { ...nested(scopes), isHidden: true })
    case 'PipeFuncCall':
      return isClosed(part.base, scopes) && isClosed(part.args, nested(scopes))
    case 'FuncCall':
      return isClosedCall(`${part.namespace}::${part.name}`, scopes) && isClosed(part.args, scopes)
    default:
      return (
        plainTypes.has(String(part.type)) && Object.values(part).every((child) => isClosed(child, scopes))
      )
  }
}

function isClosedCall(name: string, { depth }: Scopes): boolean {
  // These look at the value in scope.
  if (['global::references', 'sanity::versionOf', 'sanity::partOfRelease'].includes(name)) return depth > 0
  // groq-js evaluates these only asynchronously.
  return !/^(diff|delta)::/.test(name)
}

/** Kinds of expressions, and of parts of them, whose parts are all evaluated in the same scope. */
const plainTypes: ReadonlySet<string> = new Set(
  [
    'AccessElement And Array ArrayCoerce ArrayElement Asc Deref Desc Group InRange Neg Not Object',
    'ObjectAttributeValue ObjectConditionalSplat ObjectSplat OpCall Or Pos Select SelectAlternative Slice',
  ].flatMap((line) => line.split(' ')),
)
