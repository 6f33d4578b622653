/** Bytes of results that are kept. */
const maxBytes = 64 * 2 ** 20

/** Something that can be said again as long as the documents stay as they are. */
type Result = { readonly json: Uint8Array<ArrayBuffer>; readonly isLasting: boolean }

/**
 * Results as they were sent, for as long as the documents they are of do not change. Two who ask the same at the
 * same time are answered by one evaluation.
 */
export class Results {
  readonly #kept = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly #coming = new Map<string, Promise<Result>>()
  #bytes = 0

  async get(name: string, evaluate: () => Promise<Result>): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#kept.get(name)
    if (known) {
      this.#kept.delete(name)
      this.#kept.set(name, known)
      return known
    }
    const coming = this.#coming.get(name)
    if (coming) return (await coming).json
    const asked = evaluate()
    this.#coming.set(name, asked)
    try {
      const { json, isLasting } = await asked
      // What was asked before a change says nothing about what is there after it.
      if (isLasting && this.#coming.get(name) === asked) this.#keep(name, json)
      return json
    } finally {
      if (this.#coming.get(name) === asked) this.#coming.delete(name)
    }
  }

  forget(): void {
    this.#kept.clear()
    this.#coming.clear()
    this.#bytes = 0
  }

  #keep(name: string, json: Uint8Array<ArrayBuffer>): void {
    this.#kept.set(name, json)
    this.#bytes += sizeOf(name, json)
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= maxBytes) return
      this.#kept.delete(oldest)
      this.#bytes -= sizeOf(oldest, kept)
    }
  }
}

const sizeOf = (name: string, { length }: Uint8Array): number => 2 * name.length + length
