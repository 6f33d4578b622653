/** Limits how many tasks run at the same time. The others wait in the order of their calls. */
export class Semaphore {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#limit) await new Promise<void>((resume) => this.#waiting.push(resume))
    else this.#running += 1
    try {
      return await task()
    } finally {
      // The place passes to the first task that waits, so that a new call cannot take it in between.
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }
}
