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
import { withoutWildcards } from './wildcards.ts'

/** What a transaction did to one document. `before` is undefined for a new document, `after` for a deleted one. */
export type DocumentChange = {
  readonly id: string
  readonly before: StoredDocument | undefined
  readonly after: StoredDocument | undefined
}

export type MutationResult = {
  readonly id: string
  readonly operation: 'create' | 'update' | 'delete' | 'none'
}

type Stamp = { readonly revision: string; readonly timestamp: string; readonly generateKeys: boolean }

/** A transaction that is not stored yet: its mutations change copies of the documents. */
export class Staging {
  readonly #lookup: Lookup
  readonly #stamp: Stamp
  readonly #staged = new Map<string, StoredDocument | undefined>()
  readonly mutations: Mutation[] = []

  constructor(lookup: Lookup, stamp: Stamp) {
    this.#lookup = lookup
    this.#stamp = stamp
  }

  /** The document after the mutations so far. */
  get(id: string): StoredDocument | undefined {
    return this.#staged.has(id) ? this.#staged.get(id) : this.#lookup(id)
  }

  /** One change for each changed document, in the order of their first change. */
  changes(): readonly DocumentChange[] {
    return [...this.#staged]
      .map(([id, after]) => ({ id, before: this.#lookup(id), after }))
      .filter(({ before, after }) => before !== undefined || after !== undefined)
  }

  /** @throws {Refusal} when the mutation fails; the caller then has to discard the transaction */
  apply(mutation: Mutation): MutationResult {
    if ('create' in mutation) return this.#create(withId(mutation.create), 'fail')
    if ('createIfNotExists' in mutation) return this.#create(withId(mutation.createIfNotExists), 'ignore')
    if ('createOrReplace' in mutation) return this.#create(withId(mutation.createOrReplace), 'replace')
    if ('delete' in mutation) return this.#delete(mutation.delete.id)
    const { id, ...operations } = mutation.patch
    return this.#patch(id, operations)
  }

  #create(
    input: DocumentInput & { readonly _id: string },
    ifExists: 'fail' | 'ignore' | 'replace',
  ): MutationResult {
    const id = input._id
    const existing = this.get(id)
    if (existing !== undefined && ifExists === 'fail') throw documentAlreadyExists(id)
    if (existing !== undefined && ifExists === 'ignore') return { id, operation: 'none' }
    const { revision, timestamp } = this.#stamp
    const systemFields = { _rev: revision, _createdAt: timestampIn(input._createdAt) ?? timestamp }
    // As in the hosted service: a client may set `_updatedAt` only as it creates a document, as imports do.
    const updated = existing === undefined ? timestampIn(input._updatedAt) : undefined
    this.#put({ ...input, ...systemFields, _updatedAt: updated ?? timestamp })
    this.mutations.push(ifExists === 'replace' ? { createOrReplace: input } : { create: input })
    return { id, operation: existing === undefined ? 'create' : 'update' }
  }

  #delete(id: string): MutationResult {
    if (this.get(id) === undefined) return { id, operation: 'none' }
    this.#staged.set(id, undefined)
    this.mutations.push({ delete: { id } })
    return { id, operation: 'delete' }
  }

  #patch(id: string, { ifRevisionID, ...operations }: PatchOperations): MutationResult {
    const existing = this.get(id)
    if (existing === undefined) throw documentNotFound(id)
    if (typeof ifRevisionID === 'string') checkRevision(existing, ifRevisionID)
    const patched = applyPatch(existing, operations)
    for (const attribute of ['_id', '_type'])
      if (patched[attribute] !== existing[attribute]) throw immutableAttribute(id, attribute)
    const { revision, timestamp } = this.#stamp
    const _createdAt = timestampIn(patched._createdAt) ?? existing._createdAt
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
    if (description !== undefined) throw invalidDocument(document._id, description)
    this.#staged.set(document._id, this.#stamp.generateKeys ? withKeys(document) : document)
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

export const documentNotFound = (id: string): Refusal =>
  new Refusal(404, {
    type: 'documentNotFoundError',
    description: `The document with the ID "${id}" was not found`,
    id,
  })

export const documentAlreadyExists = (id: string): Refusal =>
  new Refusal(409, {
    type: 'documentAlreadyExistsError',
    description: `Document by ID "${id}" already exists`,
    id,
  })

const immutableAttribute = (id: string, attribute: string): Refusal =>
  new Refusal(400, {
    type: 'immutableAttributeError',
    description: `Attribute "${attribute}" cannot be changed`,
    id,
  })

const invalidDocument = (id: string, description: string): Refusal =>
  new Refusal(400, { type: 'invalidDocumentError', description, id })

function withId(input: DocumentInput): DocumentInput & { readonly _id: string } {
  const requested = input._id ?? ''
  return { ...input, _id: requested === '' || requested.endsWith('.') ? requested + randomUUID() : requested }
}

function applyPatch(
  document: StoredDocument,
  operations: PatchOperations,
): Readonly<Record<string, unknown>> {
  try {
    const steps = withoutWildcards(operations)
    if (steps === undefined) return applyOperations(document, operations)
    return steps.reduce((changed, step) => step(changed).reduce(applyOperations, changed), document)
  } catch (error) {
    throw invalidDocument(document._id, error instanceof Error ? error.message : String(error))
  }
}

function applyOperations(
  document: StoredDocument,
  { insert, ...operations }: PatchOperations,
): StoredDocument {
  const id = document._id
  const changed = mutated(document, { id, ...operations })
  if (insert === undefined) return changed
  // If nothing matches, the library would insert the items and a second copy of the whole list.
  if ('replace' in insert && extractWithPath(insert.replace, changed).length === 0) return changed
  return mutated(changed, { id, insert })
}

function mutated(document: StoredDocument, operations: MutatorPatch): StoredDocument {
  // The library's types allow one operation in a patch; the library itself accepts several.
  return new Mutator({ mutations: [{ patch: operations as never }] }).apply(document) as StoredDocument
}

const timestampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function timestampIn(value: unknown): string | undefined {
  return typeof value === 'string' && timestampPattern.test(value) ? value : undefined
}

/** Adds a `_key` to each object in a list that has none. */
function withKeys<Value>(value: Value): Value
function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withKeys(withKey(item)))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, withKeys(inner)]))
}

const withKey = (item: unknown): unknown =>
  isRecord(item) && typeof item._key !== 'string' ? { _key: randomUUID().slice(0, 12), ...item } : item

type MutatorPatch = { readonly id: string } & PatchOperations
