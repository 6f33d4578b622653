import { join } from 'node:path'
import type { Ledger } from '#src/addresses/ledger.ts'
import { fetchAssets } from '#src/client/assets.ts'
import { lakeClient } from '#src/client/client.ts'
import { PublishedDocuments } from '#src/client/published-documents.ts'
import type { Config } from '#src/config.ts'
import { type Content, contentOf } from '#src/content/content.ts'
import type { ScheduledVersion } from '#src/model/scheduled-version.ts'
import { assetFaults } from '#src/rules/asset-faults.ts'
import { examinePublic } from '#src/rules/examine-public.ts'
import type { Warning } from '#src/rules/findings.ts'
import { ContentFaultsError, LakeUnreachableError } from './failures.ts'

/**
 * The published content, checked. `warnings` are made when they are asked for. `heldBack` are versions that should be
 * public by now, and would bring a fault.
 */
export type Checked = {
  readonly content: Content
  readonly warnings: readonly Warning[]
  readonly heldBack: readonly ScheduledVersion[]
}

/**
 * Reads and checks the published content, again and again. What has not changed since the last time is neither read nor
 * checked nor typeset again.
 */
export class SiteContent {
  readonly #config: Config
  readonly #documents: PublishedDocuments
  /** The assets that stand in the folder, by id. */
  readonly #fetched = new Set<string>()

  constructor(config: Config) {
    this.#config = config
    this.#documents = new PublishedDocuments(lakeClient(config))
  }

  /** The folder of images and files, named by their asset ids. */
  get assetsFolder(): string {
    return join(this.#config.dataDir, 'cache/assets')
  }

  /**
   * @param earlierLedger reads the ledger of the release before
   * @param now the moment of the release, in milliseconds since 1970
   * @param ids the documents that may have changed since the last time; where it is left out, all
   * @throws {ContentFaultsError | LakeUnreachableError | LostAddressError | AssetError} and what `earlierLedger` throws
   */
  async read(earlierLedger: () => Promise<Ledger>, now: number, ids?: ReadonlySet<string>): Promise<Checked> {
    const { studioUrl } = this.#config
    const documents = await this.#stored(ids)
    const ledger = await earlierLedger()
    const examined = examinePublic(documents, now, ledger)
    const { snapshot, faults, times, heldBack } = examined
    if (snapshot === undefined || faults.length > 0) throw new ContentFaultsError(faults, studioUrl)
    const content = contentOf({ snapshot, ledger, now, scheduled: times })
    const problems = await fetchAssets(this.#config, snapshot, this.assetsFolder, this.#fetched)
    const assetProblems = assetFaults(snapshot, problems)
    if (assetProblems.length > 0) throw new ContentFaultsError(assetProblems, studioUrl)
    return {
      content,
      heldBack,
      get warnings() {
        return examined.warnings
      },
    }
  }

  async #stored(ids: ReadonlySet<string> | undefined) {
    const { lake } = this.#config
    const startedAt = performance.now()
    return this.#documents.read(ids).catch((error: Error) => {
      throw new LakeUnreachableError({
        url: lake.kind === 'embedded' ? lake.url : `https://${lake.projectId}.api.sanity.io`,
        variable: lake.kind === 'embedded' ? 'LAKE_PORT' : 'SANITY_PROJECT_ID',
        seconds: (performance.now() - startedAt) / 1000,
        found: error.cause instanceof Error ? error.cause.message : error.message,
      })
    })
  }
}
