import { type FSWatcher, watch } from 'node:fs'

/** The longest time after which a change is seen that the system does not tell. */
const pollMilliseconds = 1000

/** Looks whenever something in a folder changes, as the system tells; and once a second, since not every disk tells. */
export class Follower {
  readonly #folder: string
  readonly #look: () => Promise<void>
  #poll: NodeJS.Timeout | undefined
  #watcher: FSWatcher | undefined
  #looking: Promise<void> | undefined
  #isOutdated = false

  constructor(folder: string, look: () => Promise<void>) {
    this.#folder = folder
    this.#look = look
  }

  start(): void {
    if (this.#poll) return
    this.#poll = setInterval(() => this.#lookOnce(), pollMilliseconds).unref()
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, () => this.#lookOnce())
      this.#watcher.on('error', () => this.#watcher?.close())
    } catch {
      // The system has no more watches, or the disk knows none.
    }
  }

  stop(): void {
    clearInterval(this.#poll)
    this.#poll = undefined
    this.#watcher?.close()
    this.#watcher = undefined
  }

  #lookOnce(): void {
    this.#isOutdated = true
    this.#looking ??= this.#lookWhileOutdated().finally(() => {
      this.#looking = undefined
    })
  }

  async #lookWhileOutdated(): Promise<void> {
    while (this.#isOutdated) {
      this.#isOutdated = false
      // What cannot be read now is looked at again.
      await this.#look().catch(() => {})
    }
  }
}
