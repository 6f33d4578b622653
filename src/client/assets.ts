import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '#src/config.ts'
import { downloadName, fileName } from '#src/model/downloads.ts'
import type { FramedImage } from '#src/model/image-region.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { cached } from '#src/pictures/file-cache.ts'
import { isImage, portraitOf } from '#src/pictures/images.ts'
import { markProblem, marksOf } from '#src/pictures/mark.ts'
import type { AssetProblem } from '#src/rules/asset-faults.ts'
import { assetUrl } from './client.ts'

/** The images that pages show, each with its crop and hotspot. */
export const imagesOf = ({ editions, contributors }: Snapshot): readonly FramedImage[] => [
  ...editions.flatMap(({ image }) => (image?.asset ? [{ ...image, asset: image.asset }] : [])),
  ...contributors.flatMap((one) => portraitOf(one) ?? []),
]

/** The files that pages offer: the id of each asset and the name that the file had when it was uploaded, if known. */
const downloadsOf = ({ editions, sessions }: Pick<Snapshot, 'editions' | 'sessions'>) =>
  [...editions, ...sessions].flatMap(({ documents }) => documents.map(({ file }) => file))

/** The asset ids of the files that pages offer, each once. */
export const fileIdsOf = (snapshot: Snapshot): readonly string[] =>
  unique(downloadsOf(snapshot).map(({ asset }) => asset))

/** The name under which browsers save each file, by its name under `/files/`. */
export const downloadNames = (
  snapshot: Pick<Snapshot, 'editions' | 'sessions'>,
): ReadonlyMap<string, string> =>
  new Map(downloadsOf(snapshot).map(({ asset, name }) => [fileName(asset), downloadName(name, asset)]))

/** An asset that could not be read from the lake. */
export class AssetError extends Error {
  readonly url: string
  readonly found: string
  /** What is wrong with the asset itself: the lake has none, or other bytes than those that were uploaded. */
  readonly problem: AssetProblem | undefined
  constructor(url: string, found: string, problem?: AssetProblem) {
    super(`The asset ${url} could not be read: ${found}`)
    this.name = 'AssetError'
    this.url = url
    this.found = found
    this.problem = problem
  }
}

/**
 * Downloads the assets of a snapshot into a folder, each named by its id (`file-cache.ts`). Skips those that the folder
 * already has, and those in `fetched`, to which it adds the others. Returns those that are not there or damaged, and the
 * images that are none.
 * @throws {AssetError} where the lake does not answer
 */
export async function fetchAssets(
  config: Config,
  snapshot: Snapshot,
  folder: string,
  fetched: Set<string> = new Set(),
): Promise<ReadonlyMap<string, AssetProblem>> {
  const problems = new Map<string, AssetProblem>()
  const images = new Set(imagesOf(snapshot).map(({ asset }) => asset))
  const marks = new Set(marksOf(snapshot.forum))
  for (const id of unique([...images, ...marks, ...fileIdsOf(snapshot)])) {
    if (fetched.has(id)) continue
    await fetchAsset(config, id, folder).catch((error: unknown) => {
      if (!(error instanceof AssetError && error.problem)) throw error
      problems.set(id, error.problem)
    })
    if (images.has(id) && !problems.has(id) && !(await isImage(id, folder))) problems.set(id, 'notAnImage')
    const problem = marks.has(id) && !problems.has(id) ? await markProblem(id, folder) : undefined
    if (problem) problems.set(id, problem)
    if (!problems.has(id)) fetched.add(id)
  }
  return problems
}

/** Downloads an asset into a folder, unless it is already there. @throws {AssetError} */
export async function fetchAsset(config: Config, id: string, folder: string): Promise<void> {
  await cached(join(folder, id), async () => {
    const url = assetUrl(config, id)
    const response = await fetch(url).catch((cause) => {
      throw new AssetError(url, cause instanceof Error ? cause.message : String(cause))
    })
    const isGone = [404, 410].includes(response.status)
    if (!response.ok) throw new AssetError(url, `status ${response.status}`, isGone ? 'noAsset' : undefined)
    const bytes = Buffer.from(await response.arrayBuffer())
    if (hasItsHash(config, id) && hash('sha1', bytes) !== /-([0-9a-f]{40})-/.exec(id)?.[1])
      throw new AssetError(url, 'its bytes do not fit the hash in its id', 'damagedAsset')
    return bytes
  })
}

/** Whether the bytes of an asset have the hash in its id. The hosted service may send images encoded anew. */
const hasItsHash = ({ lake }: Config, id: string): boolean =>
  lake.kind === 'embedded' || id.startsWith('file-')

const unique = (ids: readonly string[]) => [...new Set(ids)].sort()
