import { Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { useClient } from 'sanity'
import { useRouter } from 'sanity/router'
import { apiVersion } from '#src/config.ts'
import { languageOf } from '#src/locales.ts'
import { findingDocument, findingSentence } from '../finding-text.ts'
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
  const router = useRouter()
  const site = settings()?.siteUrl
  const show = (status: ReleaseStatus) =>
    toast.push({
      id: 'release',
      closable: true,
      status: toastStatuses[status.kind],
      title: statusText(status),
      duration: status.kind === 'live' ? 15_000 : 15 * 60_000,
      ...(status.kind === 'refused' && {
        description: (
          <Stack gap={3} paddingTop={2}>
            {status.faults.map((fault) => {
              const { documentId: id, documentType: type, path } = fault
              return (
                <Text size={1} key={`${id} ${path} ${fault.locale}`}>
                  <a href={router.resolveIntentLink('edit', { id, type, path })}>{findingDocument(fault)}</a>
                  {` – ${findingSentence(fault)}`}
                </Text>
              )
            })}
          </Stack>
        ),
      }),
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

const statusText = (status: ReleaseStatus): string =>
  status.kind === 'live'
    ? t('studio.live.live', { time: clock.format(status.at) })
    : t(`studio.live.${status.kind}`)

/** In the editor's own time zone: it is about this moment, not about the programme. */
const clock = new Intl.DateTimeFormat(languageOf(studioLocale).intl, { timeStyle: 'medium' })
