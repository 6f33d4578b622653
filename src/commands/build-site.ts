import { emptyLedger } from '#src/addresses/ledger.ts'
import type { Config } from '#src/config.ts'
import type { Host } from '#src/release/hosts.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { withContent } from './local-lake.ts'
import { stopSignal } from './stop.ts'

/** Builds the site into a folder, and says what was built. */
export async function buildSite(
  config: Config,
  { out, host, first }: { out: string; host: Host | undefined; first: boolean },
): Promise<void> {
  const from = config.lake.kind === 'hosted' ? 'publishedSite' : 'dataDir'
  const signal = stopSignal()
  const { pages, milliseconds, warnings } = await withContent(config, (contentConfig) =>
    makeRelease(contentConfig, {
      outDir: out,
      earlierLedger: async () => (first ? emptyLedger : readLedger(contentConfig, from)),
      host,
      signal,
      onBuild: () => console.log('Building the pages (once for each version of the code) …'),
    }),
  )
  const warningText = warnings.length === 0 ? '' : `, ${warnings.length} warnings (shown in the Studio)`
  console.log(`${out}: ${pages} pages in ${(milliseconds / 1000).toFixed(1)} s${warningText}`)
}
