import { z } from 'zod'

/** Schemas of the mutations that the Content Lake's HTTP interface accepts. */

const record = z.record(z.string(), z.unknown())
const numbers = z.record(z.string(), z.number())
const items = z.array(z.unknown())

const patchOperations = {
  set: record.optional(),
  setIfMissing: record.optional(),
  unset: z.array(z.string()).optional(),
  inc: numbers.optional(),
  dec: numbers.optional(),
  diffMatchPatch: z.record(z.string(), z.string()).optional(),
  insert: z
    .union([
      z.strictObject({ before: z.string(), items }),
      z.strictObject({ after: z.string(), items }),
      z.strictObject({ replace: z.string(), items }),
    ])
    .optional(),
  ifRevisionID: z.string().nullish(),
}

export const documentSchema = z.looseObject({ _type: z.string().min(1), _id: z.string().optional() })
const byId = { id: z.string().min(1) }
const purge = z.boolean().optional()
const byQuery = { query: z.string(), params: record.optional() }

export const operationsSchema = z.strictObject(patchOperations)
export const identifiedDocumentSchema = z.looseObject({ _type: z.string().min(1), _id: z.string().min(1) })

const mutationSchema = z.union([
  z.strictObject({ create: documentSchema }),
  z.strictObject({ createOrReplace: identifiedDocumentSchema }),
  z.strictObject({ createIfNotExists: identifiedDocumentSchema }),
  z.strictObject({ delete: z.strictObject({ ...byId, purge }) }),
  z.strictObject({ delete: z.strictObject({ ...byQuery, purge }) }),
  z.strictObject({ patch: z.strictObject({ ...byId, ...patchOperations }) }),
  z.strictObject({ patch: z.strictObject({ ...byQuery, ...patchOperations }) }),
])

export const mutationsSchema = z.object({
  mutations: z.array(mutationSchema),
  transactionId: z.string().min(1).nullish(),
})

export type PatchOperations = z.infer<typeof operationsSchema>
export type RequestedMutation = z.infer<typeof mutationSchema>

/** A mutation of one document. A requested mutation by query becomes one of these for each selected document. */
export type Mutation = Exclude<
  RequestedMutation,
  { delete: { query: string } } | { patch: { query: string } }
>

/** The query of a mutation by query; an empty list for a mutation by id. */
export function queriesOf(mutation: RequestedMutation): readonly MutationQuery[] {
  const change = 'delete' in mutation ? mutation.delete : 'patch' in mutation ? mutation.patch : undefined
  return change && 'query' in change ? [{ groq: change.query, params: change.params ?? {} }] : []
}

/** The documents whose history goes with a mutation. */
export const purgedByMutation = (mutation: Mutation): readonly string[] =>
  'delete' in mutation && mutation.delete.purge === true ? [mutation.delete.id] : []

type MutationQuery = { readonly groq: string; readonly params: Readonly<Record<string, unknown>> }

/**
 * Replaces a mutation by query by one mutation for each document.
 * @param selected the ids that its query selects
 */
export function resolveMutation(
  mutation: RequestedMutation,
  selected: () => readonly string[],
): readonly Mutation[] {
  if ('delete' in mutation && 'query' in mutation.delete) {
    const { purge } = mutation.delete
    return selected().map((id) => ({ delete: { id, purge } }))
  }
  if ('patch' in mutation && 'query' in mutation.patch) {
    const { query, params, ...operations } = mutation.patch
    return selected().map((id) => ({ patch: { id, ...operations } }))
  }
  // After the two checks above it is a mutation by id. TypeScript does not narrow nested unions.
  return [mutation as Mutation]
}
