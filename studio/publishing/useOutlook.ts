import { useEffect, useState } from 'react'
import { type SanityClient, useClient } from 'sanity'
import { apiVersion, type PublicSettings } from '#src/config.ts'
import { snapshotQuery } from '#src/content/queries.ts'
import type { Ledger, RawDocument } from '#src/content/rules/index.ts'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../validation.ts'
import { type Outlook, outlookOf, type Step } from './outlook.ts'

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

/** Every document of the content, drafts beside what is published, and the published ledger of addresses. */
export async function storedContent(
  client: SanityClient,
): Promise<{ stored: readonly RawDocument[]; ledger: Ledger }> {
  const [lists, ledger] = await Promise.all([
    client.withConfig({ perspective: 'raw', useCdn: false }).fetch(snapshotQuery),
    publishedLedger(siteUrl()),
  ])
  return { stored: Object.values(lists).flat(), ledger }
}

/** Where the published site is; undefined while it has no address. */
export const siteUrl = (): string | undefined =>
  typeof PUBLIC_SETTINGS === 'undefined' ? undefined : PUBLIC_SETTINGS.siteUrl

/** Written in by sanity.cli.ts. */
declare const PUBLIC_SETTINGS: PublicSettings | undefined
