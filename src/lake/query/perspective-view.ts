import { type ExprNode, evaluateSync } from 'groq-js'
import { LRUCache } from 'lru-cache'
import { isRecord, type Lookup, publishedId, type StoredDocument } from '../document.ts'
import { type Perspective, shownDocument, shownIds } from '../perspectives.ts'
import { DocumentIndex, SortedDocuments } from './document-index.ts'

/** How many expressions are indexed at the same time. */
const maxIndexes = 32
/** How many expressions are remembered that were used once; an index is made at the second use. */
const maxCandidates = 256

/**
 * The documents as a perspective shows them, with the indexes that its queries have needed. Everything is updated with
 * each change.
 */
export class PerspectiveView {
  readonly #perspective: Perspective
  readonly #get: Lookup
  readonly #getOutside: Lookup
  readonly #sorted: SortedDocuments
  readonly #byId: Map<string, StoredDocument>
  readonly #byType: DocumentIndex
  readonly #byExpression = new LRUCache<string, DocumentIndex>({ max: maxIndexes })
  readonly #usedOnce = new LRUCache<string, true>({ max: maxCandidates })
  #byReference: DocumentIndex | undefined
  #byPublished: DocumentIndex | undefined

  /**
   * @param get the stored documents as they are now
   * @param getOutside further documents to which references may lead
   */
  constructor(
    ids: Iterable<string>,
    get: Lookup,
    perspective: Perspective,
    getOutside: Lookup = () => undefined,
  ) {
    this.#perspective = perspective
    this.#get = get
    this.#getOutside = getOutside
    const shown = new Set([...ids].flatMap((id) => shownIds(id, perspective)))
    this.#sorted = new SortedDocuments([...shown].flatMap((id) => shownDocument(id, perspective, get) ?? []))
    this.#byId = new Map(this.#sorted.documents.map((document) => [document._id, document]))
    this.#byType = new DocumentIndex(({ _type }) => [_type], this.#sorted.documents)
  }

  /** All documents, in the order of their ids. Changed in place by `update`. */
  get documents(): readonly StoredDocument[] {
    return this.#sorted.documents
  }

  get(id: string): StoredDocument | undefined {
    return this.#byId.get(id)
  }

  /** The document to which a reference leads. */
  follow(id: string): StoredDocument | undefined {
    return this.#byId.get(id) ?? this.#getOutside(id)
  }

  /** To be called when a stored document was created, changed or deleted. */
  update(id: string): void {
    for (const shown of shownIds(id, this.#perspective)) {
      const before = this.#byId.get(shown)
      const after = shownDocument(shown, this.#perspective, this.#get)
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
        index?.update(before, after)
    }
  }

  ofType(type: string): readonly StoredDocument[] {
    return this.#byType.get(type)
  }

  /** The documents whose ids begin with a prefix. */
  withPrefix(prefix: string): readonly StoredDocument[] {
    const { documents } = this.#sorted
    const start = this.#sorted.positionOf(prefix)
    // U+FFFF comes after every character that an id can have.
    return documents.slice(start, this.#sorted.positionOf(`${prefix}\uffff`))
  }

  referringTo(id: string): readonly StoredDocument[] {
    this.#byReference ??= new DocumentIndex(referencesIn, this.documents)
    return this.#byReference.get(id)
  }

  /** The document of a published id, its draft, and its versions in content releases. */
  versionsOf(id: string): readonly StoredDocument[] {
    this.#byPublished ??= new DocumentIndex(({ _id }) => [_id, publishedId(_id)], this.documents)
    return this.#byPublished.get(id)
  }

  /**
   * The index of an expression that depends on nothing but the document.
   * @param atFirstUse makes the index even at the first use, for an expression that will be looked up many times
   * @returns undefined at the first use otherwise
   */
  index(expression: ExprNode, atFirstUse = false): ExpressionIndex | undefined {
    const key = JSON.stringify(expression)
    const index = this.#byExpression.get(key) ?? this.#newIndex(key, expression, atFirstUse)
    return (
      index && {
        equalTo: (value) => index.get(`=${keyOf(value)}`),
        containing: (value) => index.get(`[${keyOf(value)}`),
      }
    )
  }

  #newIndex(key: string, expression: ExprNode, atFirstUse: boolean): DocumentIndex | undefined {
    if (!this.#usedOnce.delete(key) && !atFirstUse) {
      this.#usedOnce.set(key, true)
      return undefined
    }
    const index = new DocumentIndex((document) => keysOf(valueFor(expression, document)), this.documents)
    this.#byExpression.set(key, index)
    return index
  }
}

export type ExpressionIndex = {
  /** The documents for which the expression equals the value. */
  equalTo(value: Scalar): readonly StoredDocument[]
  /** The documents for which it is an array that contains the value. */
  containing(value: Scalar): readonly StoredDocument[]
}

/**
 * A value that can be a key of an index. `null` cannot: it is the value of most fields for most documents, so an index
 * would not help.
 */
export type Scalar = string | number | boolean

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** The value of an expression with `root` in scope. */
export const valueFor = (expression: ExprNode, root: unknown): unknown =>
  evaluateSync(expression, { root }).data

// -0 and 0 are equal in GROQ, and both become "0" here.
const keyOf = (value: Scalar): string => `${typeof value}:${value}`

function keysOf(value: unknown): readonly string[] {
  if (isScalar(value)) return [`=${keyOf(value)}`]
  return Array.isArray(value) ? value.filter(isScalar).map((item) => `[${keyOf(item)}`) : []
}

/** The ids that `references()` finds in a document. It does not look at the other fields of a reference. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isRecord(value)) return []
  if (value._ref) return typeof value._ref === 'string' ? [value._ref] : []
  return Object.values(value).flatMap(referencesIn)
}
