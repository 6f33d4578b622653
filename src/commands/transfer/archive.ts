import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { createTarDecoder, createTarPacker, type ParsedTarEntry, type TarHeader } from 'modern-tar'
import { documentProblem } from '#src/lake/index.ts'
import { isRecord } from '#src/model/fields.ts'

/**
 * Sanity's export format: a tarball with one folder that contains `data.ndjson` (one document per line, images and files
 * as `_sanityAsset`), `assets.json` (the metadata of images and files), `images/` and `files/`.
 */

/** A file that cannot be imported; each problem is a sentence that says what is wrong and where. */
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

/** A file to pack. Its body must have exactly `size` bytes. */
export type Part = { readonly name: string; readonly size: number; readonly body: AsyncIterable<Uint8Array> }

/** A document and the number of its line in `data.ndjson`. */
export type Line = { readonly number: number; readonly document: ArchivedDocument }
export type ArchivedDocument = {
  readonly _id: string
  readonly _type: string
  readonly [field: string]: unknown
}

/** An unpacked image or file; `path` is its place on disk. */
export type AssetFile = { readonly path: string; readonly sha1: string }

/** The name of the ledger of addresses in an archive. Only backups have one. */
export const ledgerName = 'addresses.json'

export type Archive = {
  readonly lines: readonly Line[]
  /** Files by their names in the archive. @example 'images/<sha1>-800x600.png' */
  readonly files: ReadonlyMap<string, AssetFile>
  /** Metadata of assets by kind and hash. @example 'image-<sha1>' */
  readonly about: Readonly<Record<string, unknown>>
  /** The text of the ledger of addresses, in a backup. */
  readonly ledger: string | undefined
}

const folderName = 'content'
/** Fixed values, so that the same content always makes the same bytes. */
const fixedHeader = { mtime: new Date(0), mode: 0o644, uid: 0, gid: 0, type: 'file' } as const

/**
 * Packs a tarball under a temporary name, and renames it when it is complete and on disk.
 * @throws what a part throws; the tarball is then not written
 */
export async function pack(path: string, parts: AsyncIterable<Part>, signal: AbortSignal): Promise<void> {
  const { readable, controller } = createTarPacker()
  const temporaryPath = `${path}.part`
  const packing = async () => {
    try {
      for await (const { name, size, body } of parts) {
        const writer = controller.add({ ...fixedHeader, name: `${folderName}/${name}`, size }).getWriter()
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
    const written = pipeline(
      readable,
      createGzip({ level: 9 }),
      createWriteStream(temporaryPath, { flush: true }),
      {
        signal,
      },
    )
    const [packed, stored] = await Promise.allSettled([packing(), written])
    signal.throwIfAborted()
    // A failed write only aborts the packing, and failed packing makes the write fail with it: the write has the cause.
    for (const outcome of [stored, packed]) if (outcome.status === 'rejected') throw outcome.reason
    await rename(temporaryPath, path)
  } finally {
    await rm(temporaryPath, { force: true })
  }
}

/**
 * Limits in bytes: of an image or file (the lake's own limit), of the list of documents, of one of them, of the metadata
 * of assets, and of the whole archive; and the number of files. All but the first and the last are held in memory.
 */
const limits = {
  asset: 512 * 2 ** 20,
  documents: 128 * 2 ** 20,
  document: 32 * 2 ** 20,
  about: 64 * 2 ** 20,
  all: 16 * 2 ** 30,
  files: 100_000,
}

/**
 * Unpacks a tarball into a folder. The files get numbers as names, so no name in the archive decides where a file is
 * written.
 * @throws {ArchiveError} with all problems, as far as the archive can be read
 */
export async function unpack(path: string, folder: string, signal: AbortSignal): Promise<Archive> {
  const unpacked = await unpackFiles(path, folder, signal)
  const depth = (name: string) => name.split('/').length
  const lists = [...unpacked.keys()].filter((name) => name.endsWith('.ndjson') && depth(name) <= 3)
  const [list, ...extraLists] = lists
  if (list === undefined || extraLists.length > 0)
    throw new ArchiveError(path, [`It contains ${lists.length} lists of documents (.ndjson) instead of one.`])
  const base = list.slice(0, list.lastIndexOf('/') + 1)
  const files = new Map(
    [...unpacked].flatMap(([name, file]) =>
      name.startsWith(base) && /^(images|files)\/[^/]+$/.test(name.slice(base.length))
        ? [[name.slice(base.length), file]]
        : [],
    ),
  )
  const problems: string[] = []
  const lines = await linesIn(unpacked.get(list)?.path ?? '', problems)
  const about = await aboutIn(unpacked.get(`${base}assets.json`)?.path, problems)
  if (problems.length > 0) throw new ArchiveError(path, problems)
  const ledgerFile = unpacked.get(base + ledgerName)?.path
  const ledger = ledgerFile === undefined ? undefined : await readFile(ledgerFile, 'utf8')
  return { lines, files, about, ledger }
}

async function unpackFiles(
  path: string,
  folder: string,
  signal: AbortSignal,
): Promise<Map<string, AssetFile>> {
  const problems: string[] = []
  const decoder = createTarDecoder({ strict: true })
  const feeding = feed(path, decoder.writable, signal)
  // Its error is handled below, when the decoder has no more output.
  feeding.catch(() => {})
  const files = await writeFiles(decoder.readable, { path, folder, problems })
    .then((written) => feeding.then(() => written))
    .catch(async (failure: unknown) => {
      signal.throwIfAborted()
      if (failure instanceof ArchiveError) throw failure
      // If the archive could not be read, this error is the cause.
      const error = await feeding.then(
        () => failure,
        (cause: unknown) => cause,
      )
      throw isFileError(error) ? error : new ArchiveError(path, [...problems, damaged], error)
    })
  if (problems.length > 0) throw new ArchiveError(path, problems)
  return files
}

/** Writes the files of a tarball. An entry that is not allowed becomes a problem. @throws {ArchiveError} where the archive exceeds a limit */
async function writeFiles(
  entries: ReadableStream<ParsedTarEntry>,
  { path, folder, problems }: { path: string; folder: string; problems: string[] },
): Promise<Map<string, AssetFile>> {
  const written = new Map<string, AssetFile>()
  let total = 0
  for await (const { header, body } of entries) {
    total += header.size
    if (total > limits.all || written.size > limits.files)
      throw new ArchiveError(path, ['It is too large, or has too many files.'])
    const problem = problemOf(header, written)
    if (problem !== undefined) problems.push(problem)
    if (problem !== undefined || header.type !== 'file') await body.cancel()
    else written.set(withoutDot(header.name), await writeFile(body, join(folder, String(written.size))))
  }
  return written
}

const damaged = 'It is not an archive of an export, or it is damaged or incomplete.'

/** Writes a file of the archive. @returns its path and the hash of its bytes */
async function writeFile(body: AsyncIterable<Uint8Array>, path: string): Promise<AssetFile> {
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

/** @example withoutDot('./content/data.ndjson') → 'content/data.ndjson' */
const withoutDot = (name: string) => name.replace(/^(\.\/)+/, '')

function problemOf(
  { name, type = 'file', size }: TarHeader,
  earlier: ReadonlyMap<string, unknown>,
): string | undefined {
  const shown = JSON.stringify(name)
  if (type !== 'file' && type !== 'directory') return `${shown} is a ${type}: only files can be imported.`
  if (name.startsWith('/') || /^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..'))
    return `${shown} is outside the archive.`
  if (type === 'directory') return undefined
  if (earlier.has(withoutDot(name))) return `${shown} is in the archive twice.`
  const limit = limitOf(name)
  return size > limit ? `${shown} is too large (${size} bytes; at most ${limit}).` : undefined
}

function limitOf(name: string): number {
  if (name.endsWith('.ndjson')) return limits.documents
  return /(^|\/)(assets|addresses)\.json$/.test(name) ? limits.about : limits.asset
}

async function linesIn(path: string, problems: string[]): Promise<readonly Line[]> {
  const lines: Line[] = []
  const lineNumbers = new Map<string, number>()
  let number = 0
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1
    if (text.trim() === '') continue
    if (text.length > limits.document) {
      problems.push(`Line ${number} is too large (${text.length} characters; at most ${limits.document}).`)
      continue
    }
    const document = parsed(text)
    if (!isDocument(document)) {
      problems.push(`Line ${number} is not a document with an _id and a _type.`)
      continue
    }
    // Skipped as in Sanity's importer: system documents belong to a project, not to its content.
    if (document._id.startsWith('_.')) continue
    // Judged before anything walks it: a document that is nested without end would exhaust the stack.
    const problem = documentProblem({ ...document, _rev: '', _createdAt: '', _updatedAt: '' })
    if (problem !== undefined) {
      problems.push(`Line ${number}: ${problem}.`)
      continue
    }
    const earlier = lineNumbers.get(document._id)
    if (earlier !== undefined)
      problems.push(`Lines ${earlier} and ${number} both have the id "${document._id}".`)
    lineNumbers.set(document._id, number)
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

/** Whether an error is about reading a file, and not about its content. */
const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))
