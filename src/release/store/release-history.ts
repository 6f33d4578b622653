import type { HeaderRule } from '../headers.ts'
import type { JournalEntry, ReleaseEntry } from './release-journal.ts'

/** A file of a release: the SHA-256 digest of its bytes, as 64 hexadecimal digits, and their number. */
export type ReleaseFile = { readonly digest: string; readonly bytes: number }

/** An old address, without the path of SITE_URL: it leads to `target`, or its page says what became of it. */
export type RetiredRule = { readonly address: string; readonly target?: string }

/** Paths of files, sorted. */
export type ReleaseComparison = {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly gone: readonly string[]
}

export type StoredRelease = {
  /** 1 for the first release. */
  readonly number: number
  /** When it was published, in ISO 8601. */
  readonly time: string
  /** What the publisher says of it, as JSON. */
  readonly about: ReleaseEntry['about']
  readonly headers: readonly HeaderRule[]
  readonly retired: readonly RetiredRule[]
  /** How many files it has. */
  readonly count: number
  /**
   * Its files by their path from the root of the site, without a slash at the beginning: `en/index.html`.
   * @throws where the release is older than those that are kept
   */
  readonly files: ReadonlyMap<string, ReleaseFile>
}

/** How many releases are kept. */
export const keptReleases = 10

/**
 * The last releases and which of them is shown, as the entries of a journal tell. Holds all files of the newest release,
 * and of each other one what the next one changed.
 */
export class ReleaseHistory {
  #known: readonly Known[] = []
  #newestFiles: ReadonlyMap<string, ReleaseFile> = new Map()
  #shown: number | undefined
  #shownBefore: number | undefined

  /** The last ten, oldest first. */
  get kept(): readonly StoredRelease[] {
    return this.#known.slice(-keptReleases).map(({ release }) => release)
  }

  get newest(): StoredRelease | undefined {
    return this.#known.at(-1)?.release
  }

  get shown(): StoredRelease | undefined {
    return this.#find(this.#shown)?.release
  }

  /** The release that was shown before the one that is shown. */
  get shownBefore(): StoredRelease | undefined {
    return this.#find(this.#shownBefore)?.release
  }

  /** Takes in entries. Costs one copy of the newest release's table, and what the entries change. */
  apply(entries: readonly JournalEntry[]): void {
    if (entries.length === 0) return
    const files = new Map(this.#newestFiles)
    const known = [...this.#known]
    for (const entry of entries) {
      if ('show' in entry) {
        this.#show(entry.show)
        continue
      }
      const before = takeIn(files, entry)
      const { number, time, about } = entry
      const earlier = known.at(-1)?.release
      const headers = entry.headers ?? earlier?.headers ?? []
      const retired = entry.retired ?? earlier?.retired ?? []
      const release = this.#release({ number, time, about, headers, retired, count: files.size })
      if (earlier?.number === number) {
        // Files that follow: of what they replace, the release before knows what it had.
        const followed = known.pop()
        known.push({ before: new Map([...before, ...(followed?.before ?? [])]), release })
        continue
      }
      known.push({ before, release })
      this.#show(number)
    }
    this.#newestFiles = files
    // One more than is listed: who serves it may not have heard of the newest one.
    this.#known = known.slice(-keptReleases - 1)
  }

  /** What differs in a release from another, as from an earlier to a later one. */
  compare(from: number, to: number): ReleaseComparison {
    const [low, high] = from < to ? [from, to] : [to, from]
    const between = this.#known.filter(({ release: { number } }) => number > low && number <= high)
    const paths = [...new Set(between.flatMap(({ before }) => [...before.keys()]))].sort()
    const pairs = paths
      .map((path) => ({ path, old: this.#fileAt(from, path), new: this.#fileAt(to, path) }))
      .filter((pair) => pair.old?.digest !== pair.new?.digest)
    const pathsOf = (found: typeof pairs) => found.map(({ path }) => path)
    return {
      added: pathsOf(pairs.filter(({ old }) => old === undefined)),
      changed: pathsOf(pairs.filter((pair) => pair.old !== undefined && pair.new !== undefined)),
      gone: pathsOf(pairs.filter((pair) => pair.new === undefined)),
    }
  }

  /** The digests of all files of the releases that are known: the kept ones and the one before. */
  digests(): Set<string> {
    const earlier = this.#known.slice(1).flatMap(({ before }) => [...before.values()])
    const files = [...this.#newestFiles.values(), ...earlier]
    return new Set(files.flatMap((file) => (file === undefined ? [] : [file.digest])))
  }

  /** The fewest entries that tell the same. */
  entries(): readonly JournalEntry[] {
    const releases = this.#known.map(({ release, before }, index): ReleaseEntry => {
      const { number, time, about, headers, retired } = release
      const paths = index === 0 ? [...release.files.keys()] : [...before.keys()]
      const files = paths.map((path) => ({ path, file: this.#fileAt(number, path) }))
      const earlier = this.#known[index - 1]?.release
      return {
        number,
        time,
        about,
        ...(headers !== earlier?.headers && { headers: [...headers] }),
        ...(retired !== earlier?.retired && { retired: [...retired] }),
        changed: files.flatMap(({ path, file }) => (file ? [[path, file.digest, file.bytes] as const] : [])),
        gone: files.flatMap(({ path, file }) => (file ? [] : [path])),
      }
    })
    const shows = [this.shownBefore, this.shown].flatMap((release) =>
      release === undefined ? [] : [{ show: release.number }],
    )
    return [...releases, ...shows]
  }

  #find(number: number | undefined): Known | undefined {
    return this.#known.find(({ release }) => release.number === number)
  }

  #show(number: number): void {
    if (number === this.#shown) return
    this.#shownBefore = this.#shown
    this.#shown = number
  }

  #release(facts: Omit<StoredRelease, 'files'>): StoredRelease {
    let files: ReadonlyMap<string, ReleaseFile> | undefined
    const read = () => this.#filesOf(facts.number)
    return {
      ...facts,
      get files() {
        files ??= read()
        return files
      },
    }
  }

  #filesOf(number: number): ReadonlyMap<string, ReleaseFile> {
    if (this.newest?.number === number) return this.#newestFiles
    if (this.#find(number) === undefined) throw new Error(`Release ${number} is not kept any more`)
    const files = new Map(this.#newestFiles)
    for (const { release, before } of this.#known.toReversed()) {
      if (release.number === number) break
      for (const [path, file] of before) {
        if (file === undefined) files.delete(path)
        else files.set(path, file)
      }
    }
    return files
  }

  #fileAt(number: number, path: string): ReleaseFile | undefined {
    const next = this.#known.find(({ release, before }) => release.number > number && before.has(path))
    return next === undefined ? this.#newestFiles.get(path) : next.before.get(path)
  }
}

/** A release, and what it changed: each file as it was before. */
type Known = {
  readonly release: StoredRelease
  readonly before: ReadonlyMap<string, ReleaseFile | undefined>
}

/** Changes the files as the entry says. @returns each changed file as it was before; undefined for a new one */
function takeIn(files: Map<string, ReleaseFile>, { changed, gone }: ReleaseEntry) {
  const before = new Map<string, ReleaseFile | undefined>()
  for (const [path, digest, bytes] of changed) {
    before.set(path, files.get(path))
    files.set(path, { digest, bytes })
  }
  for (const path of gone) {
    before.set(path, files.get(path))
    files.delete(path)
  }
  return before
}
