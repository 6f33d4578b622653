import { emptyLedger } from '#src/addresses/ledger.ts'
import { ConfigError, readConfig } from '#src/config.ts'
import { hosts } from '#src/release/hosts.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { UsageError } from './errors.ts'
import { withContent } from './local-lake.ts'
import { run } from './run.ts'
import { stopSignal } from './stop.ts'

/** `npm run build`: builds the site as files. */
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
      first: { about: 'the first release of a hosted site, which has no ledger of addresses yet' },
    },
  },
  async ({ out = 'dist', host: hostName, first }) => {
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
    if (first && !isHosted) throw new UsageError('--first is only for the first release of a hosted site.')
    const host = hosts.find((item) => item === hostName)
    if (hostName !== undefined && host === undefined)
      throw new UsageError(`--host is "${hostName}"; it must be one of ${hosts.join(', ')}.`)
    const signal = stopSignal()
    const { pages, milliseconds, warnings } = await withContent(config, (contentConfig) =>
      makeRelease(contentConfig, {
        outDir: out,
        earlierLedger: async () =>
          first ? emptyLedger : readLedger(contentConfig, isHosted ? 'publishedSite' : 'dataDir'),
        host,
        signal,
        onBuild: () => console.log('Building the pages (once for each version of the code) …'),
      }),
    )
    const warningText = warnings.length === 0 ? '' : `, ${warnings.length} warnings (shown in the Studio)`
    console.log(`${out}: ${pages} pages in ${(milliseconds / 1000).toFixed(1)} s${warningText}`)
  },
)
