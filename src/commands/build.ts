import { emptyLedger } from '#src/addresses/ledger.ts'
import { ConfigError, readConfig } from '#src/config.ts'
import { hosts } from '#src/release/hosts.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { UsageError } from './errors.ts'
import { withContent } from './local-lake.ts'
import { run } from './run.ts'

/** `npm run build`: the site as files. */
await run(
  {
    call: 'npm run build',
    about: 'Builds the site as files, from what is published.',
    options: {
      out: { value: 'FOLDER', about: 'the folder to write it to (dist)' },
      host: {
        value: 'HOST',
        about: `with redirects and headers as this host reads them: ${hosts.join(', ')}`,
      },
      first: { about: 'the very first release of a hosted site, which has no ledger of addresses yet' },
    },
  },
  async ({ out = 'dist', host: wanted, first }) => {
    const config = readConfig(process.env)
    const isHosted = config.lake.kind === 'hosted'
    if (isHosted && !process.env.SITE_URL?.trim()) {
      throw new ConfigError([
        {
          variable: 'SITE_URL',
          found: 'not set',
          allowed: 'a hosted build needs the address that the site will have',
        },
      ])
    }
    if (first && !isHosted) throw new UsageError('--first is for the first release of a hosted site alone.')
    const host = hosts.find((one) => one === wanted)
    if (wanted !== undefined && host === undefined)
      throw new UsageError(`--host is "${wanted}"; it must be ${hosts.join(', ')}.`)
    const { pages, milliseconds, warnings } = await withContent(config, (found) =>
      makeRelease(found, {
        outDir: out,
        earlierLedger: async () =>
          first ? emptyLedger : readLedger(found, isHosted ? 'publishedSite' : 'dataDir'),
        host,
      }),
    )
    const noted = warnings.length === 0 ? '' : `, ${warnings.length} warnings (shown in the Studio)`
    console.log(`${out}: ${pages} pages in ${(milliseconds / 1000).toFixed(1)} s${noted}`)
  },
)
