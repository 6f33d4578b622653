import { parseArgs } from 'node:util'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { ConfigError, readConfig } from '#src/config.ts'
import { hosts } from '#src/release/hosts.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { UsageError } from './failures.ts'
import { withLake } from './local-lake.ts'
import { run } from './run.ts'

/**
 * `npm run build`: the site as files in `dist/`, or in `--out FOLDER`. `--first`: the very first release of a
 * hosted site, which has no ledger yet. `--host`: with redirects and headers as that host reads them.
 */
await run(async () => {
  const { values } = parseArgs({
    options: {
      first: { type: 'boolean' },
      host: { type: 'string' },
      out: { type: 'string', default: 'dist' },
    },
  })
  const config = readConfig(process.env)
  const hosted = config.lake.kind === 'hosted'
  if (hosted && !process.env.SITE_URL?.trim()) {
    throw new ConfigError([
      {
        variable: 'SITE_URL',
        found: 'not set',
        allowed: 'a hosted build needs the address that the site will have',
      },
    ])
  }
  if (values.first && !hosted)
    throw new UsageError('--first is for the first release of a hosted site alone.')
  const host = hosts.find((one) => one === values.host)
  if (values.host !== undefined && host === undefined)
    throw new UsageError(`--host is "${values.host}"; it must be ${hosts.join(', ')}.`)
  const earlierLedger = async () =>
    values.first ? emptyLedger : readLedger(config, hosted ? 'publishedSite' : 'dataDir')
  const { pages, milliseconds, warnings } = await withLake(config, (found) =>
    makeRelease(found, { outDir: values.out, earlierLedger, host }),
  )
  const noted = warnings.length === 0 ? '' : `, ${warnings.length} warnings (shown in the Studio)`
  console.log(`${values.out}: ${pages} pages in ${(milliseconds / 1000).toFixed(1)} s${noted}`)
})
