import { join } from 'node:path'
import type { Config } from '#src/config.ts'
import {
  type BackupEvent,
  initialStatus,
  type PublisherEvent,
  type SiteStatus,
  statusAfter,
} from '#src/content/site-status.ts'
import { readIfExists, writeAtomically } from '../files.ts'

/**
 * The status of the site, kept up to date from what the publisher tells, and written to `DATA_DIR/status.json` for
 * `npm run serve` in another process. Only the owner may read the file.
 */
export class StatusFile {
  readonly #path: string
  readonly #onError: (error: unknown) => void
  #status: SiteStatus
  #isOutdated = false
  #writing: Promise<void> | undefined

  /**
   * Goes on from the status that was left: what is held back is so since then. Totals begin anew.
   * @param onError is told when the file cannot be written; the site goes on without it
   */
  static async open(config: Config, onError: (error: unknown) => void): Promise<StatusFile> {
    const { state, totals, ...earlier } = (await storedStatus(config)) ?? initialStatus
    return new StatusFile(statusPath(config), { ...initialStatus, ...earlier }, onError)
  }

  private constructor(path: string, status: SiteStatus, onError: (error: unknown) => void) {
    this.#path = path
    this.#status = status
    this.#onError = onError
  }

  get status(): SiteStatus {
    return this.#status
  }

  take(event: PublisherEvent | BackupEvent): void {
    const status = statusAfter(this.#status, event, new Date().toISOString())
    if (status === this.#status) return
    this.#status = status
    this.#isOutdated = true
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined
    })
  }

  /** Says in the file that nobody listens any more. */
  async close(): Promise<void> {
    this.#status = { ...this.#status, state: 'notListening' }
    this.#isOutdated = true
    await this.#writing
    await this.#write()
  }

  /** Writes the newest status, and only that where several came while one was written. */
  async #write(): Promise<void> {
    while (this.#isOutdated) {
      this.#isOutdated = false
      await writeAtomically(this.#path, JSON.stringify(this.#status)).catch(this.#onError)
    }
  }
}

/** The status that a publisher left in `DATA_DIR`; undefined where none did, or what is there cannot be read. */
export async function storedStatus(config: Config): Promise<SiteStatus | undefined> {
  try {
    const text = await readIfExists(statusPath(config))
    return text === undefined ? undefined : { ...initialStatus, ...JSON.parse(text) }
  } catch {
    return undefined
  }
}

const statusPath = ({ dataDir }: Config) => join(dataDir, 'status.json')
