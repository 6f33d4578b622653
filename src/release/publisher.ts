import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { documentTypes } from '#src/model/schema.ts'
import { readLedger } from './ledger-file.ts'
import { makeRelease, type Release } from './release.ts'

/** The lake no longer tells of changes; what is published from now on needs another release. */
export class NotListeningError extends Error {
  constructor(cause: Error) {
    super(`The publisher no longer hears of changes: ${cause.message}`, { cause })
    this.name = 'NotListeningError'
  }
}

/**
 * Makes a release now, and another whenever something is published; one at a time, and the last state of
 * the content always gets one. A release that fails leaves the one before it in place.
 */
export class Publisher {
  readonly #config: Config
  readonly #show: (folder: string, release: Release) => Promise<void>
  readonly #fail: (error: unknown) => void
  #count = 0
  #folder: string | undefined
  #running: Promise<void> | undefined
  #again = false
  #stop: () => void = () => {}

  constructor(
    config: Config,
    {
      show,
      fail,
    }: { show: (folder: string, release: Release) => Promise<void>; fail: (error: unknown) => void },
  ) {
    this.#config = config
    this.#show = show
    this.#fail = fail
  }

  /** Listens to the lake; resolves when the first release stands or has failed. */
  async start(): Promise<void> {
    await this.#removeLeftovers()
    const published = '*[_type in $types && !(_id in path("drafts.**")) && !(_id in path("versions.**"))]'
    const changes = lakeClient(this.#config, { perspective: 'raw' })
      .listen(
        published,
        { types: documentTypes },
        { includeResult: false, events: ['mutation', 'reconnect'], visibility: 'query' },
      )
      .subscribe({
        next: () => void this.publish(),
        error: (error: Error) => this.#fail(new NotListeningError(error)),
      })
    this.#stop = () => changes.unsubscribe()
    await this.publish()
  }

  /** Makes a release of the content as it is now. */
  publish(): Promise<void> {
    this.#again = true
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Ends listening, and waits for a release that is being made. */
  async close(): Promise<void> {
    this.#stop()
    this.#again = false
    await this.#running
    await rm(this.#releases, { recursive: true, force: true })
  }

  /** A process that was killed leaves its release behind; nobody serves it any more. */
  async #removeLeftovers(): Promise<void> {
    const all = join(this.#config.dataDir, 'releases')
    for (const name of await readdir(all).catch(() => [])) {
      if (!isRunning(Number(name))) await rm(join(all, name), { recursive: true, force: true })
    }
  }

  get #releases(): string {
    return join(this.#config.dataDir, 'releases', String(process.pid))
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false
      this.#count += 1
      const folder = join(this.#releases, String(this.#count))
      try {
        const release = await makeRelease(this.#config, {
          outDir: folder,
          earlierLedger: () => readLedger(this.#config, 'dataDir'),
        })
        await this.#show(folder, release)
        if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
        this.#folder = folder
      } catch (error) {
        this.#fail(error)
      }
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
