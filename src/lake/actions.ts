import { z } from 'zod'
import {
  type DocumentInput,
  draftId,
  isRecord,
  type Lookup,
  publishedId,
  type StoredDocument,
} from './document.ts'
import { Refusal } from './errors.ts'
import { documentSchema, identifiedDocumentSchema, type Mutation, operationsSchema } from './mutations.ts'
import { checkRevision, documentAlreadyExists, documentNotFound } from './staging.ts'

const id = z.string().min(1)
const type = <Name extends string>(name: Name) => z.literal(`sanity.action.document.${name}`)
const purge = z.boolean().optional()
/** The draft or the version in a content release. Programs name it in one of two ways; without a name it is the draft. */
const version = { draftId: id.optional(), versionId: id.optional() }

const actionSchema = z.union([
  z.object({
    actionType: type('create'),
    publishedId: id,
    attributes: identifiedDocumentSchema,
    ifExists: z.enum(['fail', 'ignore']).default('fail'),
  }),
  z.object({ actionType: type('edit'), ...version, publishedId: id, patch: operationsSchema }),
  z.object({
    actionType: type('publish'),
    ...version,
    publishedId: id,
    ifDraftRevisionId: id.nullish(),
    ifVersionRevisionId: id.nullish(),
    ifPublishedRevisionId: id.nullish(),
  }),
  z.object({ actionType: type('unpublish'), ...version, publishedId: id }),
  z.object({ actionType: type('delete'), publishedId: id, includeDrafts: z.array(id).default([]), purge }),
  z.object({ actionType: type('discard'), draftId: id, purge }),
  z.object({ actionType: type('discard'), versionId: id, purge }),
  z.object({ actionType: type('version.discard'), versionId: id, purge }),
  z.object({ actionType: type('replaceDraft'), publishedId: id, attributes: identifiedDocumentSchema }),
  z.object({ actionType: type('version.replace'), document: identifiedDocumentSchema }),
  z.object({
    actionType: type('version.create'),
    publishedId: id.optional(),
    versionId: id.optional(),
    document: documentSchema,
  }),
  // The App SDK's.
  z.object({
    actionType: type('version.create'),
    publishedId: id.optional(),
    versionId: id.optional(),
    attributes: documentSchema,
  }),
  z.object({
    actionType: type('version.create'),
    publishedId: id.optional(),
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

/** The documents whose history goes with an action. */
export function purgedBy(action: Action): readonly string[] {
  if (!('purge' in action) || action.purge !== true) return []
  if (action.actionType === 'sanity.action.document.delete')
    return [action.publishedId, ...action.includeDrafts]
  return 'draftId' in action ? [action.draftId] : [action.versionId]
}

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
      return edit(action, get)
    case 'sanity.action.document.publish':
      return publish(action, get)
    case 'sanity.action.document.unpublish':
      existing(action.publishedId, get)
      return [
        ...copyIfMissing(versionIdOf(action), action.publishedId, get),
        { delete: { id: action.publishedId } },
      ]
    case 'sanity.action.document.delete':
      return remove(action, get)
    case 'sanity.action.document.discard':
      return [{ delete: { id: existing('draftId' in action ? action.draftId : action.versionId, get)._id } }]
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

/** A missing draft is made from the published document. A version in a release has to exist. */
function edit(action: ActionOf<'edit'>, get: Lookup): readonly Mutation[] {
  const id = versionIdOf(action)
  const isDraft = id === draftId(id)
  return [...(isDraft ? copyIfMissing(id, action.publishedId, get) : []), patchOf(id, action.patch)]
}

function publish(action: ActionOf<'publish'>, get: Lookup): readonly Mutation[] {
  const draft = existing(versionIdOf(action), get)
  const published = get(action.publishedId)
  const expectedRevision = action.ifVersionRevisionId ?? action.ifDraftRevisionId
  if (expectedRevision) checkRevision(draft, expectedRevision)
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
    { delete: { id: draft._id } },
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
  if ('document' in action) return [{ create: withVersionId(action.document, action) }]
  if ('attributes' in action) return [{ create: withVersionId(action.attributes, action) }]
  const base = existing(action.baseId, get)
  if (action.ifBaseRevisionId) checkRevision(base, action.ifBaseRevisionId)
  return [{ create: { ...contentOf(base), _id: action.versionId, _type: base._type } }]
}

type Named = {
  readonly publishedId?: string | undefined
  readonly versionId?: string | undefined
  readonly draftId?: string | undefined
}

function withVersionId(document: DocumentInput, action: Named): DocumentInput {
  const { publishedId: published, versionId } = action
  const name = document._id ?? versionId ?? (published && draftId(published))
  if (name === undefined) throw invalidAction('Neither the document nor the action has an id', document._type)
  for (const other of [versionId, published && publishedId(name) !== published ? published : undefined])
    if (other !== undefined && other !== name) throw notVersionOf(name, other)
  if (name === publishedId(name)) throw invalidAction(`"${name}" is no draft or version`, name)
  return { ...document, _id: name }
}

/** @throws {Refusal} for a version of another document */
function versionIdOf(action: Named & { readonly publishedId: string }): string {
  const name = action.versionId ?? action.draftId ?? draftId(action.publishedId)
  if (publishedId(name) !== action.publishedId) throw notVersionOf(name, action.publishedId)
  return name
}

const notVersionOf = (name: string, other: string): Refusal =>
  invalidAction(`"${name}" is not a version of "${other}"`, name)

const invalidAction = (description: string, name: string): Refusal =>
  new Refusal(400, { type: 'invalidActionError', description, id: name })

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
