import { Card, Dialog, Grid, Stack, Text } from '@sanity/ui'
import { type ReactNode, useCallback, useEffect, useId, useMemo, useState } from 'react'
import { useClient, useCurrentUser } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, instantOf, isDate, isTime } from '#src/model/time.ts'
import { clockIn } from '#src/programme/clock.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { LabelledInput } from '../inputs/LabelledInput.tsx'
import { studioLocale, t } from '../language.ts'
import { momentText } from '../local-time.ts'
import { AlongList } from '../publishing/AlongList.tsx'
import { GoOnButtons } from '../publishing/GoOnButtons.tsx'
import { goingAlong } from '../publishing/going-along.ts'
import { OutlookView } from '../publishing/OutlookView.tsx'
import { useOutlookOf } from '../publishing/useOutlook.ts'
import { joined } from '../schema/list-text.ts'
import { settings } from '../settings.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { scheduleOutlook } from './schedule-outlook.ts'
import { changedFields, fromText, notBeforeText, zoneFor } from './scheduled-text.ts'
import { scheduledVersionOf } from './scheduled-versions.ts'
import { schedulingChanges } from './scheduled-writes.ts'
import { useScheduling } from './useScheduling.tsx'

type Props = { id: string; onClose(): void }

/** Approves the draft of a document for a time, with what it needs and was never published: what the site will show then. */
export function ScheduleDialog({ id, onClose }: Props): ReactNode {
  const state = useContent()
  const document = state.content?.byId.get(id)
  return (
    <Dialog id={useId()} header={t('studio.schedule.title')} width={1} onClose={onClose}>
      {state.content && document ? (
        <Approval content={state.content} document={document} onClose={onClose} />
      ) : (
        <ContentPlaceholder {...state} />
      )}
    </Dialog>
  )
}

function Approval({ content, document, onClose }: ApprovalProps): ReactNode {
  const { _id: id } = document
  const timeZone = zoneFor(content, document)
  const [at, setAt] = useState(() => proposedTime(content, id, timeZone))
  const by = useCurrentUser()?.name ?? ''
  const { isWriting, write } = useScheduling()
  const isPublicDataset = useIsPublicDataset()
  const along = useMemo(() => goingAlong(content, [id]), [content, id])
  const key = [id, ...along.map(({ _id }) => _id)].join(' ')
  const instant = isDate(at.date) && isTime(at.time) ? instantOf(at.date, at.time, timeZone) : undefined
  const { outlook, error } = useOutlookOf(
    useCallback(
      (versions, ledger) =>
        scheduleOutlook(versions, ledger, key.split(' '), {
          locale: studioLocale,
          now: instant ?? Date.now(),
        }),
      [key, instant],
    ),
  )
  const problem = problemOf(at, instant)
  const isFar = instant !== undefined && instant > Date.now() + 366 * 86_400_000
  const hint = problem ?? (isFar ? t('studio.schedule.far') : undefined)
  const waiting = scheduledVersionOf(content, id)
  const isRefused = problem !== undefined || isPublicDataset || !!outlook?.faults.length
  const approve = async () => {
    if (instant === undefined) return
    const approval = { by, from: new Date(instant).toISOString(), approvedAt: new Date().toISOString() }
    const time = momentText(instant, timeZone)
    const changes = schedulingChanges(content, key.split(' '), approval)
    if (await write(changes, t('studio.schedule.done', { time }))) onClose()
  }
  const noteOf = (one: string) => notBeforeText(content, one)
  return (
    <Stack gap={4} padding={4}>
      <Text size={1}>{t('studio.schedule.intro')}</Text>
      {waiting && (
        <Card padding={3} radius={2} tone="caution">
          <Text size={1}>
            {t('studio.schedule.again', {
              time: fromText(content, waiting),
              fields: joined(...changedFields(waiting)),
            })}
          </Text>
        </Card>
      )}
      {settings()?.apiHost === undefined && (
        <Card padding={3} radius={2} tone={isPublicDataset ? 'critical' : 'caution'} role="alert">
          <Text size={1}>{t('studio.schedule.hosted')}</Text>
        </Card>
      )}
      <Grid gridTemplateColumns={[1, 2]} gap={4}>
        <LabelledInput
          label={t('studio.schedule.day')}
          type="date"
          value={at.date}
          onChange={(date) => setAt({ ...at, date })}
        />
        <LabelledInput
          label={t('studio.schedule.time', { zone: timeZone })}
          type="time"
          value={at.time}
          {...(hint !== undefined && { hint })}
          onChange={(time) => setAt({ ...at, time })}
        />
      </Grid>
      <AlongList documents={along} noteOf={noteOf} />
      <OutlookView {...(outlook && { outlook })} error={error} />
      <GoOnButtons
        text={t('studio.schedule.confirm')}
        isReading={outlook === undefined && error === undefined}
        isRefused={isRefused}
        isBusy={isWriting}
        onGoOn={() => void approve()}
        onCancel={onClose}
      />
    </Stack>
  )
}

type ApprovalProps = { content: ContentVersions; document: RawDocument; onClose(): void }

/** Why a time cannot be taken, in words. */
function problemOf({ date, time }: { date: string; time: string }, instant: number | undefined) {
  if (!isDate(date) || !isTime(time)) return t('studio.schedule.choose')
  if (instant === undefined) return t('studio.schedule.noTime')
  return instant <= Date.now() ? t('studio.schedule.past') : undefined
}

/** The time that it waits for already; else tomorrow at noon, which leaves time to think again. */
function proposedTime(content: ContentVersions, id: string, timeZone: string) {
  const version = scheduledVersionOf(content, id)
  const clock = clockIn(timeZone)
  return version
    ? clock(Date.parse(version.from))
    : { date: daysAfter(clock(Date.now()).date, 1), time: '12:00' }
}

/** Whether anybody may read the dataset, where that is known: of a hosted project. */
function useIsPublicDataset(): boolean {
  const client = useClient({ apiVersion })
  const [isPublic, setPublic] = useState(false)
  useEffect(() => {
    if (settings()?.apiHost !== undefined) return
    const { dataset } = client.config()
    client.datasets.list().then(
      (all) => setPublic(all.find(({ name }) => name === dataset)?.aclMode === 'public'),
      () => {},
    )
  }, [client])
  return isPublic
}
