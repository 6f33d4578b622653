import { ConfigError, readConfig } from '#src/config.ts'
import { canPreview, showDrafts } from './drafts-site.ts'
import { withLake } from './local-lake.ts'
import { run } from './run.ts'
import { serve } from './server.ts'
import { aborted, stopSignal } from './stop.ts'

/** `npm run preview`: serves the site with drafts, for the Studio's preview, until Ctrl-C. */
await run(
  {
    call: 'npm run preview',
    about: 'Serves the site with drafts, for the preview in the Studio, until Ctrl-C.',
  },
  async () => {
    const config = readConfig(process.env)
    if (!canPreview(config)) {
      throw new ConfigError(
        [
          {
            variable: 'PREVIEW_URL',
            isMissing: config.previewUrl === undefined,
            allowed: 'it must be the address at which editors’ browsers reach the preview',
          },
          {
            variable: 'SANITY_TOKEN',
            isMissing: !process.env.SANITY_TOKEN?.trim(),
            allowed: 'the preview reads drafts, so it needs a token of the project with the role Viewer',
          },
        ]
          .filter(({ isMissing }) => isMissing)
          .map(({ variable, allowed }) => ({ variable, found: 'not set', allowed })),
      )
    }
    const signal = stopSignal()
    const server = await serve(config.previewPort, 'PREVIEW_PORT')
    try {
      await withLake(config, async () => {
        console.log('Building the preview …')
        const drafts = await showDrafts(config, server, (line) => console.error(line), signal)
        console.log(`Preview  ${config.previewUrl}  (answers on port ${config.previewPort} of this machine)`)
        await aborted(signal)
        console.log('\nStopping …')
        await drafts.close()
      })
    } finally {
      await server.close()
    }
  },
)
