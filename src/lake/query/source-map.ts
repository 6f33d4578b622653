import { type EvaluateOptions, type ExprNode, evaluateSync, type ObjectNode, type SelectNode } from 'groq-js'
import { isRecord } from '../document.ts'
import { yieldsWholeDocuments } from './expressions.ts'
import type { NarrowedQuery } from './narrow.ts'
import { valueNode } from './tree.ts'

/** Says of which document and field each value of a result is, in the form of Sanity's Content Source Maps. */
export type SourceMap = {
  readonly documents: readonly { readonly _id: string; readonly _type: string }[]
  /** JSONPaths in documents. */
  readonly paths: readonly string[]
  /** By JSONPath in the result; the numbers are places in the other lists. */
  readonly mappings: Readonly<Record<string, Mapping>>
}

type Mapping = {
  readonly type: 'value'
  readonly source: { readonly type: 'documentValue'; readonly document: number; readonly path: number }
}

/**
 * The source map of a query's result. groq-js does not say where a value is from, so the query is followed once more:
 * its projections, attributes, dereferences, slices and filters here, and whatever is in them by groq-js. What cannot
 * be followed has no mapping.
 * @param withKeys names items of lists by their `_key` where they have one
 * @param result the result as it is sent; if following gives anything else, there is no mapping at all
 */
export function sourceMapOf(query: NarrowedQuery, result: unknown, withKeys: boolean): SourceMap {
  const traced = new Tracer(query.options).trace(query.tree, [])
  const map = new MapWriter(withKeys)
  if (JSON.stringify(traced.value ?? null) === JSON.stringify(result ?? null)) map.write(traced, '$')
  return map
}

type Document = Readonly<Record<string, unknown>> & { readonly _id: string; readonly _type: string }
type Segment = string | number | { readonly key: string; readonly index: number }
type Source = { readonly document: Document; readonly path: readonly Segment[] }
/** A value; its source, if it is of a document as it is there; or else the parts that it was made of. */
type Traced = {
  readonly value: unknown
  readonly source?: Source | undefined
  readonly parts?: ReadonlyMap<string | number, Traced>
}
/** The value in scope, as groq-js has it: what is in a hidden scope does not have it as its parent. */
type Scope = { readonly traced: Traced; readonly isHidden: boolean }

const nothing: Traced = { value: null }

class Tracer {
  readonly #options: EvaluateOptions

  constructor(options: EvaluateOptions) {
    this.#options = options
  }

  trace(node: ExprNode, scopes: readonly Scope[]): Traced {
    if (yieldsWholeDocuments(node)) return this.#opaque(node, scopes)
    switch (node.type) {
      case 'Group':
        return this.trace(node.base, scopes)
      case 'This':
        return scopes.at(-1)?.traced ?? nothing
      case 'Parent':
        return parentIn(scopes, node.n)
      case 'AccessAttribute':
        return part(this.trace(node.base ?? { type: 'This' }, scopes), node.name)
      case 'Projection': {
        const base = this.trace(node.base, scopes)
        return isRecord(base.value) ? this.trace(node.expr, inScope(scopes, base, false)) : nothing
      }
      case 'Object':
        return this.#object(node, scopes)
      case 'Select':
        return this.#selected(node, scopes)
      case 'FuncCall':
        return node.name === 'coalesce' ? this.#coalesced(node.args, scopes) : this.#opaque(node, scopes)
      default:
        return 'base' in node && node.base && listTypes.has(node.type)
          ? this.#fromList(node, this.trace(node.base, scopes), scopes)
          : this.#opaque(node, scopes)
    }
  }

  #fromList(node: ExprNode, list: Traced, scopes: readonly Scope[]): Traced {
    if (!Array.isArray(list.value)) return nothing
    const items = list.value.map((_, place) => part(list, place))
    switch (node.type) {
      case 'AccessElement':
        return items.at(node.index) ?? nothing
      case 'ArrayCoerce':
        return list
      case 'Slice': {
        const places = evaluateSync({ ...node, base: valueNode([...items.keys()]) }).data
        return listOf((Array.isArray(places) ? places : []).map((place) => items[Number(place)] ?? nothing))
      }
      case 'Filter':
        return this.#filtered(node, items, scopes)
      case 'Map':
      case 'FlatMap':
        return this.#mapped(node, items, scopes)
      default:
        return this.#ordered(node, items, scopes)
    }
  }

  /** Evaluated by groq-js. The result may be whole documents, which are known by what they are. */
  #opaque(node: ExprNode, scopes: readonly Scope[]): Traced {
    let wrapped = node
    for (const { traced, isHidden } of [...scopes].reverse()) {
      const value = valueNode(traced.value)
      // Each item is its own list, so that the item itself may be a list.
      const list = valueNode([traced.value])
      wrapped =
        !isHidden && isRecord(traced.value)
          ? { type: 'Projection', base: value, expr: wrapped }
          : { type: 'AccessElement', base: { type: 'Map', base: list, expr: wrapped }, index: 0 }
    }
    return this.#known(evaluateSync(wrapped, this.#options).data)
  }

  #known(value: unknown): Traced {
    if (Array.isArray(value))
      return { value, parts: new Map(value.map((item, place) => [place, this.#known(item)])) }
    return isDocument(value) && this.#options.dereference?.({ _ref: value._id }) === value
      ? { value, source: { document: value, path: [] } }
      : { value }
  }

  #filtered(
    node: Extract<ExprNode, { type: 'Filter' }>,
    items: readonly Traced[],
    scopes: readonly Scope[],
  ): Traced {
    if (items.every(({ source }) => source?.path.length === 0))
      return this.#opaque({ ...node, base: valueNode(items.map(({ value }) => value)) }, scopes)
    return listOf(
      items.filter((item) => {
        const kept = this.#opaque({ ...node, base: valueNode([item.value]) }, scopes).value
        return Array.isArray(kept) && kept.length === 1
      }),
    )
  }

  #mapped(
    node: Extract<ExprNode, { type: 'Map' | 'FlatMap' }>,
    items: readonly Traced[],
    scopes: readonly Scope[],
  ): Traced {
    const results = items.map((item) => this.trace(node.expr, inScope(scopes, item, true)))
    if (node.type === 'Map') return listOf(results)
    return listOf(
      results.flatMap((result) =>
        Array.isArray(result.value) ? result.value.map((_, place) => part(result, place)) : [result],
      ),
    )
  }

  #object({ attributes }: ObjectNode, scopes: readonly Scope[]): Traced {
    const parts = new Map<string, Traced>()
    const splat = (node: ExprNode) => {
      const value = this.trace(node, scopes)
      if (isRecord(value.value))
        for (const name of Object.keys(value.value)) parts.set(name, part(value, name))
    }
    for (const attribute of attributes) {
      if (attribute.type === 'ObjectAttributeValue')
        parts.set(attribute.name, this.trace(attribute.value, scopes))
      else if (attribute.type === 'ObjectSplat') splat(attribute.value)
      else {
        const condition = this.#opaque(attribute.condition, scopes).value
        if (condition === true) splat(attribute.value)
      }
    }
    return { value: Object.fromEntries([...parts].map(([name, { value }]) => [name, value])), parts }
  }

  #coalesced(args: readonly ExprNode[], scopes: readonly Scope[]): Traced {
    for (const argument of args) {
      const traced = this.trace(argument, scopes)
      if (traced.value !== null && traced.value !== undefined) return traced
    }
    return nothing
  }

  #selected({ alternatives, fallback }: SelectNode, scopes: readonly Scope[]): Traced {
    const chosen = alternatives.find(({ condition }) => this.#opaque(condition, scopes).value === true)
    const value = chosen?.value ?? fallback
    return value ? this.trace(value, scopes) : nothing
  }

  /** `| order()` of a list that was made by the query: its items are known by what they are. */
  #ordered(node: ExprNode, items: readonly Traced[], scopes: readonly Scope[]): Traced {
    if (node.type !== 'PipeFuncCall' || node.name !== 'order') return this.#opaque(node, scopes)
    const byValue = new Map(items.map((item) => [item.value, item]))
    const { value } = this.#opaque({ ...node, base: valueNode(items.map((item) => item.value)) }, scopes)
    if (!Array.isArray(value)) return nothing
    // Texts and numbers may occur several times, from different sources.
    return listOf(value.map((item) => (isRecord(item) && byValue.get(item)) || { value: item }))
  }
}

/** Expressions whose base is a list. */
const listTypes: ReadonlySet<string> = new Set([
  'AccessElement',
  'ArrayCoerce',
  'Filter',
  'FlatMap',
  'Map',
  'PipeFuncCall',
  'Slice',
])

const inScope = (scopes: readonly Scope[], traced: Traced, isHidden: boolean): readonly Scope[] => [
  ...scopes,
  { traced, isHidden },
]

function parentIn(scopes: readonly Scope[], levels: number): Traced {
  let place = scopes.length - 1
  for (let level = 0; level < levels; level += 1) {
    place -= 1
    while (scopes[place]?.isHidden) place -= 1
  }
  return scopes[place]?.traced ?? nothing
}

const listOf = (items: readonly Traced[]): Traced => ({
  value: items.map(({ value }) => value),
  parts: new Map(items.entries()),
})

const isDocument = (value: unknown): value is Document =>
  isRecord(value) && typeof value._id === 'string' && typeof value._type === 'string'

/** A field of an object or an item of a list. */
function part(whole: Traced, name: string | number): Traced {
  const known = whole.parts?.get(name)
  if (known) return known
  const { value: from, source } = whole
  const isThere = typeof name === 'number' ? Array.isArray(from) : isRecord(from) && Object.hasOwn(from, name)
  if (!isThere) return nothing
  const value: unknown = Object(from)[name]
  if (source === undefined) return { value: value ?? null }
  const segment = typeof name === 'number' && isKeyed(value) ? { key: value._key, index: name } : name
  return { value: value ?? null, source: { ...source, path: [...source.path, segment] } }
}

const isKeyed = (value: unknown): value is { readonly _key: string } =>
  isRecord(value) && typeof value._key === 'string' && value._key !== ''

class MapWriter implements SourceMap {
  readonly documents: { readonly _id: string; readonly _type: string }[] = []
  readonly paths: string[] = []
  readonly mappings: Record<string, Mapping> = {}
  readonly #withKeys: boolean
  readonly #places = new Map<unknown, number>()

  constructor(withKeys: boolean) {
    this.#withKeys = withKeys
  }

  write(traced: Traced, path: string): void {
    const { value, source } = traced
    if (Array.isArray(value))
      for (const place of value.keys()) this.write(part(traced, place), `${path}[${place}]`)
    else if (isRecord(value))
      for (const name of Object.keys(value)) this.write(part(traced, name), path + nameInPath(name))
    else if (source !== undefined && value !== null && value !== undefined)
      this.mappings[path] = { source: this.#sourceOf(source), type: 'value' }
  }

  #sourceOf({ document, path }: Source): Mapping['source'] {
    const text = `$${path.map((segment) => this.#inPath(segment)).join('')}`
    // In a perspective, a draft is shown under the id of the published document.
    const _id = typeof document._originalId === 'string' ? document._originalId : document._id
    return {
      type: 'documentValue',
      document: this.#placeOf(this.documents, document, { _id, _type: document._type }),
      path: this.#placeOf(this.paths, text, text),
    }
  }

  #inPath(segment: Segment): string {
    if (typeof segment === 'string') return nameInPath(segment)
    if (typeof segment === 'number') return `[${segment}]`
    return this.#withKeys ? `[?(@._key=='${escaped(segment.key)}')]` : `[${segment.index}]`
  }

  #placeOf<Item>(list: Item[], key: unknown, item: Item): number {
    const place = this.#places.get(key) ?? list.push(item) - 1
    this.#places.set(key, place)
    return place
  }

  toJSON(): SourceMap {
    return { documents: this.documents, paths: this.paths, mappings: this.mappings }
  }
}

const nameInPath = (name: string): string => `['${escaped(name)}']`

const escapes: Readonly<Record<string, string>> = {
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  "'": "'",
  '\\': '\\',
}

const escaped = (text: string): string =>
  text.replace(/[\f\n\r\t'\\]/g, (character) => `\\${escapes[character]}`)
