/**
 * The limits of one document as the hosted Content Lake documents them (Technical limits, free and growth plan), so that
 * what is accepted here can move there.
 */
const maxBytes = 32_000_000
const maxAttributes = 1000
const maxAttributeDepth = 20
/** Levels of lists and objects together; a stack could overflow beyond. */
const maxLevels = 100

/** Why a document is too large, in words; undefined for one within the limits. */
export function limitProblem(document: object): string | undefined {
  const counted: Counted = { attributes: 0, characters: 0, problem: undefined }
  count(document, newPlace(), 0, 0, counted)
  if (counted.problem !== undefined) return counted.problem
  // UTF-8 has at most three bytes for each character of JavaScript; most documents need no exact count.
  if (counted.characters * 3 < maxBytes / 2) return undefined
  const bytes = Buffer.byteLength(JSON.stringify(document))
  return bytes > maxBytes ? `Document size ${bytes} bytes exceeds limit of ${maxBytes}` : undefined
}

type Counted = { attributes: number; characters: number; problem: string | undefined }

/** A path, without the places in lists, and the types of its values. Each type counts as one attribute. */
type Place = { readonly types: Set<string>; readonly names: Map<string, Place>; items: Place | undefined }

const newPlace = (): Place => ({ types: new Set(), names: new Map(), items: undefined })

function count(value: unknown, place: Place, depth: number, levels: number, counted: Counted): void {
  if (counted.problem !== undefined) return
  counted.problem = depthProblem(depth, levels)
  // The document itself is no attribute.
  if (levels > 0) note(typeOf(value), place, counted)
  counted.characters += typeof value === 'string' ? value.length : 8
  if (Array.isArray(value)) {
    place.items ??= newPlace()
    for (const item of value) count(item, place.items, depth, levels + 1, counted)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      counted.characters += name.length
      const existing = place.names.get(name)
      const innerPlace = existing ?? newPlace()
      if (existing === undefined) place.names.set(name, innerPlace)
      count(inner, innerPlace, depth + 1, levels + 1, counted)
    }
  }
}

function depthProblem(depth: number, levels: number): string | undefined {
  if (levels > maxLevels) return `Document is nested more than ${maxLevels} levels deep`
  return depth > maxAttributeDepth
    ? `Attributes are nested more than ${maxAttributeDepth} levels deep`
    : undefined
}

function note(type: string, place: Place, counted: Counted): void {
  if (place.types.has(type)) return
  place.types.add(type)
  counted.attributes += 1
  if (counted.attributes > maxAttributes)
    counted.problem = `Total attribute/datatype count exceeds limit of ${maxAttributes}`
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'float') : typeof value
}
