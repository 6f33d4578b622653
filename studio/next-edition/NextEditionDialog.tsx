import { Button, Card, Checkbox, Dialog, Flex, Grid, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { languageOf } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { isDate, isTimeZone } from '#src/model/time.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { newId } from '../ids.ts'
import { LabelledInput } from '../inputs/LabelledInput.tsx'
import { studioLocale, t } from '../language.ts'
import { type CreatedDrafts, createDrafts, deleteDrafts, draftsErrorText } from '../new-drafts.ts'
import { titleText } from '../schema/list-text.ts'
import { freeSlug } from '../slug.ts'
import { useContent } from '../store/useContent.ts'
import { NextEditionDone } from './NextEditionDone.tsx'
import { cityIn, type NextEdition, nextEdition, proposedNextEdition } from './next-edition.ts'

/** Asks how the next edition differs from this one, and creates it as drafts. */
export function NextEditionDialog({ edition, onClose }: { edition: string; onClose: () => void }): ReactNode {
  const state = useContent()
  const document = state.content?.byId.get(edition)
  return (
    <Dialog
      id="next-edition"
      header={t('studio.nextEdition.action')}
      onClickOutside={onClose}
      onClose={onClose}
      width={1}
    >
      {state.content && document ? (
        <NextEditionForm documents={state.content.documents} edition={document} onClose={onClose} />
      ) : (
        <ContentPlaceholder {...state} />
      )}
    </Dialog>
  )
}

function NextEditionForm({
  documents,
  edition,
  onClose,
}: {
  documents: readonly RawDocument[]
  edition: RawDocument
  onClose: () => void
}): ReactNode {
  const client = useClient({ apiVersion })
  const [next, setNext] = useState<NextEdition>(() => proposedNextEdition(documents, edition))
  const [written, setWritten] = useState<CreatedDrafts>()
  const [notice, setNotice] = useState<string>()
  const [isWorking, setIsWorking] = useState(false)
  const change = (fields: Partial<NextEdition>) => setNext((before) => ({ ...before, ...fields }))

  const isTaken = documents.some(
    ({ _type, slug }) => _type === 'edition' && Object(slug).current === next.slug,
  )
  const isWhole =
    isDate(next.firstDay) &&
    isTimeZone(next.timeZone) &&
    next.ordinal >= 1 &&
    next.slug !== '' &&
    next.slug === slugOf(next.slug) &&
    !(isTaken && written === undefined)
  const drafts = useMemo(
    () => (isDate(next.firstDay) ? nextEdition(documents, next, newId) : []),
    [documents, next],
  )
  const count = (type: string) => drafts.filter(({ _type }) => _type === type).length
  const copied = [
    t('studio.import.count.parts', { count: count('part') }),
    t('studio.import.count.sessions', { count: count('session') }),
    t('studio.import.count.breaks', { count: count('break') }),
  ].join(', ')

  const attempt = async (work: () => Promise<void>) => {
    setIsWorking(true)
    setNotice(undefined)
    try {
      await work()
    } catch (error) {
      setNotice(draftsErrorText(error))
    }
    setIsWorking(false)
  }

  return (
    <Stack gap={4} padding={4}>
      {notice !== undefined && (
        <Card padding={3} radius={2} tone={written ? 'critical' : 'default'} role="status" border>
          <Text size={1}>{notice}</Text>
        </Card>
      )}
      {written === undefined ? (
        <>
          <Text size={1} muted>
            {t('studio.nextEdition.intro', { title: titleText(edition.title) })}
          </Text>
          <Grid gridTemplateColumns={[1, 2]} gap={4}>
            <LabelledInput
              label={t('field.firstDay')}
              type="date"
              value={next.firstDay}
              hint={weekdays(edition.firstDay, next.firstDay)}
              onChange={(firstDay) =>
                change({
                  firstDay,
                  ...(isDate(firstDay) && { slug: freeSlug(firstDay.slice(0, 4), documents) }),
                })
              }
            />
            <LabelledInput
              label={t('field.ordinal')}
              type="number"
              value={String(next.ordinal)}
              onChange={(ordinal) => change({ ordinal: Math.max(0, Math.round(Number(ordinal))) })}
            />
            <LabelledInput
              label={t('field.slug')}
              value={next.slug}
              {...(isTaken && { hint: t('studio.nextEdition.taken') })}
              onChange={(slug) => change({ slug })}
            />
            <LabelledInput label={t('field.city')} value={next.city} onChange={(city) => change({ city })} />
            <LabelledInput
              label={t('field.timeZone')}
              value={next.timeZone}
              {...(!isTimeZone(next.timeZone) && { hint: t('studio.import.zoneUnknown') })}
              onChange={(timeZone) => change({ timeZone })}
            />
          </Grid>
          {next.city.trim() === cityIn(edition) && (
            <Flex gap={2} align="center" as="label">
              <Checkbox
                checked={next.isSameVenue}
                onChange={(event) => change({ isSameVenue: event.currentTarget.checked })}
              />
              <Text size={1}>{t('studio.nextEdition.sameVenue')}</Text>
            </Flex>
          )}
          <Stack gap={3}>
            <Text size={1}>{t('studio.nextEdition.copied', { what: copied })}</Text>
            <Text size={1} muted>
              {t('studio.nextEdition.left')}
            </Text>
          </Stack>
          <Flex gap={3} wrap="wrap">
            <Button
              text={t('studio.nextEdition.make', { count: drafts.length })}
              loading={isWorking}
              disabled={!isWhole || isWorking}
              onClick={() => attempt(async () => setWritten(await createDrafts(client, drafts)))}
            />
            <Button mode="ghost" text={t('studio.cancel')} disabled={isWorking} onClick={onClose} />
          </Flex>
        </>
      ) : (
        <NextEditionDone
          written={written}
          isWorking={isWorking}
          onUndo={() =>
            attempt(async () => {
              await deleteDrafts(client, written)
              setWritten(undefined)
              setNotice(t('studio.nextEdition.undone'))
            })
          }
          onClose={onClose}
        />
      )}
    </Stack>
  )
}

/** A hint with the weekdays of the new and of the old first day. */
function weekdays(before: unknown, next: string): string {
  if (typeof before !== 'string' || !isDate(before) || !isDate(next)) return ''
  const weekday = (date: string) => weekdayFormat.format(Date.parse(`${date}T00:00:00Z`))
  return t('studio.nextEdition.weekday', { weekday: weekday(next), before: weekday(before) })
}

const weekdayFormat = new Intl.DateTimeFormat(languageOf(studioLocale).intl, {
  weekday: 'long',
  timeZone: 'UTC',
})
