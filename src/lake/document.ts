import { limitProblem } from './document-limits.ts'

/** A document as the lake stores it. It is never changed in place: each revision is a new object. */
export type StoredDocument = {
  readonly _id: string
  readonly _type: string
  readonly _rev: string
  readonly _createdAt: string
  readonly _updatedAt: string
  readonly [field: string]: unknown
}

/** A whole document as a client sends it; the lake adds the missing fields of StoredDocument. */
export type DocumentInput = {
  readonly _type: string
  readonly _id?: string | undefined
  readonly [field: string]: unknown
}

export type Lookup = (id: string) => StoredDocument | undefined

/** @example publishedId('drafts.forum') → 'forum'; publishedId('versions.r1.forum') → 'forum' */
export function publishedId(id: string): string {
  if (id.startsWith('drafts.')) return id.slice('drafts.'.length)
  if (id.startsWith('versions.')) return id.split('.').slice(2).join('.')
  return id
}

/** The content release of a version. @example contentReleaseOf('versions.r1.forum') → 'r1'; contentReleaseOf('drafts.forum') → undefined */
export function contentReleaseOf(id: string): string | undefined {
  return id.startsWith('versions.') ? id.split('.')[1] : undefined
}

export const isDraft = (id: string): boolean => id.startsWith('drafts.')
export const isPublished = (id: string): boolean => !isDraft(id) && !id.startsWith('versions.')
export const draftId = (id: string): string => `drafts.${publishedId(id)}`

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/
const attributePattern = /^[A-Za-z0-9$_-]+$/
// Both match the pattern, but libraries that read documents as plain objects fail on them.
const unsafeAttributes = new Set(['__proto__', 'hasOwnProperty'])

/** Why a document cannot be stored, in words; undefined for a valid document. */
export function documentProblem(document: StoredDocument): string | undefined {
  if (!idPattern.test(document._id)) return `Malformed document ID: "${document._id}"`
  // The limits first, since the other check would go down any depth.
  return limitProblem(document) ?? valueProblem(document)
}

function valueProblem(value: unknown): string | undefined {
  if (Array.isArray(value)) return firstProblem(value)
  if (!isRecord(value)) return undefined
  const name = Object.keys(value).find((key) => unsafeAttributes.has(key) || !attributePattern.test(key))
  return name === undefined ? firstProblem(Object.values(value)) : `Invalid attribute name "${name}"`
}

function firstProblem(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const problem = valueProblem(value)
    if (problem !== undefined) return problem
  }
  return undefined
}
