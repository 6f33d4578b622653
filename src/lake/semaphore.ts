/** Lets work of a kind through so many at a time; the rest waits in the order of arrival. */
export class Gate {
  readonly #places: number
  readonly #waiting: (() => void)[] = []
  #inside = 0

  constructor(places: number) {
    this.#places = places
  }

  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside >= this.#places) await new Promise<void>((resume) => this.#waiting.push(resume))
    else this.#inside += 1
    try {
      return await work()
    } finally {
      // A place goes straight to who waits, so that nobody gets in between.
      const next = this.#waiting.shift()
      if (next === undefined) this.#inside -= 1
      else next()
    }
  }
}
