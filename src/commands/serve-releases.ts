import { readConfig } from '#src/config.ts'
import { ReleaseServer } from '#src/release/release-server.ts'
import { ReleaseStore, releasesFolder } from '#src/release/release-store.ts'
import { run } from './run.ts'
import { serve } from './server.ts'
import { aborted, stopSignal } from './stop.ts'
import { clock, releaseText } from './terminal.ts'

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
    const site = new ReleaseServer(store, config.siteUrl.pathname)
    try {
      server.setListener(site.listener)
      console.log(`Site  http://localhost:${server.port}${config.siteUrl.pathname}`)
      const tell = (text: string) => console.log(`${clock()}  ${text}`)
      store.onSwitch((release) => tell(`The site shows ${releaseText(release)}`))
      if (store.current) tell(`The site shows ${releaseText(store.current)}`)
      else
        tell(
          `There is no release in ${releasesFolder(config)} yet. The site answers 503 until one is published.`,
        )
      await aborted(signal)
      console.log('\nStopping …')
    } finally {
      await server.close(graceMilliseconds)
      site.close()
      await store.close()
    }
  },
)
