import { Badge, Box, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { memo, type ReactNode } from 'react'
import { dayText, languagesText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { timeRange } from '../schema/list-text.ts'
import { roleText } from './contribution-roles.ts'
import { dateOfDay } from './edition-fields.ts'
import type { Paragraph, Plan, PlannedItem } from './plan.ts'

/** A preview of the plan: its texts, then its days with parts, sessions and breaks. */
export const PlannedProgramme = memo(function PlannedProgramme({
  plan,
  firstDay,
}: {
  plan: Plan
  firstDay: string
}): ReactNode {
  const of = (kind: PlannedItem['kind']) => plan.items.filter((item) => item.kind === kind).length
  const counts = [
    t('studio.import.count.parts', { count: plan.parts.length }),
    t('studio.import.count.sessions', { count: of('session') }),
    t('studio.import.count.breaks', { count: of('break') }),
    ...(plan.rooms.length > 0 ? [t('studio.import.count.rooms', { count: plan.rooms.length })] : []),
    ...(plan.people.length > 0 ? [t('studio.import.count.people', { count: plan.people.length })] : []),
    ...(plan.strategy.length > 0 ? [t('studio.import.count.strategy', { count: plan.strategy.length })] : []),
  ]
  const texts: readonly [string, readonly Paragraph[]][] = [
    [t('field.brief'), plan.brief],
    [t('field.objectives'), plan.objectives],
    [t('field.outcomes'), plan.outcomes],
    ...plan.strategy.map(({ title, text }): [string, readonly Paragraph[]] => [
      `${t('type.strategySection')} · ${title}`,
      text,
    ]),
  ]
  return (
    <Stack gap={4} as="section" data-testid="import-made">
      <Stack gap={3}>
        <Heading as="h2" size={1}>
          {t('studio.import.made')}
        </Heading>
        <Text size={1} muted>
          {counts.join(' · ')}
        </Text>
      </Stack>
      {texts
        .filter(([, text]) => text.length > 0)
        .map(([name, text]) => (
          <Text size={1} key={name}>
            {name} <Muted>({t('studio.import.count.paragraphs', { count: text.length })})</Muted>
          </Text>
        ))}
      {plan.days.map((day, index) => {
        const items = plan.items.filter((item) => item.day === index)
        const date = dateOfDay(day, firstDay)
        return items.length === 0 ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: items name their day by its place.
          <Stack gap={3} key={index}>
            <Heading as="h3" size={1}>
              {date === undefined
                ? `${day.written} (${t('studio.import.noDate')})`
                : dayText(date, studioLocale, { weekday: true, year: true })}
            </Heading>
            {items.map((item, at) => (
              <Stack gap={3} key={item.id}>
                {item.part !== undefined && item.part !== partBefore(items, at) && (
                  <PartTitle plan={plan} id={item.part} />
                )}
                <Item item={item} people={plan.people} />
              </Stack>
            ))}
          </Stack>
        )
      })}
    </Stack>
  )
})

function PartTitle({ plan, id }: { plan: Plan; id: string }): ReactNode {
  const part = plan.parts.find((one) => one.id === id)
  return (
    <Box paddingTop={2}>
      <Text size={1} weight="bold">
        {part && `${part.ordinal} · ${part.title || t('studio.untitled')}`}
      </Text>
    </Box>
  )
}

const partBefore = (items: readonly PlannedItem[], at: number) =>
  items.slice(0, at).findLast(({ part }) => part !== undefined)?.part

/** A session or a break; drawn anew only where something in it is another. */
const Item = memo(
  ItemCard,
  (one, other) => JSON.stringify([one.item, peopleOf(one)]) === JSON.stringify([other.item, peopleOf(other)]),
)

type ItemProps = { item: PlannedItem; people: Plan['people'] }

const peopleOf = ({ item, people }: ItemProps) =>
  people.filter(({ id }) => item.contributions.some(({ person }) => person === id))

function ItemCard({ item, people }: ItemProps): ReactNode {
  const {
    kind,
    start,
    end,
    isEndInferred,
    isAfterMidnight,
    isCancelled,
    title,
    text,
    rooms,
    spoken,
    interpreted,
    links,
  } = item
  const points = text.map((one) => one.text)
  return (
    <Card
      padding={3}
      radius={2}
      border
      tone={kind === 'break' ? 'transparent' : 'default'}
      data-testid={`import-${kind}`}
    >
      <Flex gap={3} align="flex-start" wrap="wrap">
        <Box style={{ minWidth: '6.5em' }}>
          <Text size={1} weight="medium">
            {timeRange(start, end)}
          </Text>
        </Box>
        <Stack gap={3} flex={1} style={{ minWidth: '10em' }}>
          <Text size={1} weight={kind === 'break' ? 'regular' : 'medium'}>
            {title || t('studio.untitled')}
          </Text>
          {points.length > 0 && (
            <Stack gap={2} as="ul" style={{ margin: 0, paddingInlineStart: '1.2em' }}>
              {points.map((point, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two points may be the same words.
                <Text as="li" size={1} muted key={index} style={{ display: 'list-item' }}>
                  {point}
                </Text>
              ))}
            </Stack>
          )}
          <People contributions={item.contributions} people={people} />
          {spoken.length > 0 && (
            <Detail name={t('field.spokenLanguages')} value={languagesText(spoken, studioLocale)} />
          )}
          {interpreted.length > 0 && (
            <Detail name={t('field.interpretation')} value={languagesText(interpreted, studioLocale)} />
          )}
          {links.map(({ url, title: name = url }) => (
            <Detail key={url} name={name} value={url} />
          ))}
          <Flex gap={2} wrap="wrap">
            {kind === 'break' && <Badge>{t('studio.import.became.break')}</Badge>}
            {isCancelled && <Badge tone="critical">{t('session.cancelled')}</Badge>}
            {isAfterMidnight && <Badge tone="caution">{t('studio.import.afterMidnight')}</Badge>}
            {rooms.map((room) => (
              <Badge key={room}>{room}</Badge>
            ))}
            {isEndInferred && <Badge tone="caution">{t('studio.import.inferred')}</Badge>}
            {end === undefined && <Badge tone="critical">{t('studio.import.noEnd')}</Badge>}
          </Flex>
        </Stack>
      </Flex>
    </Card>
  )
}

/** The people of a session, with what they do in it. */
function People({
  contributions,
  people,
}: Pick<PlannedItem, 'contributions'> & { people: Plan['people'] }): ReactNode {
  return contributions.length === 0 ? null : (
    <Stack gap={2} as="ul" data-testid="import-people" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {contributions.map(({ person, role }) => {
        const found = people.find(({ id }) => id === person)
        const details = [found?.title, found?.organisation].filter(Boolean).join(', ')
        return (
          <Text as="li" size={1} key={`${person} ${role}`}>
            {roleText(role)[studioLocale]}
            {t('studio.colon')}
            <strong>{found?.name}</strong>
            {details !== '' && `, ${details}`}
            {found?.existing !== undefined && <Muted> ({t('studio.import.existing')})</Muted>}
          </Text>
        )
      })}
    </Stack>
  )
}

const Detail = ({ name, value }: { name: string; value: string }) => (
  <Text size={1} muted style={{ overflowWrap: 'anywhere' }}>
    {name}
    {t('studio.colon')}
    {value}
  </Text>
)

const Muted = ({ children }: { children: ReactNode }) => <span style={{ opacity: 0.8 }}>{children}</span>
