import { CommentIcon } from '@sanity/icons/Comment'
import { Badge, Card, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { usePaneRouter } from 'sanity/structure'
import { t } from './language.ts'
import { memoByValue } from './memo-by-value.ts'

type Props = {
  /** The id of the document whose form the row opens beside the list. */
  id: string
  isOpen: boolean
  title: string
  /** Whether the title is struck through, as that of a cancelled session. */
  isStruck?: boolean
  /** What stands below the title; empty lines are left out. */
  details: readonly string[]
  /** A word beside it; none where it is empty. */
  badge: string
  /** How many notes about it are not done. */
  notes?: number
}

/** A row of a list of documents in the desk. */
export const ListRow = memoByValue(function Row(props: Props): ReactNode {
  const { id, isOpen, title, isStruck, details, badge, notes = 0 } = props
  const { ChildLink } = usePaneRouter()
  return (
    <li style={{ overflowWrap: 'anywhere' }}>
      <Card
        as={ChildLink}
        childId={id}
        data-as="a"
        radius={2}
        padding={3}
        tone={isOpen ? 'primary' : 'default'}
        aria-current={isOpen || undefined}
      >
        <Flex gap={2} align="flex-start">
          <Stack gap={2} flex={1}>
            <Text size={1} weight="medium">
              {isStruck ? <s>{title}</s> : title}
            </Text>
            {details.filter(Boolean).map((text) => (
              <Text key={text} size={1} muted>
                {text}
              </Text>
            ))}
            {notes > 0 && (
              <Flex gap={2}>
                <Text size={1}>
                  <CommentIcon />
                </Text>
                <Text size={1}>{t('studio.notes.open', { count: notes })}</Text>
              </Flex>
            )}
          </Stack>
          {badge !== '' && (
            <Badge tone="caution" fontSize={1}>
              {badge}
            </Badge>
          )}
        </Flex>
      </Card>
    </li>
  )
})
