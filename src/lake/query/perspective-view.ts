import { type ExprNode, evaluateSync } from 'groq-js'
import { isRecord, type Lookup, publishedId, type StoredDocument } from '../document.ts'
import { idsOf, type Perspective, visible } from '../perspectives.ts'
import { Index, Sorted } from './buckets.ts'

/** Expressions that are indexed at a time; the one that was not asked for longest makes room. */
const maxIndexes = 32
/** Expressions that were asked for once are remembered so long; an index is made at the second time. */
const maxCandidates = 256

/**
 * The documents as a perspective shows them, with the indexes that queries of it have needed. Everything in it
 * is brought up to date change by change.
 */
export class View {
  readonly #perspective: Perspective
  readonly #get: Lookup
  readonly #elsewhere: Lookup
  readonly #sorted: Sorted
  readonly #byId: Map<string, StoredDocument>
  readonly #byType: Index
  readonly #byExpression = new Map<string, Index>()
  readonly #askedOnce = new Set<string>()
  #byReference: Index | undefined
  #byPublished: Index | undefined

  /**
   * @param get the documents as they are stored, as they stand at the time of asking
   * @param elsewhere what references lead to beside them
   */
  constructor(
    ids: Iterable<string>,
    get: Lookup,
    perspective: Perspective,
    elsewhere: Lookup = () => undefined,
  ) {
    this.#perspective = perspective
    this.#get = get
    this.#elsewhere = elsewhere
    const shown = new Set([...ids].flatMap((id) => idsOf(id, perspective)))
    this.#sorted = new Sorted([...shown].flatMap((id) => visible(id, perspective, get) ?? []))
    this.#byId = new Map(this.#sorted.documents.map((document) => [document._id, document]))
    this.#byType = new Index(({ _type }) => [_type], this.#sorted.documents)
  }

  /** All of them, in the order of ids. Changed in place by `record`. */
  get documents(): readonly StoredDocument[] {
    return this.#sorted.documents
  }

  get(id: string): StoredDocument | undefined {
    return this.#byId.get(id)
  }

  /** What a reference leads to. */
  follow(id: string): StoredDocument | undefined {
    return this.#byId.get(id) ?? this.#elsewhere(id)
  }

  /** Takes up that the document stored under an id has changed, appeared or gone. */
  record(id: string): void {
    for (const shown of idsOf(id, this.#perspective)) {
      const before = this.#byId.get(shown)
      const after = visible(shown, this.#perspective, this.#get)
      if (after) {
        this.#byId.set(shown, after)
        this.#sorted.put(after)
      } else {
        this.#byId.delete(shown)
        this.#sorted.remove(shown)
      }
      for (const index of [
        this.#byType,
        this.#byReference,
        this.#byPublished,
        ...this.#byExpression.values(),
      ])
        index?.record(before, after)
    }
  }

  ofType(type: string): readonly StoredDocument[] {
    return this.#byType.get(type)
  }

  /** Those whose ids begin so. */
  withPrefix(prefix: string): readonly StoredDocument[] {
    const { documents } = this.#sorted
    const from = this.#sorted.placeOf(prefix)
    // No id holds a character that comes after this one.
    return documents.slice(from, this.#sorted.placeOf(`${prefix}\uffff`))
  }

  referringTo(id: string): readonly StoredDocument[] {
    this.#byReference ??= new Index(referencesIn, this.documents)
    return this.#byReference.get(id)
  }

  /** The document of that id with its drafts and its versions in releases. */
  versionsOf(id: string): readonly StoredDocument[] {
    this.#byPublished ??= new Index(({ _id }) => [_id, publishedId(_id)], this.documents)
    return this.#byPublished.get(id)
  }

  /**
   * The index of an expression that looks at nothing but the document it is asked of.
   * @param atOnce makes it for the first who asks, where there will be many
   */
  index(expression: ExprNode, atOnce = false): ExpressionIndex | undefined {
    const name = JSON.stringify(expression)
    let index = this.#byExpression.get(name)
    if (index === undefined) {
      if (!atOnce && !this.#askedOnce.has(name)) {
        keepNewest(this.#askedOnce, maxCandidates - 1)
        this.#askedOnce.add(name)
        return undefined
      }
      this.#askedOnce.delete(name)
      keepNewest(this.#byExpression, maxIndexes - 1)
      index = new Index((document) => keysOf(valueFor(expression, document)), this.documents)
    }
    this.#byExpression.delete(name)
    this.#byExpression.set(name, index)
    const made = index
    return {
      equalTo: (value) => made.get(`=${keyOf(value)}`),
      containing: (value) => made.get(`[${keyOf(value)}`),
    }
  }
}

export type ExpressionIndex = {
  /** Where the expression is the value. */
  equalTo(value: Scalar): readonly StoredDocument[]
  /** Where it is an array with the value in it. */
  containing(value: Scalar): readonly StoredDocument[]
}

/** What GROQ calls equal when it looks the same; `null` is left out, since most documents have it for most fields. */
export type Scalar = string | number | boolean

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** What an expression gives for a value. */
export const valueFor = (expression: ExprNode, root: unknown): unknown =>
  evaluateSync(expression, { root }).data

// -0 and 0 are equal, and read the same.
const keyOf = (value: Scalar): string => `${typeof value}:${value}`

function keysOf(value: unknown): readonly string[] {
  if (isScalar(value)) return [`=${keyOf(value)}`]
  return Array.isArray(value) ? value.filter(isScalar).map((item) => `[${keyOf(item)}`) : []
}

/** The ids that `references()` finds in a document: it does not look into references. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isRecord(value)) return []
  if (value._ref) return typeof value._ref === 'string' ? [value._ref] : []
  return Object.values(value).flatMap(referencesIn)
}

function keepNewest(kept: Set<string> | Map<string, unknown>, limit: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= limit) return
    kept.delete(oldest)
  }
}
