import { useToast } from '@sanity/ui/toast'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { languageOf } from '#src/locales.ts'
import { studioLocale, t } from '../language.ts'
import { settings } from '../settings.ts'
import { currentContent } from '../store/content-store.ts'
import { newestChange, type ReleaseStatus, watchRelease } from './release-status.ts'

/**
 * Publishes documents (published ids), then shows a toast with the status of the release. The toast stays up to
 * date while the editor works elsewhere in the Studio.
 */
export function usePublishWithStatus(): (ids: readonly string[], publish: () => unknown) => Promise<void> {
  const client = useClient({ apiVersion })
  const toast = useToast()
  const site = settings()?.siteUrl
  const show = (status: ReleaseStatus) =>
    toast.push({
      id: 'release',
      closable: true,
      status: toastStatuses[status.kind],
      title: statusText(status),
      description: changeText(status),
      // What is refused is said above every tool for as long as it is.
      duration: status.kind === 'live' || status.kind === 'refused' ? 15_000 : 15 * 60_000,
    })
  return async (ids, publish) => {
    const before = await currentContent(client).then(
      (content) => newestChange(content, ids),
      () => undefined,
    )
    await publish()
    // Without the content there is nothing to report; what cannot be read is shown where it is needed.
    if (site !== undefined) watchRelease({ client, site, ids, before }, show).catch(() => undefined)
  }
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
