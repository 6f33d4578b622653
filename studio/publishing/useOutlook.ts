import { useCallback, useEffect, useState } from 'react'
import type { Ledger } from '#src/addresses/ledger.ts'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { type Outlook, outlookOf, type Step } from './outlook.ts'

/** What a step with some documents (published ids) would do, kept up to date; `error` where the content cannot be read. */
export function useOutlook(step: Step, ids: readonly string[]): FoundOutlook {
  const key = ids.join(' ')
  return useOutlookOf(
    useCallback(
      (content, ledger) =>
        outlookOf(content, ledger, step, key.split(' '), { locale: studioLocale, now: Date.now() }),
      [step, key],
    ),
  )
}

/** The same of any change. It is found anew when the content changes, or the function, which a component keeps. */
export function useOutlookOf(find: FindOutlook): FoundOutlook {
  const { content, error } = useContent()
  const [found, setFound] = useState<FoundOutlook>({})
  useEffect(() => {
    if (content === undefined) return
    let isCurrent = true
    publishedLedger()
      .then((ledger) => find(content, ledger))
      .then(
        (outlook) => isCurrent && setFound({ outlook }),
        (problem: unknown) => isCurrent && setFound({ error: problem }),
      )
    return () => {
      isCurrent = false
    }
  }, [content, find])
  return content === undefined ? { error } : found
}

type FoundOutlook = { outlook?: Outlook; error?: unknown }
type FindOutlook = (content: ContentVersions, ledger: Ledger) => Outlook
