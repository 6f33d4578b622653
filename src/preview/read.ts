import type { SanityClient } from '@sanity/client'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { fetchAsset, fileIdsOf, imagesOf } from '#src/client/assets.ts'
import type { Config } from '#src/config.ts'
import { type Content, contentOf } from '#src/content/content.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import { publicAt } from '#src/model/scheduled-version.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { markProblem, marksOf } from '#src/pictures/mark.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { attributesOf } from './attributes.ts'
import { withDraftsOf } from './one-edition.ts'
import { documentsTried } from './rehearsal.ts'
import type { Perspective, Revision, View } from './revision.ts'

/** How to read the content. */
export type ReadOptions = {
  client: SanityClient
  view: View
  /** The number of the revision. */
  number: number
  /** The moment that pages show, in milliseconds since 1970. */
  now: number
  /** Reads the ledger of the published site, for addresses that belong to other documents. If it fails, the ledger is empty. */
  ledger: () => Promise<Ledger>
  /** The ledger that old addresses come from, in place of the published one: it has those of earlier drafts too. */
  addresses?: Ledger | undefined
  /** The folder that images and files are downloaded to. */
  assetsFolder: string
  onMissingAsset: (id: string, error: Error) => void
}

/**
 * Reads the current content once. Content with faults is read too: it gets stand-ins, and the revision lists the
 * faults.
 * @throws what the client throws when the lake does not answer
 */
export async function readRevision(config: Config, options: ReadOptions): Promise<Revision> {
  const { client, view, number, assetsFolder } = options
  const { perspective, edition, rehearsal } = view
  const read = async (one: Perspective) =>
    Object.values(await client.withConfig({ perspective: one }).fetch(snapshotQuery)).flat()
  const [own, published, ledger] = await Promise.all([
    read(perspective),
    edition === undefined ? [] : read('published'),
    options.ledger().catch(() => emptyLedger),
  ])
  const stored = edition === undefined ? own : withDraftsOf(edition, published, own)
  const { documents: due, times } = publicAt(stored, options.now)
  const documents = rehearsal ? documentsTried(due, rehearsal) : due
  const { snapshot, faults, standIns } = withStandIns(documents, ledger)
  const content = contentWithLedger(
    await withAssets(config, snapshot, options),
    options.addresses ?? ledger,
    { now: options.now, scheduled: times },
  )
  const { studioUrl } = config
  const attributes = attributesOf({ documents, faults, standIns, studioUrl })
  return { number, view, studioUrl, content, assetsFolder, faults, attributes }
}

function contentWithLedger(
  snapshot: Snapshot,
  ledger: Ledger,
  moment: { now: number; scheduled: readonly number[] },
): Content {
  try {
    return contentOf({ snapshot, ledger, ...moment })
  } catch {
    // The ledger has addresses in a language that the site no longer has. The build reports that.
    return contentOf({ snapshot, ledger: emptyLedger, ...moment })
  }
}

/** Downloads images and files into the folder. The snapshot leaves out images that cannot be read. */
async function withAssets(
  config: Config,
  snapshot: Snapshot,
  { assetsFolder, onMissingAsset }: ReadOptions,
): Promise<Snapshot> {
  const missing = new Set<string>()
  const { forum } = snapshot
  const marks = new Set(marksOf(forum))
  const ids = [...imagesOf(snapshot).map(({ asset }) => asset), ...marks, ...fileIdsOf(snapshot)]
  for (const id of new Set(ids)) {
    await fetchAsset(config, id, assetsFolder).catch((error: Error) => {
      missing.add(id)
      onMissingAsset(id, error)
    })
    if (marks.has(id) && !missing.has(id) && (await markProblem(id, assetsFolder))) missing.add(id)
  }
  if (missing.size === 0) return snapshot
  const editions = snapshot.editions.map((edition) =>
    missing.has(edition.image?.asset ?? '') ? { ...edition, image: undefined } : edition,
  )
  const unlessMissing = (mark: typeof forum.mark) => (missing.has(mark?.asset ?? '') ? undefined : mark)
  const marked = { mark: unlessMissing(forum.mark), markDark: unlessMissing(forum.markDark) }
  return { ...snapshot, editions, forum: { ...forum, ...marked } }
}
