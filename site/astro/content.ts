import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { AstroIntegration } from 'astro'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { documentTypes } from '#src/model/schema.ts'

/**
 * Content for Astro's own commands. `astro dev` makes each page of what is published at that moment, and loads it
 * again when that changes. `astro build` gets what `npm run build` would read, and keeps the ledger of addresses
 * as that does; where CONTENT_FILE is set, somebody else has read the content already.
 */
export function contentForAstro(config: Config): AstroIntegration {
  let reader: ChildProcess | undefined
  return {
    name: 'content',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware, updateConfig }) => {
        if (command !== 'dev') return
        // Pages are then made for each request, so that new ones are there at once.
        updateConfig({ output: 'server' })
        addMiddleware({ entrypoint: new URL('./development.ts', import.meta.url), order: 'pre' })
      },
      'astro:server:setup': ({ server, logger }) => {
        const published = '*[_type in $types && !(_id in path("drafts.**")) && !(_id in path("versions.**"))]'
        const changes = lakeClient(config, { perspective: 'raw' })
          .listen(published, { types: documentTypes }, { includeResult: false, visibility: 'query' })
          .subscribe({
            next: () => server.ws.send({ type: 'full-reload' }),
            error: (error: Error) =>
              logger.warn(`Changes of content are not shown by themselves: ${error.message}`),
          })
        server.httpServer?.once('close', () => changes.unsubscribe())
        // Astro makes these at addresses that end in a slash, as pages have it; they are asked for without.
        server.middlewares.use((request, _response, next) => {
          if (/\/(images|files)\/[^/?]+$/.test(request.url ?? '')) request.url += '/'
          next()
        })
      },
      'astro:build:start': async () => {
        if (process.env.CONTENT_FILE) return
        reader = fork('src/commands/astro-content.ts')
        const [files] = await Promise.race([once(reader, 'message'), once(reader, 'exit')])
        // What was wrong is on the terminal already.
        if (typeof files !== 'object' || files === null)
          throw new Error('There is no content to make pages of.')
        Object.assign(process.env, files)
      },
      'astro:build:done': async () => {
        if (!reader) return
        const ended = once(reader, 'exit')
        reader.send('done')
        await ended
      },
    },
  }
}
