import { useEffect, useMemo, useState } from 'react'
import type { Observable } from 'rxjs'
import { type DocumentStore, useDocumentStore } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { documentTypes, type RawDocument } from '#src/model/schema.ts'

/**
 * Every document of the content as editors see it, drafts before what is published, whole and kept up to date.
 * `_id` is the published id; `_originalId` begins with `drafts.` where a draft is shown.
 */
export const listenedDocuments = (store: DocumentStore): Observable<readonly RawDocument[]> =>
  store.listenQuery(
    '*[_type in $types] | order(_id)',
    { types: [...documentTypes] },
    { apiVersion, perspective: 'drafts', tag: 'content' },
  )

/** The same for a component, for as long as it stands. `documents` is undefined until the first answer. */
export function useDocuments(): { documents: readonly RawDocument[] | undefined; error: unknown } {
  const store = useDocumentStore()
  const [state, setState] = useState<{ documents?: readonly RawDocument[]; error?: unknown }>({})
  const answers = useMemo(() => listenedDocuments(store), [store])
  useEffect(() => {
    const reading = answers.subscribe({
      next: (documents: readonly RawDocument[]) => setState({ documents }),
      error: (error: unknown) => setState({ error }),
    })
    return () => reading.unsubscribe()
  }, [answers])
  return { documents: state.documents, error: state.error }
}
