import { once } from 'node:events'
import { readConfig } from '#src/config.ts'
import { keepLedger, readLedger } from '#src/release/ledger-file.ts'
import { readContent, withPageFiles } from '#src/release/release.ts'
import { withContent } from './local-lake.ts'
import { run } from './run.ts'

/**
 * Gives `npx astro build` its content, and keeps the ledger of addresses once the pages stand. Astro starts it and
 * speaks with it: it is told where the content is, and says when it is done; where it ends before, nothing is kept.
 */
await run(
  {
    call: 'node src/commands/astro-content.ts',
    about: 'Gives "npx astro build" its content; not for people.',
  },
  async () => {
    const config = readConfig(process.env)
    const from = config.lake.kind === 'hosted' ? 'publishedSite' : 'dataDir'
    await withContent(config, async (found) => {
      const { content, warnings } = await readContent(found, () => readLedger(found, from))
      if (warnings.length > 0) console.log(`${warnings.length} warnings (shown in the Studio)`)
      await withPageFiles(found, content, async (files) => {
        const answer = Promise.race([once(process, 'message'), once(process, 'disconnect')])
        process.send?.(files)
        const [isDone] = await answer
        if (isDone) await keepLedger(found, content.ledger)
      })
    })
    process.disconnect?.()
  },
)
