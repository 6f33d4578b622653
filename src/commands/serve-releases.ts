import { readConfig } from '#src/config.ts'
import { storedStatus } from '#src/release/publisher/status-file.ts'
import { ReleaseServer } from '#src/release/server/release-server.ts'
import type { StoredRelease } from '#src/release/store/release-history.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { logIn } from './event-log.ts'
import { run } from './run.ts'
import { serve } from './server.ts'
import { aborted, stopSignal } from './stop.ts'
import { releaseText } from './terminal.ts'

/** A proxy uses a connection again for a minute, and must not find it closed just then. */
const keepAliveMilliseconds = 75_000
/** How long open answers may take after Ctrl-C. The process ends within five seconds. */
const graceMilliseconds = 4000

/** `npm run serve`: serves the release that is shown, and each later one, until Ctrl-C. */
await run(
  {
    call: 'npm run serve',
    about: 'Serves the releases in DATA_DIR, always the one that is shown, until Ctrl-C.',
  },
  async () => {
    const config = readConfig(process.env)
    const signal = stopSignal()
    const server = await serve(config.sitePort, 'SITE_PORT', { keepAliveMilliseconds })
    const store = await ReleaseStore.open(releasesFolder(config))
    const log = logIn(config.log)
    const site = new ReleaseServer(store, config.siteUrl.pathname, {
      status: () => storedStatus(config),
      log: (text) => log({ event: 'failed', level: 'error', text }),
    })
    try {
      server.setListener(site.listener)
      const address = `http://localhost:${server.port}${config.siteUrl.pathname}`
      log({ event: 'serving', text: `Site  ${address}`, facts: { address } })
      const tell = (release: StoredRelease) => {
        const { number, time, count } = release
        log({
          event: 'shown',
          text: `The site shows ${releaseText(release)}`,
          facts: { release: number, published: time, files: count },
        })
      }
      store.onSwitch(tell)
      if (store.current) tell(store.current)
      else
        log({
          event: 'empty',
          text: `There is no release in ${releasesFolder(config)} yet. The site answers 503 until one is published.`,
        })
      await aborted(signal)
      log({ event: 'stopping', text: 'Stopping …' })
    } finally {
      await server.close(graceMilliseconds)
      site.close()
      await store.close()
    }
  },
)
