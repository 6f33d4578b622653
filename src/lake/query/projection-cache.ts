import type { ExprNode } from 'groq-js'
import { isRecord } from '../document.ts'
import { valueFor } from './view.ts'

/** Bytes of JSON that are kept; over that, the projection that was not asked for longest makes room. */
const maxBytes = 64 * 2 ** 20
/** A list that is shorter is made anew each time. */
const minDocuments = 16

/**
 * What projections make of documents, as JSON. A stored document never changes, a new revision is another object,
 * so what was made of one holds as long as it does: after an edit, all of a long list but the one document is
 * there already.
 */
export class Fragments {
  readonly #byProjection = new Map<string, { readonly made: WeakMap<object, Uint8Array>; bytes: number }>()
  readonly #askedOnce = new Set<string>()

  /**
   * Appends the list of the projected documents.
   * @param projection looks at nothing but the document
   */
  write(pieces: Uint8Array[], projection: ExprNode, documents: readonly unknown[]): void {
    const kept = documents.length < minDocuments ? undefined : this.#kept(JSON.stringify(projection))
    pieces.push(open)
    for (const [place, document] of documents.entries()) {
      if (place > 0) pieces.push(comma)
      let piece = kept && isRecord(document) ? kept.made.get(document) : undefined
      if (piece === undefined) {
        piece = encoder.encode(JSON.stringify(valueFor(projection, document) ?? null))
        if (kept && isRecord(document)) {
          kept.made.set(document, piece)
          kept.bytes += piece.length
        }
      }
      pieces.push(piece)
    }
    pieces.push(close)
    this.#makeRoom()
  }

  #kept(projection: string) {
    const known = this.#byProjection.get(projection)
    if (known === undefined && !this.#askedOnce.has(projection)) {
      if (this.#askedOnce.size > 100) this.#askedOnce.clear()
      this.#askedOnce.add(projection)
      return undefined
    }
    this.#askedOnce.delete(projection)
    const kept = known ?? { made: new WeakMap<object, Uint8Array>(), bytes: 0 }
    this.#byProjection.delete(projection)
    this.#byProjection.set(projection, kept)
    return kept
  }

  #makeRoom(): void {
    let bytes = this.#byProjection.values().reduce((sum, kept) => sum + kept.bytes, 0)
    for (const [projection, kept] of this.#byProjection) {
      if (bytes <= maxBytes) return
      this.#byProjection.delete(projection)
      bytes -= kept.bytes
    }
  }
}

const encoder = new TextEncoder()
const [open = new Uint8Array(), comma = open, close = open] = ['[', ',', ']'].map((text) =>
  encoder.encode(text),
)
