import { useEffect, useMemo, useState } from 'react'
import type { PublicStatus } from '#src/content/site-status.ts'
import { documentTitle } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { settings } from '../settings.ts'
import { useContent } from '../store/useContent.ts'
import { type HeldBack, heldBack, siteStatus } from './held-back.ts'

/** What keeps the site from showing what is published, kept up to date; undefined while nothing does. */
export function useHeldBack(): HeldBack | undefined {
  const published = usePublished()
  const faults = usePublishedFaults(published)
  const status = useSiteStatus(published)
  return useMemo(() => {
    const titles = new Map(published.map((document) => [document._id, document]))
    return heldBack(faults, status, (id) => {
      const document = titles.get(id)
      return document ? documentTitle(document, studioLocale) : id
    })
  }, [published, faults, status])
}

/** What is published: the same list as long as drafts alone change. */
function usePublished(): readonly RawDocument[] {
  const { content } = useContent()
  const [published, setPublished] = useState<readonly RawDocument[]>([])
  const now = content?.published ?? published
  const isSame =
    now.length === published.length && now.every((document, index) => document === published[index])
  if (!isSame) setPublished(now)
  return published
}

function usePublishedFaults(published: readonly RawDocument[]): readonly Fault[] {
  const [faults, setFaults] = useState<readonly Fault[]>([])
  useEffect(() => {
    let isCurrent = true
    // A project that has published nothing yet has no site to hold back.
    if (published.length === 0) setFaults([])
    else
      void publishedLedger().then((ledger) => {
        if (isCurrent) setFaults(examine([...published], ledger, studioLocale).faults)
      })
    return () => {
      isCurrent = false
    }
  }, [published])
  return faults
}

/**
 * The status of the site: asked for when something was published, and at intervals. A site that does not tell its
 * status is asked again only when something was published.
 */
function useSiteStatus(published: readonly RawDocument[]): PublicStatus | undefined {
  const [status, setStatus] = useState<PublicStatus | undefined>()
  const site = settings()?.siteUrl
  useEffect(() => {
    if (site === undefined || published.length === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    const ask = async () => {
      const found = await siteStatus(site)
      if (!isCurrent) return
      setStatus(found ?? undefined)
      if (found === null) return
      timer = setTimeout(ask, found?.state === 'live' ? intervals.live : intervals.otherwise)
    }
    timer = setTimeout(ask, intervals.first)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [site, published])
  return status
}

/** In milliseconds. */
const intervals = { first: 1500, live: 30_000, otherwise: 4000 }
