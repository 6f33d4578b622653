import { useEffect, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { type ContentState, sharedContent } from './content-store.ts'

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

const reading: ContentState = { retry: () => {} }
