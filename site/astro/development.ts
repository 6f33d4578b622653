import { resolve } from 'node:path'
import type { MiddlewareHandler } from 'astro'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { readConfig } from '#src/config.ts'
import { readRevision } from '#src/preview/read.ts'

/** Middleware of `astro dev`: reads the published content for each request. */
export const onRequest: MiddlewareHandler = async ({ locals }, next) => {
  const config = readConfig(process.env)
  try {
    const { content, assetsFolder } = await readRevision(config, {
      client: lakeClient(config, { perspective: 'raw' }),
      view: { perspective: 'published' },
      number: 0,
      now: Date.now(),
      ledger: async () => emptyLedger,
      assetsFolder: resolve(config.dataDir, 'cache/assets'),
      onMissingAsset: (_id, error) => console.warn(error.message),
    })
    // No attributes for editing: here a click follows links.
    locals.release = { content, assetsFolder }
  } catch (error) {
    const { lake } = config
    const lakeName = lake.kind === 'embedded' ? lake.url : `project ${lake.projectId}`
    const todo =
      lake.kind === 'embedded' ? '\nStart it with "npm run lake", or everything with "npm run dev".' : ''
    const message = `No Content Lake answers (${lakeName}): ${error instanceof Error ? error.message : error}${todo}\n`
    return new Response(message, { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  }
  return next()
}
