import type { SanityClient } from '@sanity/client'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { fetchAsset, fileIdsOf, imagesOf } from '#src/client/assets.ts'
import type { Config } from '#src/config.ts'
import { type Content, contentOf } from '#src/content/content.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { mended } from '#src/rules/mended.ts'
import { attributesOf } from './attributes.ts'
import type { Perspective, Revision } from './revision.ts'

/** How the content of a moment is read. */
export type Reading = {
  client: SanityClient
  perspective: Perspective
  /** The number that the revision gets. */
  number: number
  /** The ledger of the published site, for addresses that others have; none counts as an empty one. */
  ledger: () => Promise<Ledger>
  /** Addresses that pages had before, where more is known than is published. */
  addresses?: Ledger | undefined
  /** The folder that images and files are brought into. */
  assetsFolder: string
  onMissingAsset: (id: string, error: Error) => void
}

/**
 * Reads the content as it is now, once. What is unfinished or wrong does not stop it: it gets stand-ins, and the
 * faults are there to be shown.
 * @throws what the client throws when the lake does not answer
 */
export async function readRevision(config: Config, reading: Reading): Promise<Revision> {
  const { client, perspective, number, assetsFolder } = reading
  const [lists, ledger] = await Promise.all([
    client.withConfig({ perspective }).fetch(snapshotQuery),
    reading.ledger().catch(() => emptyLedger),
  ])
  const documents = Object.values(lists).flat()
  const { snapshot, faults, standIns } = mended(documents, ledger)
  const content = contentOrBare(await withAssets(config, snapshot, reading), reading.addresses ?? ledger)
  const { studioUrl } = config
  const attributes = attributesOf({ documents, faults, standIns, studioUrl })
  return { number, perspective, studioUrl, content, assetsFolder, faults, attributes }
}

function contentOrBare(snapshot: Snapshot, ledger: Ledger): Content {
  try {
    return contentOf({ snapshot, ledger })
  } catch {
    // A ledger that knows a language which the site no longer has: what the build says of it is enough.
    return contentOf({ snapshot, ledger: emptyLedger })
  }
}

/** Brings images and files into the folder; an image that cannot be read is left out, and takes no page with it. */
async function withAssets(
  config: Config,
  snapshot: Snapshot,
  { assetsFolder, onMissingAsset }: Reading,
): Promise<Snapshot> {
  const missing = new Set<string>()
  const ids = [...imagesOf(snapshot).map(({ asset }) => asset), ...fileIdsOf(snapshot)]
  for (const id of new Set(ids)) {
    await fetchAsset(config, id, assetsFolder).catch((error: Error) => {
      missing.add(id)
      onMissingAsset(id, error)
    })
  }
  if (missing.size === 0) return snapshot
  const editions = snapshot.editions.map((edition) =>
    missing.has(edition.image?.asset ?? '') ? { ...edition, image: undefined } : edition,
  )
  return { ...snapshot, editions }
}
