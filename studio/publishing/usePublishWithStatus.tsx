import { Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import type { ReactNode } from 'react'
import { type SanityClient, useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { languageOf } from '#src/locales.ts'
import { studioLocale, t } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { settings } from '../settings.ts'
import { currentContent } from '../store/content-store.ts'
import { livePage } from './live-page.ts'
import { newestChange, type ReleaseStatus, watchRelease } from './release-status.ts'

/**
 * Publishes documents (published ids), then shows a toast with the status of the release. The toast stays up to
 * date while the editor works elsewhere in the Studio.
 */
export function usePublishWithStatus(): (ids: readonly string[], publish: () => unknown) => Promise<void> {
  const client = useClient({ apiVersion })
  const toast = useToast()
  const site = settings()?.siteUrl
  const show = async (status: ReleaseStatus, ids: readonly string[]) => {
    const page = status.kind === 'live' ? await livePageUrl(client, ids) : undefined
    toast.push({
      id: 'release',
      closable: true,
      status: toastStatuses[status.kind],
      title: statusText(status),
      description: <StatusDetails text={changeText(status)} page={page} />,
      // What is refused is said above every tool for as long as it is.
      duration: status.kind === 'live' || status.kind === 'refused' ? 60_000 : 15 * 60_000,
    })
  }
  return async (ids, publish) => {
    const before = await currentContent(client).then(
      (content) => newestChange(content, ids),
      () => undefined,
    )
    await publish()
    // Without the content there is nothing to report; what cannot be read is shown where it is needed.
    if (site === undefined) return
    watchRelease({ client, site, ids, before }, (status) => void show(status, ids)).catch(() => undefined)
  }
}

/** Where readers see the first of the documents that has a page, in the language of the Studio. */
async function livePageUrl(client: SanityClient, ids: readonly string[]): Promise<string | undefined> {
  const site = settings()?.siteUrl
  if (site === undefined) return undefined
  const [{ published }, ledger] = await Promise.all([currentContent(client), publishedLedger()])
  for (const id of ids) {
    const address = livePage(id, published, ledger, studioLocale)
    if (address !== undefined) return new URL(address.slice(1), site).href
  }
  return undefined
}

function StatusDetails({ text, page }: { text: string | undefined; page: string | undefined }): ReactNode {
  return (
    <Stack gap={3}>
      {text !== undefined && <Text size={1}>{text}</Text>}
      {page !== undefined && (
        <Text size={1}>
          <a href={page} target="_blank" rel="noreferrer">
            {t('studio.live.page')}
          </a>
        </Text>
      )}
    </Stack>
  )
}

const toastStatuses = { building: 'info', live: 'success', refused: 'error', unknown: 'warning' } as const

function statusText(status: ReleaseStatus): string {
  if (status.kind !== 'live') return t(`studio.live.${status.kind}`)
  const time = clock.format(status.at)
  if (status.release === undefined) return t('studio.live.live', { time })
  const { number, milliseconds } = status.release
  return t('studio.live.release', { time, number, duration: duration.format(milliseconds / 1000) })
}

/** What the release changed, in the words that said before what would: of all that it has, where others published too. */
function changeText(status: ReleaseStatus): string | undefined {
  const count = status.kind === 'live' ? status.release?.changedPages : undefined
  if (count === undefined) return undefined
  return count === 0 ? t('studio.live.noPages') : t('studio.live.pages', { count })
}

/** In the editor's own time zone: it is about this moment, not about the programme. */
const clock = new Intl.DateTimeFormat(languageOf(studioLocale).intl, { timeStyle: 'medium' })
const duration = new Intl.NumberFormat(languageOf(studioLocale).intl, {
  style: 'unit',
  unit: 'second',
  unitDisplay: 'short',
  maximumSignificantDigits: 2,
})
