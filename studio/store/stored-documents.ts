import type { SanityClient } from '@sanity/client'
import {
  auditTime,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  map,
  merge,
  type Observable,
  of,
  ReplaySubject,
  Subject,
  scan,
  share,
  switchMap,
  take,
  timer,
} from 'rxjs'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** What is made of stored documents, once they have been read; or why they cannot be read. Neither while they are being read. */
export type StoredState<T> = {
  content?: T
  error?: unknown
  /** Reads again at once after an error; the store also tries by itself. */
  retry(): void
}

export type StoreTimes = {
  /** How long after an error the store tries again. */
  retryMilliseconds?: number
  /** How long it goes on listening without a subscriber. */
  keepMilliseconds?: number
}

type Wanted<T> = {
  types: readonly string[]
  /** What requests are called in the log of a hosted project. */
  tag: string
  /** What is made of all documents of these types, drafts among them, after each change. */
  make(stored: readonly RawDocument[]): T
}

/**
 * The documents of some types: one read and one listener, however many subscribe. A new subscriber gets the present
 * state at once. An error is a state, not an end: the store tries again. The listener ends some time after the last
 * subscriber has left.
 */
export function storedDocuments<T>(
  client: SanityClient,
  wanted: Wanted<T>,
  { retryMilliseconds = 10_000, keepMilliseconds = 60_000 }: StoreTimes = {},
): Observable<StoredState<T>> {
  const retries = new Subject<void>()
  const retry = () => retries.next()
  return defer(() => followed(client.withConfig({ perspective: 'raw', useCdn: false }), wanted)).pipe(
    map((content): StoredState<T> => ({ content, retry })),
    catchError((error: unknown, again) =>
      concat(
        of<StoredState<T>>({ error, retry }),
        merge(retries, timer(retryMilliseconds)).pipe(
          take(1),
          switchMap(() => again),
        ),
      ),
    ),
    share({
      connector: () => new ReplaySubject(1),
      resetOnRefCountZero: () => timer(keepMilliseconds),
    }),
  )
}

/** A function of a client that is called once for each lake: clients that differ only in their options share the result. */
export function onePerLake<T>(make: (client: SanityClient) => T): (client: SanityClient) => T {
  const made = new Map<string, { result: T }>()
  return (client) => {
    const { projectId, dataset, apiHost } = client.config()
    const key = [apiHost, projectId, dataset].join(' ')
    const known = made.get(key) ?? { result: make(client) }
    made.set(key, known)
    return known.result
  }
}

/** Reads all documents each time that the listener connects, then applies each mutation to them. */
function followed<T>(client: SanityClient, { types, tag, make }: Wanted<T>): Observable<T> {
  const params = { types: [...types] }
  let hasRead = false
  const read = async () => {
    const documents = await client.fetch<unknown>(filter, params, { tag })
    hasRead = true
    return replaceAll(documents)
  }
  return client
    .listen(filter, params, {
      events: ['welcome', 'mutation', 'reconnect'],
      includeResult: true,
      includeMutations: false,
      includeAllVersions: true,
      visibility: 'query',
      tag,
    })
    .pipe(
      // Mutations wait for the read that their connection began with, so that none is lost.
      concatMap((event) => {
        if (event.type === 'welcome') return read()
        // The client goes on trying to connect without an error; what was read stays until then.
        if (event.type === 'reconnect' && !hasRead) throw new Error('The lake does not answer.')
        return event.type === 'mutation' ? of(applyMutation(event)) : EMPTY
      }),
      scan((stored, change) => change(stored), new Map<string, RawDocument>()),
      // The mutations of one transaction arrive one after the other, and make one change.
      auditTime(20),
      map((stored) => make([...stored.values()])),
    )
}

const filter = '*[_type in $types]'

type ById = Map<string, RawDocument>
type ReadChange = (stored: ById) => ById

function replaceAll(documents: unknown): ReadChange {
  const read = Array.isArray(documents) ? documents.filter(isDocument) : []
  return () => new Map(read.map((document) => [document._id, document]))
}

const applyMutation =
  (event: unknown): ReadChange =>
  (stored) => {
    if (!isRecord(event) || typeof event.documentId !== 'string') return stored
    if (event.transition === 'disappear') stored.delete(event.documentId)
    else if (isDocument(event.result)) stored.set(event.documentId, event.result)
    return stored
  }

const isDocument = (value: unknown): value is RawDocument =>
  isRecord(value) && typeof value._id === 'string' && typeof value._type === 'string'
