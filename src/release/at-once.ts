/** Work that goes on meanwhile, some pieces of it at once. */
export class AtOnce {
  readonly #most: number
  readonly #going = new Set<Promise<void>>()
  #failure: { error: unknown } | undefined

  /** @param most how many pieces of work may go on at once */
  constructor(most: number) {
    this.#most = most
  }

  /** Starts a piece of work. Resolves when there is room for the next one. @throws what an earlier one threw */
  async start(work: () => Promise<void>): Promise<void> {
    const one: Promise<void> = work()
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#going.delete(one))
    this.#going.add(one)
    if (this.#going.size >= this.#most) await Promise.race(this.#going)
    this.#throwFailure()
  }

  /** Waits until all is done. @throws what the first one threw that failed */
  async all(): Promise<void> {
    await Promise.all(this.#going)
    this.#throwFailure()
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error
  }
}
