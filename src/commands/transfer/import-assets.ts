import { extname } from 'node:path'
import { HttpError } from '#src/lake/errors.ts'
import { measureImage } from '#src/lake/images/measure.ts'
import { isRecord } from '#src/model/fields.ts'
import type { Archive } from './archive.ts'

/** An image or a file of an archive, and the id that the lake will give it. */
export type ImportAsset = {
  readonly kind: 'image' | 'file'
  readonly id: string
  readonly path: string
  readonly filename: string
  /** What people wrote about it. */
  readonly about: Readonly<Record<string, unknown>>
}

/**
 * Looks at each image and file of an archive; images are measured as they will be when they are uploaded.
 * @param problems gets a sentence for each that cannot be brought in
 */
export async function identified(
  { files, about }: Pick<Archive, 'files' | 'about'>,
  problems: string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ImportAsset>> {
  const found = new Map<string, ImportAsset>()
  for (const [name, { path, sha1 }] of files) {
    signal.throwIfAborted()
    const [folder, base = ''] = name.split('/')
    const kind = folder === 'images' ? 'image' : 'file'
    const named = /^[0-9a-f]{40}/.exec(base)?.[0]
    // Hosted projects clean drawings after they have named them by their bytes.
    if (named !== undefined && named !== sha1 && extname(base) !== '.svg')
      problems.push(`${name} is damaged: its bytes are not those that its name tells.`)
    const entry = about[`${kind}-${named ?? sha1}`]
    const known = isRecord(entry) ? entry : {}
    const original = typeof known.originalFilename === 'string' ? known.originalFilename : undefined
    const described = Object.fromEntries(Object.entries(known).filter(([field]) => !measured.has(field)))
    const asset = { kind, path, about: described } as const
    if (kind === 'file') {
      const extension = fileExtension(base, named, original)
      const filename =
        original !== undefined && extensionOf(original) === extension ? original : `${sha1}.${extension}`
      found.set(name, { ...asset, id: `file-${sha1}-${extension}`, filename })
      continue
    }
    const id = await imageId(path, sha1).catch((error) => {
      if (!(error instanceof HttpError)) throw error
      problems.push(`${name}: ${error.body.message}.`)
    })
    if (id !== undefined) found.set(name, { ...asset, id, filename: original ?? base })
  }
  return found
}

async function imageId(path: string, sha1: string): Promise<string> {
  const { format, metadata } = await measureImage(path)
  const { width, height } = metadata.dimensions
  return `image-${sha1}-${width}x${height}-${format}`
}

/** Sanity's exporter calls a file whose extension has a digit `<sha1>-mp4.bin`. */
function fileExtension(base: string, named: string | undefined, original: string | undefined): string {
  const [, inName] = /^-([a-z0-9]{1,10})\.bin$/.exec(base.slice(named?.length ?? 0)) ?? []
  return inName ?? (named === undefined && original !== undefined ? extensionOf(original) : extensionOf(base))
}

/** As the lake reads it. */
const extensionOf = (filename: string) =>
  /^\.([a-z0-9]{1,10})$/.exec(extname(filename).toLowerCase())?.[1] ?? 'bin'

/** What the lake finds out by itself when an asset is uploaded, or gives it anew. */
const measured = new Set(
  '_id _type _rev _createdAt _updatedAt assetId extension mimeType metadata originalFilename path sha1hash size uploadId url'.split(
    ' ',
  ),
)
