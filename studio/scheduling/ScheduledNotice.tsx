import { Box, Button, Card, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useFormValue } from 'sanity'
import { isStillOpen, type ScheduledVersion } from '#src/model/scheduled-version.ts'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { FindingList } from '../publishing/FindingList.tsx'
import { joined } from '../schema/list-text.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { changedFields, changedTexts, fromText, labelsOfFields } from './scheduled-text.ts'
import { scheduledVersionOf } from './scheduled-versions.ts'
import { contestedFields, isDraftNewer, takingBackChanges } from './scheduled-writes.ts'
import { useScheduling } from './useScheduling.tsx'
import { scheduledFaults } from './useSettling.ts'

/** Above the form of a document that waits for its time: until when, who approved it, what it changes; taken back by one press. */
export function ScheduledNotice(): ReactNode {
  const { content } = useContent()
  const id = useFormValue(['_id'])
  if (content === undefined || typeof id !== 'string') return null
  const version = scheduledVersionOf(content, publishedId(id))
  if (version === undefined) return null
  return (
    // The form gives the focus to what can have it first, and that must not be the button.
    <Box paddingBottom={4} role="note" tabIndex={0} aria-label={t('studio.schedule.list')}>
      <ScheduledCard {...{ content, version }} />
    </Box>
  )
}

/** What waits, in words, and the button that takes it back. */
export function ScheduledCard({ content, version, heading }: CardProps): ReactNode {
  const { isWriting, write } = useScheduling()
  const { faults } = scheduledFaults.useState()
  const { document: id, by, from, isNew } = version
  const time = fromText(content, version)
  const isDue = Date.parse(from) <= Date.now()
  const isOver = !isStillOpen(
    version,
    content.published.some(({ _id }) => _id === id),
  )
  const own = isDue ? faults.filter(({ documentId }) => documentId === version.document) : []
  const fields = joined(...changedFields(version))
  const contested = joined(...labelsOfFields(contestedFields(content, version)))
  const texts = [
    own.length > 0
      ? t('studio.schedule.heldBack', { time })
      : isDue
        ? t('studio.schedule.late', { time })
        : t('studio.schedule.waits', { time, name: by }),
    isOver
      ? t('studio.schedule.over')
      : isNew
        ? t('studio.schedule.isNew')
        : t('studio.schedule.changes', { fields }),
    isDraftNewer(content, version) ? t('studio.schedule.newer') : '',
    contested === '' ? '' : t('studio.schedule.contested', { fields: contested }),
  ]
  return (
    <Card
      padding={3}
      radius={2}
      tone={isDue || isOver ? 'critical' : 'primary'}
      border
      data-testid="scheduled"
    >
      <Flex gap={3} align="flex-start" wrap="wrap">
        <Stack gap={3} flex={1} style={{ minWidth: '12rem' }}>
          {heading}
          {texts.filter(Boolean).map((text) => (
            <Text key={text} size={1} style={{ overflowWrap: 'anywhere' }}>
              {text}
            </Text>
          ))}
          {own.length > 0 && (
            <Stack gap={3}>
              <FindingList findings={own} />
            </Stack>
          )}
          {!isOver && !isNew && <ChangedTexts version={version} />}
        </Stack>
        <Button
          mode="ghost"
          text={t('studio.schedule.takeBack')}
          disabled={isWriting}
          onClick={() => void write(takingBackChanges(content, id), t('studio.schedule.takenBack'))}
        />
      </Flex>
    </Card>
  )
}

/** What texts become, to be read while they wait. */
function ChangedTexts({ version }: { version: ScheduledVersion }): ReactNode {
  const texts = changedTexts(version)
  return texts.length === 0 ? null : (
    <Stack as="ul" gap={2} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {texts.map(([label, text]) => (
        <Text as="li" key={label} size={1} style={{ overflowWrap: 'anywhere' }}>
          {label}
          {t('studio.colon')}
          <strong>{text}</strong>
        </Text>
      ))}
    </Stack>
  )
}

type CardProps = { content: ContentVersions; version: ScheduledVersion; heading?: ReactNode }
