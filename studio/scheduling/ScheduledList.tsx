import { Box, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { usePaneRouter } from 'sanity/structure'
import { withItemChange } from '#src/model/change.ts'
import type { ScheduledVersion } from '#src/model/scheduled-version.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { t } from '../language.ts'
import { nameWithType } from '../publishing/going-along-text.ts'
import { useContent } from '../store/useContent.ts'
import { ScheduledCard } from './ScheduledNotice.tsx'
import { scheduledVersions } from './scheduled-versions.ts'

/** All that is approved and waits for its time, in the order of time. */
export function ScheduledList(): ReactNode {
  const state = useContent()
  const { ChildLink } = usePaneRouter()
  const { content } = state
  if (content === undefined) return <ContentPlaceholder {...state} />
  const versions = scheduledVersions(content)
  const named = ({ document: id, documentType, change }: ScheduledVersion) =>
    nameWithType(content.byId.get(id) ?? withItemChange({ _id: id, _type: documentType }, change))
  return (
    <Box padding={3}>
      <Stack gap={3}>
        {versions.length === 0 && (
          <Text size={1} muted>
            {t('studio.schedule.none')}
          </Text>
        )}
        {versions.map((version) => (
          <ScheduledCard
            key={version._id}
            {...{ content, version }}
            heading={
              <Text size={1} weight="medium">
                <ChildLink childId={version.document}>{named(version)}</ChildLink>
              </Text>
            }
          />
        ))}
      </Stack>
    </Box>
  )
}
