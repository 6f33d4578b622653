import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Box, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { memo, type ReactNode, useId } from 'react'
import { IntentLink } from 'sanity/router'
import { editionOf } from '#src/model/references.ts'
import { dayText, timesText } from '#src/programme/format.ts'
import { colourOf } from '#src/programme/ordinal.ts'
import { conflictField } from '#src/rules/conflict-warnings.ts'
import { FirstOfList } from '../FirstOfList.tsx'
import { LongList } from '../LongList.tsx'
import { studioLocale, t } from '../language.ts'
import { memoByValue } from '../memo-by-value.ts'
import { documentName, joined } from '../schema/list-text.ts'
import type { ShownDocument } from '../store/transactions.ts'
import type { BoardClash } from './board-clashes.ts'
import type { NamedItem } from './board-programme.ts'

type Props = {
  clashes: readonly BoardClash[]
  isAllDays: boolean
  parts: readonly NamedItem[]
  unplaced: readonly ShownDocument[]
  hasLines: boolean
}

/** Beside the timeline: what has no place in a programme yet, what conflicts, and the colours of the parts. */
export const Aside = memo(AsideOnce)

function AsideOnce({ clashes, isAllDays, parts, unplaced, hasLines }: Props): ReactNode {
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
                {t(isAllDays ? 'studio.board.conflicts.noneAtAll' : 'studio.board.conflicts.none')}
              </Text>
            ) : (
              <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
                <LongList items={clashes}>
                  {({ key, sentence, kind, lines }) => (
                    <ClashCard
                      {...{ key, sentence, isAllDays }}
                      field={conflictField[kind]}
                      lines={lines.map(({ id, type, title, date, start, end }) => ({
                        ...{ id, type, title, when: timesText({ date, start, end }, studioLocale) },
                        day: dayText(date, studioLocale),
                      }))}
                    />
                  )}
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

type ClashProps = {
  sentence: string
  /** Where in a form it is mended. */
  field: string
  lines: readonly { id: string; type: string; title: string; day: string; when: string }[]
  isAllDays: boolean
}

const ClashCard = memoByValue(function Clash({ sentence, field, lines, isAllDays }: ClashProps): ReactNode {
  return (
    <Card as="li" tone="caution" border radius={2} padding={3}>
      <Flex gap={2}>
        <Text size={1}>
          <WarningOutlineIcon />
        </Text>
        <Stack gap={3} flex={1}>
          <Text size={1} weight="medium">
            {sentence}
          </Text>
          <FirstOfList items={lines} atFirst={6}>
            {({ id, type, title, day, when }) => (
              <Text as="li" size={1} key={id}>
                {joined(isAllDays ? day : '', when)}{' '}
                <IntentLink intent="edit" params={{ id, type, path: field }}>
                  {title}
                </IntentLink>
              </Text>
            )}
          </FirstOfList>
        </Stack>
      </Flex>
    </Card>
  )
})

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
