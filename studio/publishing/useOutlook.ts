import { useEffect, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { studioLocale } from '../language.ts'
import { type Outlook, outlookOf, type Step } from './outlook.ts'
import { storedContent } from './stored.ts'

/** What a step with some documents (published ids) would do, once it is read; `error` where it cannot be. */
export function useOutlook(step: Step, ids: readonly string[]): { outlook?: Outlook; error?: unknown } {
  const client = useClient({ apiVersion })
  const [found, setFound] = useState<{ outlook?: Outlook; error?: unknown }>({})
  const key = ids.join(' ')
  useEffect(() => {
    let isWanted = true
    storedContent(client)
      .then((content) => outlookOf(content, step, key.split(' '), studioLocale))
      .then(
        (outlook) => isWanted && setFound({ outlook }),
        (error: unknown) => isWanted && setFound({ error }),
      )
    return () => {
      isWanted = false
    }
  }, [client, step, key])
  return found
}
