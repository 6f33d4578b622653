import { ConfigError, readConfig } from '#src/config.ts'
import { Publisher } from '#src/release/publisher.ts'
import { ReleaseStore, releasesFolder } from '#src/release/release-store.ts'
import { StatusFile } from '#src/release/status-file.ts'
import { UsageError } from './errors.ts'
import { logIn } from './event-log.ts'
import { withLake } from './local-lake.ts'
import { eventLines, failureLine, publisherEvents } from './publisher-events.ts'
import { run } from './run.ts'
import { aborted, stopSignal } from './stop.ts'

/** `npm run publisher`: makes a release whenever something is published, until Ctrl-C. `npm run serve` shows them. */
await run(
  {
    call: 'npm run publisher',
    about: 'Makes a release whenever something is published, until Ctrl-C. "npm run serve" shows them.',
    options: {
      first: { about: 'the first release of a hosted site, which has no ledger of addresses yet' },
    },
  },
  async ({ first }) => {
    const config = readConfig(process.env)
    const isHosted = config.lake.kind === 'hosted'
    if (isHosted && !process.env.SITE_URL?.trim())
      throw new ConfigError([
        {
          variable: 'SITE_URL',
          found: 'not set',
          allowed: 'a hosted project needs the address that the site will have',
        },
      ])
    if (first && !isHosted) throw new UsageError('--first is only for the first release of a hosted site.')
    const signal = stopSignal()
    await withLake(config, async (lakeConfig) => {
      const store = await ReleaseStore.open(releasesFolder(config))
      const log = logIn(config.log)
      const status = await StatusFile.open(config, (error) => log(failureLine(error)))
      const lineOf = eventLines()
      const publisher = new Publisher(lakeConfig, store, {
        isFirst: first,
        ...publisherEvents((event) => {
          status.take(event)
          log(lineOf(event))
        }),
      })
      try {
        await Promise.race([publisher.start(), aborted(signal)])
        await aborted(signal)
      } finally {
        log({ event: 'stopping', text: 'Stopping …' })
        await publisher.close()
        await status.close()
        await store.close()
      }
    })
  },
)
