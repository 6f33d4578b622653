import type { SanityClient } from '@sanity/client'
import {
  auditTime,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  firstValueFrom,
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
import { inPresentShape } from '#src/model/migration.ts'
import { releaseTypes } from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type ContentVersions, contentVersions } from './versions.ts'

/** The content, once it has been read; or why it cannot be read. Neither while it is being read. */
export type ContentState = {
  content?: ContentVersions
  error?: unknown
  /** Reads the content again at once after an error; the store also tries by itself. */
  retry(): void
}

/**
 * The content of a lake for all parts of the Studio: one read and one listener, however many subscribe. A new
 * subscriber gets the present state at once. An error is a state, not an end: the store tries again. The listener
 * ends some time after the last subscriber has left.
 */
export function contentStore(
  client: SanityClient,
  { retryMilliseconds = 10_000, keepMilliseconds = 60_000 }: StoreTimes = {},
): Observable<ContentState> {
  const retries = new Subject<void>()
  const retry = () => retries.next()
  return defer(() => storedContent(client.withConfig({ perspective: 'raw', useCdn: false }))).pipe(
    map((content): ContentState => ({ content, retry })),
    catchError((error: unknown, again) =>
      concat(
        of<ContentState>({ error, retry }),
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

/** The one store of a lake. Clients that differ only in their options share it. */
export function sharedContent(client: SanityClient): Observable<ContentState> {
  const { projectId, dataset, apiHost } = client.config()
  const key = [apiHost, projectId, dataset].join(' ')
  const existing = stores.get(key)
  if (existing) return existing
  const store = contentStore(client)
  stores.set(key, store)
  newestStore.next(store)
  return store
}

const stores = new Map<string, Observable<ContentState>>()
const newestStore = new ReplaySubject<Observable<ContentState>>(1)

/** The content and its changes. Where it cannot be read, the observable ends with the error of the client. */
export const contentChanges = (client: SanityClient): Observable<ContentVersions> =>
  sharedContent(client).pipe(map(contentIn))

/** The same for code that Sanity gives no client. It waits until `StudioLayout` has created the Studio's store. */
export const studioContentChanges: Observable<ContentVersions> = newestStore.pipe(
  switchMap((store) => store),
  map(contentIn),
)

function contentIn({ content, error }: ContentState): ContentVersions {
  if (content === undefined) throw error
  return content
}

/** The content as it is now. @throws what the client throws */
export const currentContent = (client: SanityClient): Promise<ContentVersions> =>
  firstValueFrom(contentChanges(client))

/** Reads all documents each time that the listener connects, then applies each mutation to them. */
function storedContent(client: SanityClient): Observable<ContentVersions> {
  const params = { types: [...releaseTypes] }
  let hasRead = false
  const read = async () => {
    const documents = await client.fetch<unknown>(filter, params, { tag: 'content' })
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
      tag: 'content',
    })
    .pipe(
      // Mutations wait for the read that their connection began with, so that none is lost.
      concatMap((event) => {
        if (event.type === 'welcome') return read()
        // The client goes on trying to connect without an error; the content that was read stays until then.
        if (event.type === 'reconnect' && !hasRead) throw new Error('The lake does not answer.')
        return event.type === 'mutation' ? of(applyMutation(event)) : EMPTY
      }),
      scan((stored, change) => change(stored), new Map<string, RawDocument>()),
      // The mutations of one transaction arrive one after the other, and make one change.
      auditTime(20),
      map((stored) => contentVersions(inPresentShape([...stored.values()]))),
    )
}

const filter = '*[_type in $types]'

type StoredDocuments = Map<string, RawDocument>
type StoredChange = (stored: StoredDocuments) => StoredDocuments

function replaceAll(documents: unknown): StoredChange {
  const read = Array.isArray(documents) ? documents.filter(isDocument) : []
  return () => new Map(read.map((document) => [document._id, document]))
}

const applyMutation =
  (event: unknown): StoredChange =>
  (stored) => {
    if (!isRecord(event) || typeof event.documentId !== 'string') return stored
    if (event.transition === 'disappear') stored.delete(event.documentId)
    else if (isDocument(event.result)) stored.set(event.documentId, event.result)
    return stored
  }

const isDocument = (value: unknown): value is RawDocument =>
  isRecord(value) && typeof value._id === 'string' && typeof value._type === 'string'

type StoreTimes = {
  /** How long after an error the store tries again. */
  retryMilliseconds?: number
  /** How long it goes on listening without a subscriber. */
  keepMilliseconds?: number
}
