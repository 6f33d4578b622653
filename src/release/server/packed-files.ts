import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gunzip, gzip, type InputType } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { ContentEncoding } from '#src/serving/conditions.ts'
import { digestOf, type Variant } from '../store/blob-files.ts'
import type { ReleaseStore } from '../store/release-store.ts'

/** The bytes of an answer. `encoding` is missing for the file as it is; `tag` is the strong validator of these bytes. */
export type Body = { readonly bytes: Buffer; readonly encoding?: ContentEncoding; readonly tag: string }

/** The entity tag of a file as it is, and the beginning of those of its compressed forms. */
export const tagOf = (digest: string, variant?: Variant): string =>
  `"${digest.slice(0, 32)}${variant === undefined ? '' : `-${variant}`}"`

/**
 * The files of a store and their compressed forms, the last ones asked for in memory. A compressed form is made quickly,
 * when it is first asked for or before, and stands beside its file from then on. In idle time the forms that were asked
 * for are made as small as they get.
 */
export class PackedFiles {
  readonly #store: ReleaseStore
  readonly #bodies: LRUCache<string, Body>
  readonly #loading = new Map<string, Promise<Body>>()
  /** Files whose quick brotli was asked for. */
  readonly #toShrink = new Set<string>()
  #shrinking: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(store: ReleaseStore, { memory = 64 * 2 ** 20 }: { memory?: number } = {}) {
    this.#store = store
    this.#bodies = new LRUCache({ maxSize: memory, sizeCalculation: ({ bytes }) => bytes.length + 100 })
  }

  /** The place of a file. */
  pathOf(digest: string): string {
    return this.#store.files.pathOf(digest)
  }

  /** The bytes of a file, compressed where that makes it smaller. At once where they are in memory. */
  body(digest: string, encoding?: ContentEncoding): Body | Promise<Body> {
    const key = encoding === undefined ? digest : `${digest} ${encoding}`
    const found = this.#bodies.get(key)
    if (found) return found
    const loading =
      this.#loading.get(key) ??
      (encoding === undefined ? this.#plain(digest) : this.#packed(digest, encoding))
        .then((body) => {
          this.#bodies.set(key, body)
          return body
        })
        .finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
    return loading
  }

  /** Makes the quick compressed forms of files, one after another. Who asks meanwhile does not wait for the others. */
  async prepare(digests: Iterable<string>): Promise<void> {
    for (const digest of digests)
      for (const encoding of ['br', 'gzip'] as const) {
        if (this.#isClosed) return
        // Who asks for it is told what is wrong with it.
        await Promise.resolve(this.body(digest, encoding)).catch(() => {})
      }
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#shrinking)
  }

  async #plain(digest: string): Promise<Body> {
    return { bytes: await this.#store.read(digest), tag: tagOf(digest) }
  }

  async #packed(digest: string, encoding: ContentEncoding): Promise<Body> {
    const candidates: readonly Variant[] = encoding === 'br' ? ['br11', 'br'] : ['gz']
    for (const variant of candidates) {
      const bytes = await this.#store.files.readVariant(digest, variant)
      if (bytes === undefined || !(await unpacksTo(bytes, encoding, digest))) continue
      if (variant === 'br') this.#shrinkLater(digest)
      return { bytes, encoding, tag: tagOf(digest, variant) }
    }
    const plain = await this.body(digest)
    const variant = encoding === 'br' ? 'br' : 'gz'
    const bytes = await pack[variant](plain.bytes)
    if (bytes.length >= plain.bytes.length) return plain
    await this.#keep(bytes, digest, variant)
    if (variant === 'br') this.#shrinkLater(digest)
    return { bytes, encoding, tag: tagOf(digest, variant) }
  }

  /** A full disk, or one that may not be written to, costs only that it is made again. */
  async #keep(bytes: Buffer, digest: string, variant: Variant): Promise<void> {
    if (this.#store.has(digest)) await this.#store.files.write(bytes, digest, variant).catch(() => {})
  }

  #shrinkLater(digest: string): void {
    if (this.#toShrink.size >= maxToShrink || this.#isClosed) return
    this.#toShrink.add(digest)
    this.#shrinking ??= setTimeout(() => void this.#shrink(), idleMilliseconds).unref()
  }

  /** One file, then a pause that leaves most of a processor to others. */
  async #shrink(): Promise<void> {
    const [digest] = this.#toShrink
    if (digest === undefined || this.#isClosed) {
      this.#shrinking = undefined
      return
    }
    this.#toShrink.delete(digest)
    const startedAt = performance.now()
    // What is gone by now, or damaged, is nobody's concern here.
    await this.#shrinkOne(digest).catch(() => {})
    const pause = Math.max(idleMilliseconds / 10, 10 * (performance.now() - startedAt))
    this.#shrinking = setTimeout(() => void this.#shrink(), pause).unref()
  }

  async #shrinkOne(digest: string): Promise<void> {
    const plain = await this.body(digest)
    if (plain.bytes.length > maxShrinkBytes) return
    const bytes = await pack.br11(plain.bytes)
    await this.#keep(bytes, digest, 'br11')
    this.#bodies.set(`${digest} br`, { bytes, encoding: 'br', tag: tagOf(digest, 'br11') })
  }
}

const idleMilliseconds = 2000
const maxToShrink = 1000
const maxShrinkBytes = 2 ** 20

const withBrotli = promisify(
  (bytes: InputType, quality: number, done: (error: Error | null, packed: Buffer) => void) =>
    brotliCompress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }, done),
)
const withGzip = promisify((bytes: InputType, done: (error: Error | null, packed: Buffer) => void) =>
  gzip(bytes, { level: 6 }, done),
)
const pack: Readonly<Record<Variant, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => withBrotli(bytes, 5),
  br11: (bytes) => withBrotli(bytes, 11),
  gz: (bytes) => withGzip(bytes),
}
const unpack = { br: promisify(brotliDecompress), gzip: promisify(gunzip) }

/** Whether a compressed form is that of the file: nothing else tells what a disk did to it. */
async function unpacksTo(bytes: Buffer, encoding: ContentEncoding, digest: string): Promise<boolean> {
  return unpack[encoding](bytes).then(
    (plain) => digestOf(plain) === digest,
    () => false,
  )
}
