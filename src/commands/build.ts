import { contentStamp } from '#src/client/content-stamp.ts'
import { ConfigError, readConfig } from '#src/config.ts'
import { BuildRecord } from '#src/release/build-record.ts'
import { hosts } from '#src/release/hosts/host-release.ts'
import { UsageError } from './errors.ts'
import { run } from './run.ts'

/** `npm run build`: builds the site as files. What a build needs is loaded where something has changed. */
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
      moment: {
        value: 'TIME',
        about: 'the moment that notices of the day are shown by, as 2019-11-12T14:00+02:00 (now)',
      },
      first: { about: 'the first release of a hosted site, which has no ledger of addresses yet' },
    },
  },
  async ({ out = 'dist', host: hostName, moment, first }) => {
    const config = readConfig(process.env)
    const { lake } = config
    if (lake.kind === 'hosted' && !process.env.SITE_URL?.trim()) {
      throw new ConfigError([
        {
          variable: 'SITE_URL',
          found: 'not set',
          allowed: 'a hosted build needs the address that the site will have',
        },
      ])
    }
    if (first && lake.kind !== 'hosted')
      throw new UsageError('--first is only for the first release of a hosted site.')
    const host = hosts.find((item) => item === hostName)
    if (hostName !== undefined && host === undefined)
      throw new UsageError(`--host is "${hostName}"; it must be one of ${hosts.join(', ')}.`)
    const now = moment === undefined ? Date.now() : instantIn(moment)
    const record = new BuildRecord(config, out)
    const stamp = lake.kind === 'embedded' ? await contentStamp(lake) : undefined
    if (stamp !== undefined && (await record.isOf({ stamp, host }, now))) {
      console.log(`${out}: nothing has changed`)
      return
    }
    const { buildSite } = await import('./build-site.ts')
    await buildSite(config, { out, host, first, record, stamp, now })
  },
)

/** The instant of a time with its offset, in milliseconds since 1970. @throws {UsageError} */
function instantIn(text: string): number {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN
  if (Number.isNaN(instant))
    throw new UsageError(
      `--moment is "${text}"; it must be a time with its offset, such as 2019-11-12T14:00+02:00.`,
    )
  return instant
}
