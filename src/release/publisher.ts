import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { documentTypes } from '#src/model/schema.ts'
import { readLedger } from './ledger-file.ts'
import { makeRelease, type Release } from './release.ts'
import { dataWork, openWorkingFolder, type WorkingFolder } from './working-folder.ts'

/** The connection to the lake ended. Changes that are published from now on do not make a release. */
export class NotListeningError extends Error {
  constructor(cause: Error) {
    super(`The publisher can no longer listen for changes: ${cause.message}`, { cause })
    this.name = 'NotListeningError'
  }
}

const coalesceMilliseconds = 50

/**
 * Makes a release at the start, and another whenever something is published. It makes one release at a time, and always
 * one for the latest state of the content. When a release fails, the previous one stays.
 */
export class Publisher {
  readonly #config: Config
  readonly #onRelease: (folder: string, release: Release) => Promise<void>
  readonly #onError: (error: unknown) => void
  #count = 0
  #folder: string | undefined
  #running: Promise<void> | undefined
  #isOutdated = false
  #releases: WorkingFolder | undefined
  readonly #closing = new AbortController()
  #soon: NodeJS.Timeout | undefined
  #stop: () => void = () => {}

  constructor(
    config: Config,
    {
      onRelease,
      onError,
    }: {
      onRelease: (folder: string, release: Release) => Promise<void>
      onError: (error: unknown) => void
    },
  ) {
    this.#config = config
    this.#onRelease = onRelease
    this.#onError = onError
  }

  /** Starts to listen to the lake. Resolves when the first release is made or has failed. */
  async start(): Promise<void> {
    this.#releases = await openWorkingFolder(resolve(dataWork(this.#config)))
    const published = '*[_type in $types && !(_id in path("drafts.**")) && !(_id in path("versions.**"))]'
    const changes = lakeClient(this.#config, { perspective: 'raw' })
      .listen(
        published,
        { types: documentTypes },
        { includeResult: false, events: ['mutation', 'reconnect'], visibility: 'query' },
      )
      .subscribe({
        next: () => this.#publishSoon(),
        error: (error: Error) => this.#onError(new NotListeningError(error)),
      })
    this.#stop = () => changes.unsubscribe()
    await this.publish()
  }

  /** One release for all documents of a transaction, whose events come one by one. */
  #publishSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      void this.publish()
    }, coalesceMilliseconds)
  }

  /** Makes a release of the current content. */
  publish(): Promise<void> {
    this.#isOutdated = true
    this.#running ??= this.#makeReleases().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Stops listening, ends a release in progress, and removes all releases. */
  async close(): Promise<void> {
    this.#stop()
    clearTimeout(this.#soon)
    this.#isOutdated = false
    this.#closing.abort()
    await this.#running
    await this.#releases?.close()
  }

  async #makeReleases(): Promise<void> {
    while (this.#isOutdated && this.#releases) {
      this.#isOutdated = false
      this.#count += 1
      const folder = join(this.#releases.path, String(this.#count))
      try {
        const release = await makeRelease(this.#config, {
          outDir: folder,
          earlierLedger: () => readLedger(this.#config, 'dataDir'),
          signal: this.#closing.signal,
        })
        await this.#onRelease(folder, release)
        if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
        this.#folder = folder
      } catch (error) {
        if (!this.#closing.signal.aborted) this.#onError(error)
      }
    }
  }
}
