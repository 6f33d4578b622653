import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import { z } from 'zod'
import { actionsSchema } from '../actions.ts'
import { requestError } from '../errors.ts'
import { mutationsSchema } from '../mutations.ts'
import { parsePerspective } from '../perspectives.ts'
import type { Query } from '../query/syntax.ts'
import { type Lakeside, maxTransactionBytes, type Routes, readJson, splitVersion } from './app.ts'
import { authorOf } from './identity.ts'
import { syncTags } from './listen.ts'

const querySchema = z.object({ query: z.string(), params: z.record(z.string(), z.unknown()).default({}) })

/** Reading and writing documents: `/data/query`, `/doc`, `/mutate`, `/actions`, `/references`. */
export function dataRoutes(app: Routes, { content, dataset, editors }: Lakeside): void {
  /**
   * The result travels as the bytes that a worker made of it, past the web's streams, which take longer for a
   * large one than all the rest together.
   */
  const answer = async (c: Context<{ Bindings: HttpBindings }>, query: Query): Promise<Response> => {
    const started = performance.now()
    const { searchParams } = new URL(c.req.url)
    const perspective = parsePerspective(
      searchParams.get('perspective') ?? undefined,
      splitVersion(c.req.url).version,
    )
    const result = await content.query(query, perspective, authorOf(c, editors))
    const took = performance.now() - started
    const asked = searchParams.get('returnQuery') === 'false' ? '' : `"query":${JSON.stringify(query.groq)},`
    const before = Buffer.from(`{${asked}"result":`)
    const after = Buffer.from(`,"syncTags":${JSON.stringify(syncTags)},"ms":${Math.round(took)}}`)
    const { outgoing } = c.env
    outgoing.writeHead(200, {
      'Content-Type': 'application/json',
      'Server-Timing': `api;dur=${took.toFixed(3)}`,
      'Content-Length': before.length + result.length + after.length,
    })
    outgoing.cork()
    outgoing.write(before)
    outgoing.write(result)
    outgoing.end(after)
    return RESPONSE_ALREADY_SENT
  }

  app.get(`/data/query/${dataset}`, (c) => answer(c, queryIn(c.req.url)))

  app.post(`/data/query/${dataset}`, async (c) => {
    const { query: groq, params } = await readJson(c.req.raw, querySchema)
    return answer(c, { groq, params })
  })

  app.get(`/data/doc/${dataset}/:ids`, (c) => {
    const ids = c.req.param('ids').split(',')
    const found = ids.flatMap((id) => content.store.get(id) ?? [])
    const omitted = ids
      .filter((id) => content.store.get(id) === undefined)
      .map((id) => ({ id, reason: 'existence' }))
    const withoutContent = c.req.query('excludeContent') === 'true'
    const documents = withoutContent ? found.map(({ _id, _type, _rev }) => ({ _id, _type, _rev })) : found
    return c.json({ documents, omitted })
  })

  app.post(`/data/mutate/${dataset}`, async (c) => {
    const request = await readJson(c.req.raw, mutationsSchema, maxTransactionBytes)
    // `visibility` is taken and does nothing: a mutation can always be seen as soon as it is answered.
    const { dryRun, returnIds, returnDocuments, autoGenerateArrayKeys } = flagsIn(c.req.url)
    const options = { author: authorOf(c, editors), dryRun, generateKeys: autoGenerateArrayKeys }
    const { transaction, results } = await content.mutate(request, options)
    if (!returnIds && !returnDocuments) return c.json({ transactionId: transaction.id, results: [] })
    // As it stands now, or as it was last when it is deleted.
    const changed = new Map(transaction.changes.map(({ id, before, after }) => [id, after ?? before]))
    const documentOf = (id: string) => changed.get(id) ?? content.store.get(id)
    return c.json({
      transactionId: transaction.id,
      results: returnDocuments
        ? results.map((result) => ({ ...result, document: documentOf(result.id) }))
        : results,
    })
  })

  app.post(`/data/actions/${dataset}`, async (c) => {
    const request = await readJson(c.req.raw, actionsSchema)
    return c.json({ transactionId: content.act(request, { author: authorOf(c, editors) }).id })
  })

  app.get(`/data/references/${dataset}/documents/:id/to`, (c) => {
    // The references that a hosted project lists here come from other datasets, and there are none.
    return c.json({ totalCount: 0, references: [] })
  })
}

/**
 * A query as an address carries it: `query`, and each parameter as `$name` with its value in JSON.
 * @throws {HttpError} 400
 */
export function queryIn(url: string): Query {
  const { searchParams } = new URL(url)
  const groq = searchParams.get('query')
  if (groq === null) throw requestError(400, 'The parameter "query" is missing')
  const given = [...searchParams].filter(([name]) => name.startsWith('$'))
  return {
    groq,
    params: Object.fromEntries(given.map(([name, json]) => [name.slice(1), jsonIn(name, json)])),
  }
}

function jsonIn(name: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw requestError(400, `The parameter "${name}" is not JSON`, { cause: error })
  }
}

function flagsIn(url: string) {
  const { searchParams } = new URL(url)
  const isSet = (name: string) => searchParams.get(name) === 'true'
  return {
    dryRun: isSet('dryRun'),
    returnIds: isSet('returnIds'),
    returnDocuments: isSet('returnDocuments'),
    autoGenerateArrayKeys: isSet('autoGenerateArrayKeys'),
  }
}
