import { once } from 'node:events'
import { readConfig } from '#src/config.ts'
import { keepLedger, readLedger } from '#src/release/ledger-file.ts'
import { addOfflinePacks } from '#src/release/offline-packs.ts'
import { withPageFiles } from '#src/release/release.ts'
import { SiteContent } from '#src/release/site-content.ts'
import { withContent } from './local-lake.ts'
import { run } from './run.ts'

/**
 * Reads the content for `npx astro build`, and stores the ledger of addresses after the build. The Astro integration
 * starts it as a child process, gets a message with the paths of the content, and sends a message with the folder of the site
 * when the pages are made. They then get their packs. Without that message the ledger is not stored.
 */
await run(
  {
    call: 'node src/commands/astro-content.ts',
    about: 'Reads the content for "npx astro build", which starts it; not meant to be run by hand.',
  },
  async () => {
    const config = readConfig(process.env)
    const from = config.lake.kind === 'hosted' ? 'publishedSite' : 'dataDir'
    await withContent(config, async (contentConfig) => {
      const source = new SiteContent(contentConfig)
      const { content, warnings } = await source.read(() => readLedger(contentConfig, from), Date.now())
      if (warnings.length > 0) console.log(`${warnings.length} warnings (shown in the Studio)`)
      await withPageFiles(contentConfig, { content, assetsFolder: source.assetsFolder }, async (files) => {
        const answer = Promise.race([once(process, 'message'), once(process, 'disconnect')])
        process.send?.(files)
        const [folder] = await answer
        if (typeof folder !== 'string') return
        if (contentConfig.offline) await addOfflinePacks(folder, content)
        await keepLedger(contentConfig, content.ledger)
      })
    })
    process.disconnect?.()
  },
)
