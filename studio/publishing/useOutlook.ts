import { useEffect, useState } from 'react'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { useContent } from '../store/useContent.ts'
import { type Outlook, outlookOf, type Step } from './outlook.ts'

/** What a step with some documents (published ids) would do, kept up to date; `error` where the content cannot be read. */
export function useOutlook(step: Step, ids: readonly string[]): { outlook?: Outlook; error?: unknown } {
  const { content, error } = useContent()
  const [found, setFound] = useState<{ outlook?: Outlook; error?: unknown }>({})
  const key = ids.join(' ')
  useEffect(() => {
    if (content === undefined) return
    let isCurrent = true
    publishedLedger()
      .then((ledger) =>
        outlookOf(content, ledger, step, key.split(' '), { locale: studioLocale, now: Date.now() }),
      )
      .then(
        (outlook) => isCurrent && setFound({ outlook }),
        (problem: unknown) => isCurrent && setFound({ error: problem }),
      )
    return () => {
      isCurrent = false
    }
  }, [content, step, key])
  return content === undefined ? { error } : found
}
