import { useEffect, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { type ContentState, sharedContent } from './content-store.ts'
import type { ContentVersions } from './versions.ts'

/** The content in a component, kept up to date while the component is mounted. */
export function useContent(): ContentState {
  const store = sharedContent(useClient({ apiVersion }))
  const [state, setState] = useState<ContentState>(reading)
  useEffect(() => {
    const subscription = store.subscribe(setState)
    return () => subscription.unsubscribe()
  }, [store])
  return state
}

/** The ids of what readers may see. */
export const usePublishedIds = (content: ContentVersions | undefined): ReadonlySet<string> =>
  useMemo(() => new Set(content?.published.map(({ _id }) => _id)), [content])

const reading: ContentState = { retry: () => {} }
