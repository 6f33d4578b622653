import type { SanityClient } from '@sanity/client'
import { firstValueFrom, map, type Observable, ReplaySubject, switchMap } from 'rxjs'
import { inPresentShape } from '#src/model/migration.ts'
import { releaseTypes } from '#src/model/scheduled-version.ts'
import { onePerLake, type StoredState, type StoreTimes, storedDocuments } from './stored-documents.ts'
import { type ContentVersions, contentVersions } from './versions.ts'

/** The content, once it has been read; or why it cannot be read. Neither while it is being read. */
export type ContentState = StoredState<ContentVersions>

/** The content of a lake for all parts of the Studio: one read and one listener, however many subscribe. */
export const contentStore = (client: SanityClient, times?: StoreTimes): Observable<ContentState> =>
  storedDocuments(
    client,
    { types: releaseTypes, tag: 'content', make: (stored) => contentVersions(inPresentShape(stored)) },
    times,
  )

/** The one store of a lake. Clients that differ only in their options share it. */
export const sharedContent = onePerLake((client) => {
  const store = contentStore(client)
  newestStore.next(store)
  return store
})

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
