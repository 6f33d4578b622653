import { z } from 'zod'
import { draftId, isRecord, type Lookup, type StoredDocument } from './document.ts'
import { Refusal } from './errors.ts'
import { identifiedDocumentSchema, type Mutation, operationsSchema } from './mutations.ts'
import { checkRevision, documentAlreadyExists, documentNotFound } from './staging.ts'

const id = z.string().min(1)
const type = <Name extends string>(name: Name) => z.literal(`sanity.action.document.${name}`)
const purge = z.boolean().optional()

const actionSchema = z.union([
  z.object({
    actionType: type('create'),
    publishedId: id,
    attributes: identifiedDocumentSchema,
    ifExists: z.enum(['fail', 'ignore']).default('fail'),
  }),
  z.object({ actionType: type('edit'), draftId: id, publishedId: id, patch: operationsSchema }),
  z.object({
    actionType: type('publish'),
    draftId: id,
    publishedId: id,
    ifDraftRevisionId: id.nullish(),
    ifPublishedRevisionId: id.nullish(),
  }),
  z.object({ actionType: type('unpublish'), draftId: id, publishedId: id }),
  // `purge` is accepted and ignored: the lake keeps the history.
  z.object({ actionType: type('delete'), publishedId: id, includeDrafts: z.array(id).default([]), purge }),
  z.object({ actionType: type('discard'), draftId: id, purge }),
  z.object({ actionType: type('version.discard'), versionId: id, purge }),
  z.object({ actionType: type('replaceDraft'), publishedId: id, attributes: identifiedDocumentSchema }),
  z.object({ actionType: type('version.replace'), document: identifiedDocumentSchema }),
  z.object({ actionType: type('version.create'), publishedId: id, document: identifiedDocumentSchema }),
  z.object({
    actionType: type('version.create'),
    publishedId: id,
    baseId: id,
    versionId: id,
    ifBaseRevisionId: id.nullish(),
  }),
  z.object({ actionType: type('version.unpublish'), versionId: id, publishedId: id }),
])

export const actionsSchema = z.object({
  actions: z.union([z.array(actionSchema), actionSchema.transform((action) => [action])]),
  transactionId: id.nullish(),
  dryRun: z.boolean().optional(),
})

type Action = z.infer<typeof actionSchema>

/**
 * The mutations that an action stands for.
 * @param get the documents after the actions before it
 * @throws {Refusal} when a document that the action needs does not exist, or has another revision than it expects
 */
export function mutationsOf(action: Action, get: Lookup): readonly Mutation[] {
  switch (action.actionType) {
    case 'sanity.action.document.create':
      return create(action, get)
    case 'sanity.action.document.edit':
      return [
        ...copyIfMissing(action.draftId, action.publishedId, get),
        patchOf(action.draftId, action.patch),
      ]
    case 'sanity.action.document.publish':
      return publish(action, get)
    case 'sanity.action.document.unpublish':
      existing(action.publishedId, get)
      return [
        ...copyIfMissing(action.draftId, action.publishedId, get),
        { delete: { id: action.publishedId } },
      ]
    case 'sanity.action.document.delete':
      return remove(action, get)
    case 'sanity.action.document.discard':
      return [{ delete: { id: existing(action.draftId, get)._id } }]
    case 'sanity.action.document.version.discard':
      return [{ delete: { id: existing(action.versionId, get)._id } }]
    case 'sanity.action.document.replaceDraft':
      return [{ createOrReplace: action.attributes }]
    case 'sanity.action.document.version.replace':
      return [{ createOrReplace: action.document }]
    case 'sanity.action.document.version.create':
      return createVersion(action, get)
    case 'sanity.action.document.version.unpublish':
      existing(action.versionId, get)
      return [patchOf(action.versionId, { setIfMissing: { _system: {} }, set: { '_system.delete': true } })]
  }
}

function create(action: ActionOf<'create'>, get: Lookup): readonly Mutation[] {
  const taken = [action.publishedId, action.attributes._id].find((name) => get(name) !== undefined)
  if (taken === undefined) return [{ create: action.attributes }]
  if (action.ifExists === 'fail') throw documentAlreadyExists(taken)
  return []
}

function publish(action: ActionOf<'publish'>, get: Lookup): readonly Mutation[] {
  const draft = existing(action.draftId, get)
  const published = get(action.publishedId)
  if (action.ifDraftRevisionId) checkRevision(draft, action.ifDraftRevisionId)
  if (action.ifPublishedRevisionId)
    checkRevision(existing(action.publishedId, get), action.ifPublishedRevisionId)
  const { _system, ...content } = contentOf(draft)
  const _createdAt = published?._createdAt ?? draft._createdAt
  return [
    {
      createOrReplace: {
        ...withStrongReferences(content),
        _id: action.publishedId,
        _type: draft._type,
        _createdAt,
      },
    },
    { delete: { id: action.draftId } },
  ]
}

function remove(action: ActionOf<'delete'>, get: Lookup): readonly Mutation[] {
  const draft = draftId(action.publishedId)
  if (get(draft) !== undefined && !action.includeDrafts.includes(draft))
    throw new Refusal(409, {
      type: 'documentHasExistingDraftsError',
      description: `Document "${action.publishedId}" cannot be deleted as it has the draft "${draft}"`,
      id: action.publishedId,
    })
  const ids = [action.publishedId, ...action.includeDrafts]
  if (!ids.some((name) => get(name) !== undefined)) throw documentNotFound(action.publishedId)
  return ids.map((name) => ({ delete: { id: name } }))
}

function createVersion(action: ActionOf<'version.create'>, get: Lookup): readonly Mutation[] {
  if ('document' in action) return [{ create: action.document }]
  const base = existing(action.baseId, get)
  if (action.ifBaseRevisionId) checkRevision(base, action.ifBaseRevisionId)
  return [{ create: { ...contentOf(base), _id: action.versionId, _type: base._type } }]
}

function copyIfMissing(copy: string, original: string, get: Lookup): readonly Mutation[] {
  if (get(copy) !== undefined) return []
  const document = existing(original, get)
  return [{ create: { ...contentOf(document), _id: copy, _type: document._type } }]
}

function existing(name: string, get: Lookup): StoredDocument {
  const document = get(name)
  if (document === undefined) throw documentNotFound(name)
  return document
}

/** A document without the fields that belong to one revision of it. */
function contentOf(document: StoredDocument): Readonly<Record<string, unknown>> {
  const { _rev, _updatedAt, ...content } = document
  return content
}

/**
 * Makes references strong that are weak only because their target was not published when they were made
 * (`_strengthenOnPublish`), unless the schema says that the field is weak.
 */
function withStrongReferences(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { _strengthenOnPublish: strengthen, ...fields } = value
  if (strengthen === undefined)
    return Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, strengthenReferencesIn(v)]))
  if (isRecord(strengthen) && strengthen.weak === true) return fields
  const { _weak, ...reference } = fields
  return reference
}

function strengthenReferencesIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strengthenReferencesIn)
  return isRecord(value) ? withStrongReferences(value) : value
}

const patchOf = (name: string, operations: z.infer<typeof operationsSchema>): Mutation => ({
  patch: { id: name, ...operations },
})

type ActionOf<Name extends string> = Extract<Action, { actionType: `sanity.action.document.${Name}` }>
