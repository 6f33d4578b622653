import { pollContent } from '#src/client/content-poll.ts'
import { webhookCheck } from '#src/client/webhook.ts'
import { ConfigError, readConfig } from '#src/config.ts'
import { hookPath, publishHook } from '#src/release/publisher/publish-hook.ts'
import { Publisher } from '#src/release/publisher/publisher.ts'
import { StatusFile } from '#src/release/publisher/status-file.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { Backups, isLocal } from './backups.ts'
import { UsageError } from './errors.ts'
import { logIn } from './event-log.ts'
import { withLake } from './local-lake.ts'
import { backupLine, eventLines, failureLine, publisherEvents } from './publisher-events.ts'
import { run } from './run.ts'
import { serve } from './server.ts'
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
      const check = webhookCheck()
      const server = check && (await serve(config.publisherPort, 'PUBLISHER_PORT'))
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
      const hear = () => publisher.hear()
      if (check && server) {
        server.setListener(publishHook(check, hear, (text) => log({ event: 'webhook', text })))
        log({ event: 'webhook', text: `Webhooks  http://localhost:${server.port}${hookPath}` })
      }
      // Events of a project elsewhere may get lost on their way.
      const backups = isLocal(lakeConfig)
        ? new Backups(lakeConfig, (event) => {
            status.take(event)
            log(backupLine(event))
          })
        : undefined
      backups?.start()
      const stopPolling = isHosted ? await pollContent(lakeConfig, hear) : () => {}
      try {
        await Promise.race([publisher.start(), aborted(signal)])
        await aborted(signal)
      } finally {
        log({ event: 'stopping', text: 'Stopping …' })
        stopPolling()
        await backups?.close()
        await server?.close()
        await publisher.close()
        await status.close()
        await store.close()
      }
    })
  },
)
