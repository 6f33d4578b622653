import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { createTarDecoder, createTarPacker, type ParsedTarEntry, type TarHeader } from 'modern-tar'
import { isRecord } from '#src/model/fields.ts'

/**
 * Sanity's export format: a tarball with a folder in it that holds `data.ndjson` (a document a line, images and
 * files as `_sanityAsset`), `assets.json` (what else is known of them), `images/` and `files/`.
 */

/** A file that cannot be brought in; each problem is a sentence that says where and what. */
export class ArchiveError extends Error {
  readonly path: string
  readonly problems: readonly string[]
  constructor(path: string, problems: readonly string[], cause?: unknown) {
    super(`${path}: ${problems[0]}`, { cause })
    this.name = 'ArchiveError'
    this.path = path
    this.problems = problems
  }
}

/** A file to be packed. The body has exactly `size` bytes. */
export type Part = { readonly name: string; readonly size: number; readonly body: AsyncIterable<Uint8Array> }

/** A document and where it stands. */
export type Line = { readonly number: number; readonly document: ArchivedDocument }
export type ArchivedDocument = {
  readonly _id: string
  readonly _type: string
  readonly [field: string]: unknown
}

/** An unpacked image or file; `path` is where it lies now. */
export type AssetFile = { readonly path: string; readonly sha1: string }

export type Archive = {
  readonly lines: readonly Line[]
  /** By their names in the archive. @example 'images/<sha1>-800x600.png' */
  readonly files: ReadonlyMap<string, AssetFile>
  /** By kind and hash. @example 'image-<sha1>' */
  readonly about: Readonly<Record<string, unknown>>
}

const folderName = 'content'
/** The same content makes the same bytes whenever it is packed. */
const always = { mtime: new Date(0), mode: 0o644, uid: 0, gid: 0, type: 'file' } as const

/**
 * Packs a tarball beside its place and moves it there once it is whole and on disk.
 * @throws whatever a part throws; there is then nothing new
 */
export async function pack(path: string, parts: AsyncIterable<Part>, signal: AbortSignal): Promise<void> {
  const { readable, controller } = createTarPacker()
  const beside = `${path}.part`
  const packing = async () => {
    try {
      for await (const { name, size, body } of parts) {
        const writer = controller.add({ ...always, name: `${folderName}/${name}`, size }).getWriter()
        for await (const bytes of body) await writer.write(bytes)
        await writer.close()
      }
      controller.finalize()
    } catch (error) {
      controller.error(error)
      throw error
    }
  }
  try {
    const written = pipeline(readable, createGzip({ level: 9 }), createWriteStream(beside, { flush: true }), {
      signal,
    })
    const [packed, stored] = await Promise.allSettled([packing(), written])
    signal.throwIfAborted()
    // Where the writing fails the packing is only broken off; where the packing fails, the writing fails with it.
    for (const outcome of [stored, packed]) if (outcome.status === 'rejected') throw outcome.reason
    await rename(beside, path)
  } finally {
    await rm(beside, { force: true })
  }
}

/** The most that is unpacked: bytes of one file, as many as the lake takes; of the documents; of all; files. */
const most = { asset: 512 * 2 ** 20, documents: 128 * 2 ** 20, all: 16 * 2 ** 30, files: 100_000 }

/**
 * Unpacks a tarball into a folder, under names of its own, so that nothing in it decides where anything is written.
 * @throws {ArchiveError} with all that is wrong with it, as far as it could be read
 */
export async function unpack(path: string, folder: string, signal: AbortSignal): Promise<Archive> {
  const found = await unpackedFiles(path, folder, signal)
  const depth = (name: string) => name.split('/').length
  const lists = [...found.keys()].filter((name) => name.endsWith('.ndjson') && depth(name) <= 3)
  const [list, ...others] = lists
  if (list === undefined || others.length > 0)
    throw new ArchiveError(path, [`It holds ${lists.length} lists of documents (.ndjson) instead of one.`])
  const base = list.slice(0, list.lastIndexOf('/') + 1)
  const files = new Map(
    [...found].flatMap(([name, file]) =>
      name.startsWith(base) && /^(images|files)\/[^/]+$/.test(name.slice(base.length))
        ? [[name.slice(base.length), file]]
        : [],
    ),
  )
  const problems: string[] = []
  const lines = await linesIn(found.get(list)?.path ?? '', problems)
  const about = await aboutIn(found.get(`${base}assets.json`)?.path, problems)
  if (problems.length > 0) throw new ArchiveError(path, problems)
  return { lines, files, about }
}

async function unpackedFiles(
  path: string,
  folder: string,
  signal: AbortSignal,
): Promise<Map<string, AssetFile>> {
  const problems: string[] = []
  const decoder = createTarDecoder({ strict: true })
  const feeding = feed(path, decoder.writable, signal)
  // Its error is read below, once nothing more comes out of the decoder.
  feeding.catch(() => {})
  const found = await filesOf(decoder.readable, { path, folder, problems })
    .then((files) => feeding.then(() => files))
    .catch(async (failure: unknown) => {
      signal.throwIfAborted()
      if (failure instanceof ArchiveError) throw failure
      // When the archive could not be read on, the reason is there.
      const error = await feeding.then(
        () => failure,
        (cause: unknown) => cause,
      )
      throw isFileError(error) ? error : new ArchiveError(path, [...problems, damaged], error)
    })
  if (problems.length > 0) throw new ArchiveError(path, problems)
  return found
}

/** Writes the files of a tarball; what may not be in one becomes a problem. @throws {ArchiveError} when there is too much */
async function filesOf(
  entries: ReadableStream<ParsedTarEntry>,
  { path, folder, problems }: { path: string; folder: string; problems: string[] },
): Promise<Map<string, AssetFile>> {
  const found = new Map<string, AssetFile>()
  let total = 0
  for await (const { header, body } of entries) {
    total += header.size
    if (total > most.all || found.size > most.files)
      throw new ArchiveError(path, ['It holds more than can be brought in at once.'])
    const problem = problemOf(header, found)
    if (problem !== undefined) problems.push(problem)
    if (problem !== undefined || header.type !== 'file') await body.cancel()
    else found.set(plain(header.name), await stored(body, join(folder, String(found.size))))
  }
  return found
}

const damaged = 'It is no archive of an export, or it is damaged or not complete.'

/** Writes a file of the archive, and tells the hash of its bytes. */
async function stored(body: AsyncIterable<Uint8Array>, path: string): Promise<AssetFile> {
  const hash = createHash('sha1')
  async function* hashed() {
    for await (const bytes of body) {
      hash.update(bytes)
      yield bytes
    }
  }
  await pipeline(hashed(), createWriteStream(path))
  return { path, sha1: hash.digest('hex') }
}

/** Reads a tarball, compressed or not, into a decoder. */
async function feed(path: string, writable: WritableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
  const writer = writable.getWriter()
  try {
    const isGzip = (await firstBytes(path)).equals(Buffer.from([0x1f, 0x8b]))
    const decode = async (source: AsyncIterable<Buffer>) => {
      for await (const bytes of source) await writer.write(bytes)
      await writer.close()
    }
    await pipeline(createReadStream(path), isGzip ? createGunzip() : new PassThrough(), decode, { signal })
  } catch (error) {
    await writer.abort(error).catch(() => {})
    throw error
  }
}

/** @example plain('./content/data.ndjson') → 'content/data.ndjson' */
const plain = (name: string) => name.replace(/^(\.\/)+/, '')

function problemOf(
  { name, type = 'file', size }: TarHeader,
  found: ReadonlyMap<string, unknown>,
): string | undefined {
  const shown = JSON.stringify(name)
  if (type !== 'file' && type !== 'directory') return `${shown} is a ${type}: only files can be brought in.`
  if (name.startsWith('/') || /^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..'))
    return `${shown} would lie outside of the archive.`
  if (type === 'directory') return undefined
  if (found.has(plain(name))) return `${shown} is in it twice.`
  if (size > (name.endsWith('.ndjson') ? most.documents : most.asset))
    return `${shown} is too large (${size} bytes).`
  return undefined
}

async function linesIn(path: string, problems: string[]): Promise<readonly Line[]> {
  const lines: Line[] = []
  const places = new Map<string, number>()
  let number = 0
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1
    if (text.trim() === '') continue
    const document = parsed(text)
    if (!isDocument(document)) {
      problems.push(`Line ${number} is no document with an _id and a _type.`)
      continue
    }
    // As Sanity's importer does: documents of the system belong to a project, not to its content.
    if (document._id.startsWith('_.')) continue
    const earlier = places.get(document._id)
    if (earlier !== undefined)
      problems.push(`Lines ${earlier} and ${number} both have the id "${document._id}".`)
    places.set(document._id, number)
    lines.push({ number, document })
  }
  return lines
}

async function aboutIn(
  path: string | undefined,
  problems: string[],
): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined) return {}
  const value = parsed(Buffer.concat(await createReadStream(path).toArray()).toString())
  if (isRecord(value)) return value
  problems.push('assets.json is not JSON.')
  return {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isDocument = (value: unknown): value is ArchivedDocument =>
  isRecord(value) && typeof value._id === 'string' && typeof value._type === 'string'

async function firstBytes(path: string): Promise<Buffer> {
  return Buffer.concat(await createReadStream(path, { end: 1 }).toArray())
}

/** A file that is not there or cannot be read is told apart from a bad one. */
const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))
