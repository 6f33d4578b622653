import { ConfigError, readConfig } from '#src/config.ts'
import { openLake } from './local-lake.ts'
import { run } from './run.ts'
import { aborted, stopSignal } from './stop.ts'

/** `npm run lake`: runs the embedded lake alone, until Ctrl-C. */
await run(
  { call: 'npm run lake', about: 'Runs the embedded Content Lake alone, until Ctrl-C.' },
  async () => {
    const config = readConfig(process.env)
    if (config.lake.kind === 'hosted') {
      throw new ConfigError([
        { variable: 'SANITY_PROJECT_ID', found: 'set', allowed: 'the embedded lake runs only without it' },
      ])
    }
    const signal = stopSignal()
    const lake = await openLake(config, config.lake)
    console.log(`Content Lake  ${lake.url}  data in ${config.dataDir}`)
    await aborted(signal)
    console.log('\nStopping …')
    await lake.close()
  },
)
