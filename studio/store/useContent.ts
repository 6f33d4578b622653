import { useEffect, useMemo, useState } from 'react'
import type { Observable } from 'rxjs'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { type ContentState, sharedContent } from './content-store.ts'
import type { StoredState } from './stored-documents.ts'
import type { ContentVersions } from './versions.ts'

/** The content in a component, kept up to date while the component is mounted. */
export const useContent = (): ContentState => useStored(sharedContent(useClient({ apiVersion })))

/** What a store has, in the same way. */
export function useStored<T>(store: Observable<StoredState<T>>): StoredState<T> {
  const [state, setState] = useState<StoredState<T>>(reading)
  useEffect(() => {
    const subscription = store.subscribe(setState)
    return () => subscription.unsubscribe()
  }, [store])
  return state
}

/** The ids of what readers may see. */
export const usePublishedIds = (content: ContentVersions | undefined): ReadonlySet<string> =>
  useMemo(() => new Set(content?.published.map(({ _id }) => _id)), [content])

const reading: StoredState<never> = { retry: () => {} }
