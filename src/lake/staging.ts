import { randomUUID } from 'node:crypto'
import { extractWithPath, Mutation as Mutator } from '@sanity/mutator'
import {
  type DocumentInput,
  documentProblem,
  isRecord,
  type Lookup,
  type StoredDocument,
} from './document.ts'
import { Refusal } from './errors.ts'
import type { Mutation, PatchOperations } from './mutations.ts'

/** What a transaction did to one document; both undefined when it made and removed it again. */
export type Change = {
  readonly id: string
  readonly before: StoredDocument | undefined
  readonly after: StoredDocument | undefined
}

export type Result = { readonly id: string; readonly operation: 'create' | 'update' | 'delete' | 'none' }

type Stamp = { readonly revision: string; readonly timestamp: string; readonly generateKeys: boolean }

/** A transaction in the making: mutations apply to copies over the lake's documents, and nothing is stored. */
export class Staging {
  readonly #lookup: Lookup
  readonly #stamp: Stamp
  readonly #touched = new Map<string, StoredDocument | undefined>()
  readonly mutations: Mutation[] = []

  constructor(lookup: Lookup, stamp: Stamp) {
    this.#lookup = lookup
    this.#stamp = stamp
  }

  /** The document as the transaction would leave it so far. */
  get(id: string): StoredDocument | undefined {
    return this.#touched.has(id) ? this.#touched.get(id) : this.#lookup(id)
  }

  /** One change for each touched document, in the order in which they were first touched. */
  changes(): readonly Change[] {
    return [...this.#touched]
      .map(([id, after]) => ({ id, before: this.#lookup(id), after }))
      .filter(({ before, after }) => before !== undefined || after !== undefined)
  }

  /** @throws {Refusal} when the mutation cannot be done; the transaction is then to be dropped */
  apply(mutation: Mutation): Result {
    if ('create' in mutation) return this.#create(withId(mutation.create), 'fail')
    if ('createIfNotExists' in mutation) return this.#create(withId(mutation.createIfNotExists), 'ignore')
    if ('createOrReplace' in mutation) return this.#create(withId(mutation.createOrReplace), 'replace')
    if ('delete' in mutation) return this.#delete(mutation.delete.id)
    const { id, ...operations } = mutation.patch
    return this.#patch(id, operations)
  }

  #create(input: DocumentInput & { readonly _id: string }, ifExists: 'fail' | 'ignore' | 'replace'): Result {
    const id = input._id
    const existing = this.get(id)
    if (existing !== undefined && ifExists === 'fail') throw alreadyExists(id)
    if (existing !== undefined && ifExists === 'ignore') return { id, operation: 'none' }
    const { revision, timestamp } = this.#stamp
    const own = { _rev: revision, _createdAt: time(input._createdAt) ?? timestamp }
    // As hosted: a client may say when a document was last changed only as it creates it (imports do).
    const updated = existing === undefined ? time(input._updatedAt) : undefined
    this.#put({ ...input, ...own, _updatedAt: updated ?? timestamp })
    this.mutations.push(ifExists === 'replace' ? { createOrReplace: input } : { create: input })
    return { id, operation: existing === undefined ? 'create' : 'update' }
  }

  #delete(id: string): Result {
    if (this.get(id) === undefined) return { id, operation: 'none' }
    this.#touched.set(id, undefined)
    this.mutations.push({ delete: { id } })
    return { id, operation: 'delete' }
  }

  #patch(id: string, { ifRevisionID, ...operations }: PatchOperations): Result {
    const existing = this.get(id)
    if (existing === undefined) throw notFound(id)
    if (typeof ifRevisionID === 'string') checkRevision(existing, ifRevisionID)
    const patched = patch(existing, operations)
    for (const attribute of ['_id', '_type'])
      if (patched[attribute] !== existing[attribute]) throw immutable(id, attribute)
    const { revision, timestamp } = this.#stamp
    const _createdAt = time(patched._createdAt) ?? existing._createdAt
    this.#put({
      ...patched,
      _id: id,
      _type: existing._type,
      _rev: revision,
      _createdAt,
      _updatedAt: timestamp,
    })
    this.mutations.push({ patch: { id, ...operations } })
    return { id, operation: 'update' }
  }

  #put(document: StoredDocument): void {
    const description = documentProblem(document)
    if (description !== undefined) throw invalid(document._id, description)
    this.#touched.set(document._id, this.#stamp.generateKeys ? withKeys(document) : document)
  }
}

/** @throws {Refusal} when the document has another revision than the one expected */
export function checkRevision(document: StoredDocument, expectedRevisionID: string): void {
  const { _id: id, _rev: currentRevisionID } = document
  if (currentRevisionID === expectedRevisionID) return
  const description = `Document "${id}" has unexpected revision ID ("${currentRevisionID}"), expected "${expectedRevisionID}"`
  throw new Refusal(409, {
    type: 'documentRevisionIDDoesNotMatchError',
    description,
    id,
    currentRevisionID,
    expectedRevisionID,
  })
}

export const notFound = (id: string): Refusal =>
  new Refusal(404, {
    type: 'documentNotFoundError',
    description: `The document with the ID "${id}" was not found`,
    id,
  })

export const alreadyExists = (id: string): Refusal =>
  new Refusal(409, {
    type: 'documentAlreadyExistsError',
    description: `Document by ID "${id}" already exists`,
    id,
  })

const immutable = (id: string, attribute: string): Refusal =>
  new Refusal(400, {
    type: 'immutableAttributeError',
    description: `Attribute "${attribute}" cannot be changed`,
    id,
  })

const invalid = (id: string, description: string): Refusal =>
  new Refusal(400, { type: 'invalidDocumentError', description, id })

function withId(input: DocumentInput): DocumentInput & { readonly _id: string } {
  const given = input._id ?? ''
  return { ...input, _id: given === '' || given.endsWith('.') ? given + randomUUID() : given }
}

function patch(
  document: StoredDocument,
  { insert, ...operations }: PatchOperations,
): Readonly<Record<string, unknown>> {
  const id = document._id
  try {
    const changed = mutate(document, { id, ...operations })
    if (insert === undefined) return changed
    // Where nothing matches, the library would insert the items beside a second copy of the whole list.
    if ('replace' in insert && extractWithPath(insert.replace, changed).length === 0) return changed
    return mutate(changed, { id, insert })
  } catch (error) {
    throw invalid(id, error instanceof Error ? error.message : String(error))
  }
}

function mutate(document: StoredDocument, operations: MutatorPatch): StoredDocument {
  // The library's own types ask for one operation a patch, and it takes several.
  return new Mutator({ mutations: [{ patch: operations as never }] }).apply(document) as StoredDocument
}

const isTimestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function time(value: unknown): string | undefined {
  return typeof value === 'string' && isTimestamp.test(value) ? value : undefined
}

/** Gives a `_key` to each object in a list that has none. */
function withKeys<Value>(value: Value): Value
function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withKeys(keyed(item)))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, withKeys(inner)]))
}

const keyed = (item: unknown): unknown =>
  isRecord(item) && typeof item._key !== 'string' ? { _key: randomUUID().slice(0, 12), ...item } : item

type MutatorPatch = { readonly id: string } & PatchOperations
