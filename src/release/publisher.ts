import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lakeClient } from '#src/client/client.ts'
import { explained } from '#src/commands/failures.ts'
import type { Config } from '#src/config.ts'
import { documentTypes } from '#src/model/schema.ts'
import { readLedger } from './ledger-file.ts'
import { makeRelease, type Release } from './release.ts'

/**
 * Makes a release now, and another whenever something is published; one at a time, and the last state of
 * the content always gets one. A release that fails leaves the one before it in place.
 */
export class Publisher {
  readonly #config: Config
  readonly #show: (folder: string, release: Release) => Promise<void>
  readonly #tell: (line: string) => void
  #count = 0
  #folder: string | undefined
  #running: Promise<void> | undefined
  #again = false
  #stop: () => void = () => {}

  constructor(
    config: Config,
    {
      show,
      tell,
    }: { show: (folder: string, release: Release) => Promise<void>; tell: (line: string) => void },
  ) {
    this.#config = config
    this.#show = show
    this.#tell = tell
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
        error: (error: Error) => this.#tell(`Not listening to the lake any more: ${error.message}`),
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
        this.#tell(`${explained(error)}\n`)
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
