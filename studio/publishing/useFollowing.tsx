import { Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { useClient } from 'sanity'
import { useRouter } from 'sanity/router'
import { apiVersion } from '#src/config.ts'
import { languageOf } from '#src/locales.ts'
import { documentOf, sentenceOf } from '../findings.ts'
import { studioLocale, t } from '../language.ts'
import { settings } from '../settings.ts'
import { changedAt, followRelease, type Progress } from './follow.ts'

/**
 * Publishes, and says afterwards when the site shows it, or what stands in its way. It goes on while the editor
 * works elsewhere in the Studio.
 */
export function useFollowing(): (ids: readonly string[], publish: () => unknown) => Promise<void> {
  const client = useClient({ apiVersion })
  const toast = useToast()
  const router = useRouter()
  const site = settings()?.siteUrl
  const tell = (progress: Progress) =>
    toast.push({
      id: 'release',
      closable: true,
      status: statuses[progress.kind],
      title: titleOf(progress),
      duration: progress.kind === 'live' ? 15_000 : 15 * 60_000,
      ...(progress.kind === 'refused' && {
        description: (
          <Stack gap={3} paddingTop={2}>
            {progress.faults.map((fault) => {
              const { documentId: id, documentType: type, path } = fault
              return (
                <Text size={1} key={`${id} ${path} ${fault.locale}`}>
                  <a href={router.resolveIntentLink('edit', { id, type, path })}>{documentOf(fault)}</a>
                  {` – ${sentenceOf(fault)}`}
                </Text>
              )
            })}
          </Stack>
        ),
      }),
    })
  return async (ids, publish) => {
    const before = await changedAt(client, ids).catch(() => undefined)
    await publish()
    if (site !== undefined) void followRelease({ client, site, ids, before }, tell)
  }
}

const statuses = { building: 'info', live: 'success', refused: 'error', unknown: 'warning' } as const

const titleOf = (progress: Progress): string =>
  progress.kind === 'live'
    ? t('studio.live.live', { time: clock.format(progress.at) })
    : t(`studio.live.${progress.kind}`)

/** The editor's own clock: it is about this moment, not about the programme. */
const clock = new Intl.DateTimeFormat(languageOf(studioLocale).intl, { timeStyle: 'medium' })
