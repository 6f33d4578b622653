import { Badge, Box, Card, Checkbox, Flex, Heading, Select, Stack, Text } from '@sanity/ui'
import { memo, type ReactNode, useState } from 'react'
import { t } from '../language.ts'
import { assignRole } from './import-state.ts'
import { type LineRecord, type Plan, type Role, roles } from './plan.ts'

/** Each line of the source with what became of it, and a choice of another role. */
export const SourceLines = memo(function SourceLines({
  plan,
  assigned,
}: {
  plan: Plan
  assigned: ReadonlyMap<number, Role>
}): ReactNode {
  const [isOnlyUnclear, setIsOnlyUnclear] = useState(false)
  const unclear = plan.lines.filter(({ became }) => became === 'notUnderstood').length
  // A line stays visible after its role was chosen.
  const shown = isOnlyUnclear
    ? plan.lines.filter(({ became, from }) => became === 'notUnderstood' || assigned.has(from))
    : plan.lines
  return (
    <Stack gap={4} as="section" data-testid="import-lines" style={{ minWidth: 0 }}>
      <Stack gap={3}>
        <Heading as="h2" size={1}>
          {t('studio.import.lines')}
        </Heading>
        <Text size={1} muted role="status">
          {t('studio.import.count.lines', { count: plan.lines.length })}
          {' · '}
          {t('studio.import.count.notUnderstood', { count: unclear })}
        </Text>
        <Flex gap={2} align="center" as="label">
          <Checkbox
            checked={isOnlyUnclear}
            onChange={(event) => setIsOnlyUnclear(event.currentTarget.checked)}
          />
          <Text size={1}>{t('studio.import.onlyUnclear')}</Text>
        </Flex>
      </Stack>
      <Stack as="ol" gap={2} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {shown.map((record) => (
          <Line key={record.from} record={record} role={assigned.get(record.from)} />
        ))}
      </Stack>
    </Stack>
  )
})

/** A line; drawn anew only where what became of it is another, so that one choice does not draw all lines. */
const Line = memo(
  LineCard,
  (one, other) =>
    one.role === other.role &&
    one.record.from === other.record.from &&
    one.record.text === other.record.text &&
    one.record.became === other.record.became,
)

function LineCard({
  record: { from, text, became },
  role,
}: {
  record: LineRecord
  role: Role | undefined
}): ReactNode {
  const isUnclear = became === 'notUnderstood'
  return (
    <Card
      as="li"
      id={`line-${from}`}
      tabIndex={-1}
      padding={3}
      radius={2}
      border
      tone={isUnclear ? 'caution' : 'default'}
    >
      <Flex gap={3} wrap="wrap" align="flex-start">
        <Box style={{ minWidth: '2em' }}>
          <Text size={1} muted>
            {from}
          </Text>
        </Box>
        <Stack gap={3} flex={1} style={{ minWidth: '12em' }}>
          <Text size={1} style={{ overflowWrap: 'anywhere' }}>
            {text.replaceAll('\t', ' · ')}
          </Text>
          <Flex gap={2} wrap="wrap">
            <Badge tone={isUnclear ? 'caution' : 'default'}>{t(`studio.import.became.${became}`)}</Badge>
            {role !== undefined && <Badge tone="primary">{t('studio.import.byEditor')}</Badge>}
          </Flex>
        </Stack>
        <Box style={{ width: '13em', maxWidth: '100%' }}>
          <Select
            fontSize={1}
            padding={2}
            aria-label={t('studio.import.isRole', { line: from })}
            value={role ?? ''}
            onChange={(event) =>
              assignRole(
                from,
                roles.find((one) => one === event.currentTarget.value),
              )
            }
          >
            {choices()}
          </Select>
        </Box>
      </Flex>
    </Card>
  )
}

/** The choices of each line; made once, since a programme has hundreds of lines. */
function choices(): ReactNode {
  made ??= [
    <option key="" value="">
      {t('studio.import.asRead')}
    </option>,
    ...roles.map((one) => (
      <option key={one} value={one}>
        {t(`studio.import.became.${one}`)}
      </option>
    )),
  ]
  return made
}

let made: ReactNode
