import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { makeFolder } from '#src/make-folder.ts'
import { ReleaseStoreError } from '../failures.ts'
import type { HeaderRule } from '../headers.ts'
import { whileLocked } from '../lock-file.ts'
import type { BlobFiles } from './blob-files.ts'
import { Follower } from './follower.ts'
import {
  type ReleaseComparison,
  type ReleaseFile,
  ReleaseHistory,
  type RetiredRule,
  type StoredRelease,
} from './release-history.ts'
import { type JournalEntry, type ReleaseEntry, ReleaseJournal } from './release-journal.ts'
import { StandingFiles } from './standing-files.ts'

/** A release that is to be published, as what differs from the newest one. */
export type NewRelease = {
  /** New and changed files by path. Those that are as they were may be among them. */
  readonly changed: ReadonlyMap<string, ReleaseFile>
  readonly gone?: Iterable<string>
  readonly headers: readonly HeaderRule[]
  /** Old addresses that have rules beside their pages: a redirect, or status 410. */
  readonly retired?: readonly RetiredRule[]
  readonly about?: ReleaseEntry['about']
}

/** The folder of the releases of a site. */
export const releasesFolder = ({ dataDir }: { dataDir: string }): string => resolve(dataDir, 'releases')

/**
 * The last releases of the site, kept by content: each file once, under the digest of its bytes, and a journal with one
 * line for each release. A release stands whole before it is shown; whoever reads sees one release or another, whenever
 * a process is killed, and where the disk is full. Any number of processes may read and write one folder at once; one at
 * a time writes.
 */
export class ReleaseStore {
  readonly files: BlobFiles
  readonly #standing: StandingFiles
  readonly #folder: string
  readonly #journal: ReleaseJournal
  #history = new ReleaseHistory()
  #current: StoredRelease | undefined
  readonly #listeners = new Set<(release: StoredRelease) => void>()
  readonly #follower: Follower
  #turn: Promise<unknown> = Promise.resolve()

  /** @throws {ReleaseStoreError} newerVersion */
  static async open(folder: string): Promise<ReleaseStore> {
    const store = new ReleaseStore(folder)
    makeFolder(join(folder, 'files'), 0o700)
    await store.#inTurn(() => store.#refresh())
    return store
  }

  private constructor(folder: string) {
    this.#folder = folder
    this.#standing = new StandingFiles(join(folder, 'files'))
    this.files = this.#standing.blobs
    this.#journal = new ReleaseJournal(join(folder, 'journal'))
    this.#follower = new Follower(folder, () => this.refresh())
  }

  /** The release that is shown: the newest one, or the one that was gone back to. */
  get current(): StoredRelease | undefined {
    return this.#current
  }

  /** The release that the next one is based on. Its files may be absent where the disk lost them: see `has`. */
  get newest(): StoredRelease | undefined {
    return this.#history.newest
  }

  /** The release that was shown before the current one. Its pages are still open in browsers. */
  get shownBefore(): StoredRelease | undefined {
    return this.#history.shownBefore
  }

  /** The kept release before the one that is shown: where going back leads. */
  get previous(): StoredRelease | undefined {
    const number = this.#current?.number ?? 0
    return this.releases().findLast((release) => release.number < number)
  }

  /** The last ten releases, oldest first. */
  releases(): readonly StoredRelease[] {
    return this.#history.kept
  }

  /** What differs in a kept release from another kept one. @throws {ReleaseStoreError} unknownRelease */
  compare(from: number, to: number): ReleaseComparison {
    for (const number of [from, to]) this.#kept(number)
    return this.#history.compare(from, to)
  }

  /** Whether a file stands, as far as is known. Asks no disk. */
  has(digest: string): boolean {
    return this.#standing.isSound(digest)
  }

  /** Writes a file, unless it stands already. @returns its digest */
  async put(bytes: Uint8Array): Promise<string> {
    return this.#standing.put(bytes)
  }

  /**
   * The bytes of a file.
   * @throws {ReleaseStoreError} fileDamaged: no release with it is published until it is `put` again. What is shown stays:
   * one page that fails is less than all pages of an earlier day.
   */
  async read(digest: string): Promise<Buffer> {
    return this.#standing.read(digest)
  }

  /**
   * Publishes a release and shows it. What is written does not depend on how many files it has. When it resolves, the
   * release outlives a killed process and a loss of power; when it rejects, nothing has changed.
   * @throws {ReleaseStoreError} filesMissing: files of the new release do not stand, which `has` tells; `put` them again
   * @throws {LockedError}
   */
  async publish(release: NewRelease): Promise<StoredRelease> {
    const settle = this.#standing.pendingUntilNow()
    return this.#write(async () => {
      const { newest } = this
      const entry = entryOf(release, newest)
      const absent = await this.#absentAfter(entry, newest)
      if (absent.length > 0)
        throw new ReleaseStoreError('filesMissing', {
          path: this.#folder,
          found: `${absent.length}, among them ${absent.slice(0, 3).join(', ')}`,
        })
      await this.#append(entry)
      settle()
      return this.#kept(entry.number)
    })
  }

  /**
   * Adds files to the newest release: those that follow its pages.
   * @throws {ReleaseStoreError} filesMissing
   * @throws {LockedError}
   */
  async add(changed: ReadonlyMap<string, ReleaseFile>): Promise<void> {
    const settle = this.#standing.pendingUntilNow()
    await this.#write(async () => {
      const { newest } = this
      if (newest === undefined) return
      const { number, time, about } = newest
      const { headers: _headers, retired: _retired, ...rest } = entryOf({ changed, headers: [] }, newest)
      const entry = { ...rest, number, time, about }
      const absent = await this.#absentAfter(entry, newest)
      if (absent.length > 0)
        throw new ReleaseStoreError('filesMissing', { path: this.#folder, found: absent.join(', ') })
      if (entry.changed.length > 0) await this.#append(entry)
      settle()
    })
  }

  /**
   * Shows an earlier release again, until the next one is published. Writes one line.
   * @throws {ReleaseStoreError} unknownRelease, or filesMissing where it does not stand whole
   * @throws {LockedError}
   */
  async rollBackTo(number: number): Promise<StoredRelease> {
    return this.#write(async () => {
      const release = this.#kept(number)
      if (!release.files.values().every(({ digest }) => this.has(digest)))
        throw new ReleaseStoreError('filesMissing', {
          path: this.#folder,
          found: `release ${number} is not whole`,
        })
      if (number !== this.#history.shown?.number) await this.#append({ show: number })
      return release
    })
  }

  /**
   * Removes the files that no kept release has, and shortens the journal: for idle time. Files of the release before the
   * kept ones stay, for a process that has not heard of the newest. Lets others write in between.
   * @returns how many files were removed
   */
  async prune(): Promise<number> {
    let removed = 0
    const isUnused = () => {
      const used = this.#history.digests()
      return (digest: string) => !used.has(digest) && !this.#standing.isPending(digest)
    }
    const candidates = [...(await this.files.digests())].filter(isUnused())
    for (let at = 0; at < candidates.length; at += slice) {
      await this.#write(async () => {
        for (const digest of candidates.slice(at, at + slice).filter(isUnused())) {
          await this.#standing.remove(digest)
          removed += 1
        }
      })
    }
    await this.files.removeLeftovers()
    if (this.#journal.length > foldAfter)
      await this.#write(() => this.#journal.replace(this.#history.entries()))
    return removed
  }

  /** Calls the listener whenever another release is shown, by this process or another. @returns stops it */
  onSwitch(listener: (release: StoredRelease) => void): () => void {
    this.#listeners.add(listener)
    this.#follower.start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#follower.stop()
    }
  }

  /** Takes in what other processes have written. Without listeners nobody else does. */
  async refresh(): Promise<void> {
    await this.#inTurn(async () => {
      if (await this.#journal.hasChanged()) await this.#refresh()
    })
  }

  /** Stops listening, once what was begun is done. */
  async close(): Promise<void> {
    this.#listeners.clear()
    this.#follower.stop()
    await this.#turn
  }

  async #refresh(): Promise<void> {
    const { entries, isAnew } = await this.#journal.read()
    if (isAnew) {
      this.#history = new ReleaseHistory()
      await this.#standing.look()
    }
    // What others published, they have looked at.
    for (const entry of isAnew ? [] : entries)
      if ('changed' in entry) this.#standing.add(entry.changed.map(([, digest]) => digest))
    this.#history.apply(entries)
    this.#switch()
  }

  async #append(entry: JournalEntry): Promise<void> {
    await this.#journal.append(entry)
    this.#history.apply([entry])
    this.#switch()
  }

  /** Shows what the journal says; where the disk has lost files of that, the newest release that is whole. */
  #switch(): void {
    const { shown, kept } = this.#history
    const isWhole = ({ files }: StoredRelease) =>
      files.values().every(({ digest }) => this.#standing.stands(digest))
    const release =
      shown && isWhole(shown) ? shown : kept.findLast((other) => other !== shown && isWhole(other))
    const isSame = release?.number === this.#current?.number && release?.time === this.#current?.time
    this.#current = release
    if (release === undefined || isSame) return
    // Later: what a listener throws does not belong to what is written.
    for (const listener of this.#listeners) queueMicrotask(() => listener(release))
  }

  /** The paths of files that a release would lack: changed ones are looked for, of the others it is known. */
  async #absentAfter({ changed, gone }: ReleaseEntry, base: StoredRelease | undefined): Promise<string[]> {
    const absent: string[] = []
    for (const [index, [path, digest, bytes]] of changed.entries()) {
      if (!this.#standing.check(digest, bytes)) absent.push(path)
      if (index % 500 === 499) await setImmediate()
    }
    const replaced = new Set([...changed.map(([path]) => path), ...gone])
    for (const [path, { digest }] of base?.files ?? [])
      if (!this.has(digest) && !replaced.has(path)) absent.push(path)
    return absent
  }

  #kept(number: number): StoredRelease {
    const release = this.releases().find((kept) => kept.number === number)
    if (release) return release
    const kept = this.releases().map((other) => other.number)
    throw new ReleaseStoreError('unknownRelease', {
      path: this.#folder,
      found:
        kept.length === 0 ? 'there is no release' : `kept are ${kept[0]} to ${kept.at(-1)}, not ${number}`,
    })
  }

  /** Writes while nobody else does, after reading what others wrote. */
  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() =>
      whileLocked(join(this.#folder, 'lock'), async () => {
        if (await this.#journal.hasChanged()) await this.#refresh()
        return work()
      }),
    )
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }
}

/** How many files are removed before others may write. */
const slice = 200
/** The number of entries from which the journal is shortened. */
const foldAfter = 60

function entryOf(
  { changed, gone = [], headers, retired = [], about = null }: NewRelease,
  newest: StoredRelease | undefined,
): ReleaseEntry {
  for (const path of changed.keys()) if (!isPath(path)) throw new TypeError(`Not a path of a site: ${path}`)
  const goneNow = new Set(gone)
  const before = newest?.files
  return {
    number: (newest?.number ?? 0) + 1,
    time: new Date().toISOString(),
    about,
    ...(!isDeepStrictEqual(headers, newest?.headers) && { headers: [...headers] }),
    ...(!isDeepStrictEqual(retired, newest?.retired ?? []) && { retired: [...retired] }),
    changed: [...changed]
      .filter(([path, { digest }]) => before?.get(path)?.digest !== digest)
      .map(([path, { digest, bytes }]) => [path, digest, bytes]),
    gone: [...goneNow].filter((path) => before?.has(path) === true && !changed.has(path)).sort(),
  }
}

const isPath = (path: string) => path.split('/').every((segment) => !/^(\.{0,2})$|[\\\0]/.test(segment))
