import { extname } from 'node:path'
import { HttpError, ImagePool } from '#src/lake/index.ts'
import { isRecord } from '#src/model/fields.ts'
import type { Archive, AssetFile } from './archive.ts'

/** An image or a file of an archive, with the id that the lake will give it. */
export type ImportAsset = {
  readonly kind: 'image' | 'file'
  readonly id: string
  readonly path: string
  readonly filename: string
  /** The metadata that people wrote, such as a title. */
  readonly about: Readonly<Record<string, unknown>>
}

/**
 * Checks each image and file of an archive, and derives its id. Images are measured as the lake measures uploads.
 * @param problems gets a sentence for each image or file that cannot be imported
 */
export async function identifyAssets(
  { files, about }: Pick<Archive, 'files' | 'about'>,
  problems: string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ImportAsset>> {
  const assets = new Map<string, ImportAsset>()
  const images = new ImagePool()
  try {
    for (const [name, file] of files) {
      signal.throwIfAborted()
      if (isDamaged(name, file))
        problems.push(`${name} is damaged: its bytes do not match the hash in its name.`)
      const asset = await assetOf(name, file, about, images).catch((error: unknown) => {
        if (!(error instanceof HttpError)) throw error
        problems.push(`${name}: ${error.body.message}.`)
      })
      if (asset !== undefined) assets.set(name, asset)
    }
  } finally {
    images.close()
  }
  return assets
}

const sha1In = (name: string) => /\/([0-9a-f]{40})/.exec(name)?.[1]

/** Whether the bytes differ from the hash in the name. Hosted projects change SVG files after naming them, so SVG is not checked. */
function isDamaged(name: string, { sha1 }: AssetFile): boolean {
  const hash = sha1In(name)
  return hash !== undefined && hash !== sha1 && extname(name) !== '.svg'
}

/** @throws {HttpError} where the lake would refuse the image */
async function assetOf(
  name: string,
  file: AssetFile,
  about: Archive['about'],
  images: ImagePool,
): Promise<ImportAsset> {
  const kind = name.startsWith('images/') ? 'image' : 'file'
  const entry = about[`${kind}-${sha1In(name) ?? file.sha1}`]
  const known = isRecord(entry) ? entry : {}
  const base = name.slice(name.indexOf('/') + 1)
  return kind === 'image' ? imageAsset(base, file, known, images) : fileAsset(base, file, known, sha1In(name))
}

type Described = Readonly<Record<string, unknown>>

/** @throws {HttpError} where the lake would refuse the image */
async function imageAsset(
  base: string,
  { path, sha1 }: AssetFile,
  known: Described,
  images: ImagePool,
): Promise<ImportAsset> {
  const { format, metadata } = await images.measure(path)
  const { width, height } = metadata.dimensions
  const id = `image-${sha1}-${width}x${height}-${format}`
  return { kind: 'image', id, path, filename: originalName(known) ?? base, about: writtenByPeople(known) }
}

function fileAsset(
  base: string,
  { path, sha1 }: AssetFile,
  known: Described,
  sha1InName: string | undefined,
): ImportAsset {
  const original = originalName(known)
  const extension = fileExtension(base, sha1InName, original)
  const isOriginal = original !== undefined && extensionOf(original) === extension
  const filename = isOriginal ? original : `${sha1}.${extension}`
  return { kind: 'file', id: `file-${sha1}-${extension}`, path, filename, about: writtenByPeople(known) }
}

const originalName = ({ originalFilename }: Described) =>
  typeof originalFilename === 'string' ? originalFilename : undefined

const writtenByPeople = (known: Described): Described =>
  Object.fromEntries(Object.entries(known).filter(([field]) => !setByLake.has(field)))

/** The extension of a file. Sanity's exporter names a file whose extension has a digit `<sha1>-mp4.bin`. */
function fileExtension(base: string, named: string | undefined, original: string | undefined): string {
  const [, inName] = /^-([a-z0-9]{1,10})\.bin$/.exec(base.slice(named?.length ?? 0)) ?? []
  return inName ?? (named === undefined && original !== undefined ? extensionOf(original) : extensionOf(base))
}

/** The extension, by the lake's own rule. */
const extensionOf = (filename: string) =>
  /^\.([a-z0-9]{1,10})$/.exec(extname(filename).toLowerCase())?.[1] ?? 'bin'

/** Fields that the lake sets itself when an asset is uploaded. */
const setByLake = new Set(
  '_id _type _rev _createdAt _updatedAt assetId extension mimeType metadata originalFilename path sha1hash size uploadId url'.split(
    ' ',
  ),
)
