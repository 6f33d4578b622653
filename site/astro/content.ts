import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { releaseTypes } from '#src/model/scheduled-version.ts'

/**
 * An Astro integration that provides the content for Astro's own commands. `astro dev` makes each page from the content
 * that is published at that moment, and reloads it when that changes. `astro build` reads the same content as
 * `npm run build`, and stores the ledger of addresses as that does. Where CONTENT_FILE is set, the caller of the build
 * has already read the content.
 */
export function contentForAstro(config: Config): AstroIntegration {
  let reader: ChildProcess | undefined
  return {
    name: 'content',
    hooks: {
      'astro:config:setup': ({ command, addMiddleware, updateConfig }) => {
        if (command !== 'dev') return
        // Makes pages per request, so that new pages exist at once.
        updateConfig({ output: 'server' })
        addMiddleware({ entrypoint: new URL('./development.ts', import.meta.url), order: 'pre' })
      },
      'astro:server:setup': ({ server, logger }) => {
        const published = '*[_type in $types && !(_id in path("drafts.**")) && !(_id in path("versions.**"))]'
        const changes = lakeClient(config, { perspective: 'raw' })
          .listen(published, { types: releaseTypes }, { includeResult: false, visibility: 'query' })
          .subscribe({
            next: () => server.ws.send({ type: 'full-reload' }),
            error: (error: Error) =>
              logger.warn(`Pages are not reloaded when content changes: ${error.message}`),
          })
        server.httpServer?.once('close', () => changes.unsubscribe())
        // Astro knows images and files by addresses that end in a slash, as pages do; links to them have no slash.
        server.middlewares.use((request, _response, next) => {
          if (/\/(images|files)\/[^/?]+$/.test(request.url ?? '')) request.url += '/'
          next()
        })
      },
      'astro:build:start': async () => {
        if (process.env.CONTENT_FILE) return
        reader = fork('src/commands/astro-content.ts')
        const [files] = await Promise.race([once(reader, 'message'), once(reader, 'exit')])
        // The reader has already printed what is wrong; an error would add a stack trace to that.
        if (typeof files !== 'object' || files === null) process.exit(1)
        Object.assign(process.env, files)
      },
      'astro:build:done': async ({ dir }) => {
        if (!reader) return
        const ended = once(reader, 'exit')
        reader.send(fileURLToPath(dir))
        await ended
      },
    },
  }
}
