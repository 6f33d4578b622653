import { ConfigError, readConfig } from '#src/config.ts'
import { openLake } from './local-lake.ts'
import { run, untilAsked } from './run.ts'

/** `npm run lake`: the embedded lake alone, until Ctrl-C. */
await run(async () => {
  const config = readConfig(process.env)
  if (config.lake.kind === 'hosted') {
    throw new ConfigError([
      { variable: 'SANITY_PROJECT_ID', found: 'set', allowed: 'the embedded lake runs only without it' },
    ])
  }
  const lake = await openLake(config, config.lake)
  console.log(`Content Lake  ${lake.url}  data in ${config.dataDir}`)
  await untilAsked()
  await lake.close()
})
