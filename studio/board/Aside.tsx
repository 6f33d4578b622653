import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Box, Button, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId, useState } from 'react'
import { IntentLink } from 'sanity/router'
import { editionOf } from '#src/model/references.ts'
import { dayText, timesText } from '#src/programme/format.ts'
import { colourOf } from '#src/programme/ordinal.ts'
import { LongList } from '../LongList.tsx'
import { studioLocale, t } from '../language.ts'
import { documentName, joined } from '../schema/list-text.ts'
import type { ShownDocument } from '../store/transactions.ts'
import type { BoardClash } from './board-clashes.ts'
import type { NamedItem } from './board-programme.ts'

type Props = {
  clashes: readonly BoardClash[]
  /** Whether the day of a line has to be said. */
  days: boolean
  parts: readonly NamedItem[]
  unplaced: readonly ShownDocument[]
  hasLines: boolean
}

/** Beside the timeline: what has no place in a programme yet, what conflicts, and the colours of the parts. */
export function Aside({ clashes, days, parts, unplaced, hasLines }: Props): ReactNode {
  return (
    <Box style={{ flex: '1 1 240px', minWidth: 0, maxWidth: '100%' }}>
      <Stack gap={4}>
        {unplaced.length > 0 && (
          <Section title={t('studio.desk.unplaced')}>
            <Stack as="ul" gap={2} padding={0} margin={0} style={{ listStyle: 'none' }}>
              {unplaced.map((document) => (
                <Text as="li" size={1} key={document._id}>
                  <IntentLink
                    intent="edit"
                    params={{
                      ...{ id: document._id, type: document._type },
                      path: editionOf(document) === undefined ? 'edition' : 'start',
                    }}
                  >
                    {documentName(document)}
                  </IntentLink>
                </Text>
              ))}
            </Stack>
          </Section>
        )}
        {hasLines && (
          <Section title={t('studio.board.conflicts')}>
            {clashes.length === 0 ? (
              <Text size={1} muted>
                {t('studio.board.conflicts.none')}
              </Text>
            ) : (
              <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
                <LongList items={clashes}>
                  {(clash) => <ClashCard key={clash.key} clash={clash} days={days} />}
                </LongList>
              </Stack>
            )}
          </Section>
        )}
        {hasLines && parts.length > 0 && (
          <Section title={t('studio.desk.parts')}>
            <Stack as="ul" gap={2} padding={0} margin={0} style={{ listStyle: 'none' }}>
              {parts.map((part) => (
                <Flex as="li" key={part.id} gap={2} align="flex-start">
                  <span
                    aria-hidden
                    style={{
                      flex: '0 0 12px',
                      height: 12,
                      marginBlockStart: 1,
                      borderRadius: 2,
                      background: `var(--board-part-${colourOf(part)})`,
                    }}
                  />
                  <Text size={1}>{part.title}</Text>
                </Flex>
              ))}
            </Stack>
          </Section>
        )}
      </Stack>
    </Box>
  )
}

function ClashCard({ clash, days }: { clash: BoardClash; days: boolean }): ReactNode {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? clash.lines : clash.lines.slice(0, linesAtFirst)
  const more = clash.lines.length - shown.length
  return (
    <Card as="li" tone="caution" border radius={2} padding={3}>
      <Flex gap={2}>
        <Text size={1}>
          <WarningOutlineIcon />
        </Text>
        <Stack gap={3} flex={1}>
          <Text size={1} weight="medium">
            {clash.sentence}
          </Text>
          <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
            {shown.map((line) => (
              <Text as="li" size={1} key={line.id}>
                {joined(days ? dayText(line.date, studioLocale) : '', timesText(line, studioLocale))}{' '}
                <IntentLink
                  intent="edit"
                  params={{ id: line.id, type: line.type, path: fieldOf[clash.kind] }}
                >
                  {line.title}
                </IntentLink>
              </Text>
            ))}
          </Stack>
          {more > 0 && (
            <Button
              mode="bleed"
              fontSize={1}
              padding={2}
              text={t('studio.board.clash.more', { count: more })}
              onClick={() => setIsWhole(true)}
            />
          )}
        </Stack>
      </Flex>
    </Card>
  )
}

/** Of a clash of many, how many are listed at first. */
const linesAtFirst = 6

/** The field in which an editor can resolve it. */
const fieldOf = {
  roomConflict: 'rooms',
  contributorConflict: 'contributors',
  duringBreak: 'start',
  sameTime: 'rooms',
} as const

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <Stack as="section" gap={3} aria-labelledby={id}>
      <Heading as="h2" size={0} id={id}>
        {title}
      </Heading>
      {children}
    </Stack>
  )
}
