import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentStamp } from '#src/client/content-stamp.ts'
import type { Config } from '#src/config.ts'
import type { BuildRecord } from '#src/release/build-record.ts'
import type { Host } from '#src/release/hosts/host-release.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { withContent } from './local-lake.ts'
import { heldBackText } from './publisher-events.ts'
import { stopSignal } from './stop.ts'
import { progressLine } from './terminal.ts'

/**
 * Builds the site into a folder, and says what was built.
 * @param stamp stands for the content, where a lake runs; else it is asked for, and what has not changed is not built
 * @param now the moment of the release, in milliseconds since 1970
 */
export async function buildSite(
  config: Config,
  {
    out,
    host,
    first,
    record,
    stamp,
    now,
  }: {
    out: string
    host: Host | undefined
    first: boolean
    record: BuildRecord
    stamp: string | undefined
    now: number
  },
): Promise<void> {
  const from = config.lake.kind === 'hosted' ? 'publishedSite' : 'dataDir'
  const signal = stopSignal()
  await withContent(config, async (contentConfig) => {
    const { lake, dataDir } = contentConfig
    // Content of a temporary folder is nobody's.
    const isRecorded = lake.kind === 'embedded' && dataDir === config.dataDir
    const present = stamp ?? (isRecorded ? await contentStamp(lake) : undefined)
    if (stamp === undefined && present !== undefined && (await record.isOf({ stamp: present, host }, now)))
      return console.log(`${out}: nothing has changed`)
    const progress = progressLine((made, of) => `Pages and pictures: ${made} of ${of}`)
    const { pages, milliseconds, warnings, heldBack, span } = await makeRelease(contentConfig, {
      outDir: out,
      now,
      earlierLedger: async () => (first ? emptyLedger : readLedger(contentConfig, from)),
      host,
      signal,
      onBuild: () => console.log('Building the pages (once for each version of the code) …'),
      onProgress: progress.show,
    }).finally(progress.end)
    const warningText = warnings.length === 0 ? '' : `, ${warnings.length} warnings (shown in the Studio)`
    console.log(
      `${out}: ${pages} pages in ${(milliseconds / 1000).toFixed(1)} s${warningText}${heldBackText(heldBack)}`,
    )
    if (present !== undefined) await record.keep({ stamp: present, host }, span)
  })
}
