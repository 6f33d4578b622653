import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { z } from 'zod'
import { actionsSchema } from '../actions.ts'
import { requestError } from '../errors.ts'
import { mutationsSchema } from '../mutations.ts'
import { parsePerspective } from '../perspectives.ts'
import type { SourceMapKind } from '../query/evaluate.ts'
import type { Query } from '../query/syntax.ts'
import { authorOf, queryFromUrl, readJsonBody, splitVersion, transactionBytes } from './request.ts'
import type { LakeServices, RequestContext, Routes } from './services.ts'
import { syncTags } from './sync-tags.ts'

const querySchema = z.object({ query: z.string(), params: z.record(z.string(), z.unknown()).default({}) })

/** Reading and writing documents: `/data/query`, `/doc`, `/mutate`, `/actions`, `/references`. */
export function dataRoutes(app: Routes, { dataset, datasetName, editors }: LakeServices): void {
  /**
   * Writes the result to the socket as the bytes that a worker made. Sending it through a web stream takes longer,
   * for a large result, than everything else together.
   */
  const sendResult = async (c: RequestContext, query: Query): Promise<Response> => {
    const started = performance.now()
    const { searchParams } = new URL(c.req.url)
    const perspective = parsePerspective(
      searchParams.get('perspective') ?? undefined,
      splitVersion(c.req.url).version,
    )
    const sourceMap = sourceMapKindOf(searchParams.get('resultSourceMap'))
    const result = await dataset.query(query, perspective, authorOf(c, editors), sourceMap)
    const milliseconds = performance.now() - started
    const echo = searchParams.get('returnQuery') === 'false' ? '' : `"query":${JSON.stringify(query.groq)},`
    const before = Buffer.from(`{${echo}"result":`)
    const after = Buffer.from(`,"syncTags":${JSON.stringify(syncTags)},"ms":${Math.round(milliseconds)}}`)
    const { outgoing } = c.env
    outgoing.writeHead(200, {
      'Content-Type': 'application/json',
      'Server-Timing': `api;dur=${milliseconds.toFixed(3)}`,
      'Content-Length': before.length + result.length + after.length,
    })
    outgoing.cork()
    outgoing.write(before)
    outgoing.write(result)
    outgoing.end(after)
    return RESPONSE_ALREADY_SENT
  }

  app.get(`/data/query/${datasetName}`, (c) => sendResult(c, queryFromUrl(c.req.url)))

  app.post(`/data/query/${datasetName}`, async (c) => {
    const { query: groq, params } = await readJsonBody(c.req.raw, querySchema)
    return sendResult(c, { groq, params })
  })

  app.get(`/data/doc/${datasetName}/:ids`, (c) => {
    const ids = c.req.param('ids').split(',')
    const found = ids.flatMap((id) => dataset.get(id) ?? [])
    const omitted = ids
      .filter((id) => dataset.get(id) === undefined)
      .map((id) => ({ id, reason: 'existence' }))
    const excludeContent = c.req.query('excludeContent') === 'true'
    const documents = excludeContent ? found.map(({ _id, _type, _rev }) => ({ _id, _type, _rev })) : found
    return c.json({ documents, omitted })
  })

  app.post(`/data/mutate/${datasetName}`, async (c) => {
    const request = await readJsonBody(c.req.raw, mutationsSchema, transactionBytes(c))
    // A mutation is visible to queries as soon as it is answered, whatever visibility was asked for.
    const { dryRun, returnIds, returnDocuments, autoGenerateArrayKeys } = mutationFlags(c.req.url)
    const options = { author: authorOf(c, editors), dryRun, generateKeys: autoGenerateArrayKeys }
    const { transaction, results } = await dataset.mutate(request, options)
    if (!returnIds && !returnDocuments) return c.json({ transactionId: transaction.id, results: [] })
    // The document after the transaction; for a deleted one, as it was before.
    const changed = new Map(transaction.changes.map(({ id, before, after }) => [id, after ?? before]))
    const documentOf = (id: string) => changed.get(id) ?? dataset.get(id)
    return c.json({
      transactionId: transaction.id,
      results: returnDocuments
        ? results.map((result) => ({ ...result, document: documentOf(result.id) }))
        : results,
    })
  })

  app.post(`/data/actions/${datasetName}`, async (c) => {
    const request = await readJsonBody(c.req.raw, actionsSchema)
    return c.json({ transactionId: dataset.applyActions(request, { author: authorOf(c, editors) }).id })
  })

  app.get(`/data/references/${datasetName}/documents/:id/to`, (c) => {
    // A hosted project lists references from other datasets here. The lake has no other dataset.
    return c.json({ totalCount: 0, references: [] })
  })
}

/** @throws {HttpError} 400 */
function sourceMapKindOf(value: string | null): SourceMapKind {
  if (value === null || value === 'false') return 'none'
  if (value === 'true') return 'places'
  if (value === 'withKeyArraySelector') return 'keys'
  throw requestError(400, 'The parameter "resultSourceMap" is not true, false or withKeyArraySelector')
}

function mutationFlags(url: string) {
  const { searchParams } = new URL(url)
  const isSet = (name: string) => searchParams.get(name) === 'true'
  const visibility = searchParams.get('visibility') ?? 'sync'
  if (!['sync', 'async', 'deferred'].includes(visibility))
    throw requestError(400, `The visibility "${visibility}" is not sync, async or deferred`)
  return {
    dryRun: isSet('dryRun'),
    returnIds: isSet('returnIds'),
    returnDocuments: isSet('returnDocuments'),
    autoGenerateArrayKeys: isSet('autoGenerateArrayKeys'),
  }
}
