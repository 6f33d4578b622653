import { WarningOutlineIcon } from '@sanity/icons/WarningOutline'
import { Box, Card, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId } from 'react'
import { IntentLink } from 'sanity/router'
import { editionOf } from '#src/model/references.ts'
import { colourOf } from '#src/programme/ordinal.ts'
import type { Warning } from '#src/rules/findings.ts'
import { findingSentence } from '../finding-text.ts'
import { t } from '../language.ts'
import { documentName } from '../schema/list-text.ts'
import type { ShownDocument } from '../store/transactions.ts'
import type { NamedItem } from './board-programme.ts'

type Props = {
  warnings: readonly Warning[]
  parts: readonly NamedItem[]
  unplaced: readonly ShownDocument[]
  hasLines: boolean
}

/** Beside the timeline: conflicts, what has no place in a programme yet, and the colours of the parts. */
export function Aside({ warnings, parts, unplaced, hasLines }: Props): ReactNode {
  return (
    <Box style={{ flex: '1 1 240px', minWidth: 0, maxWidth: '100%' }}>
      <Stack gap={4}>
        {hasLines && (
          <Section title={t('studio.board.conflicts')}>
            {warnings.length === 0 ? (
              <Text size={1} muted>
                {t('studio.board.conflicts.none')}
              </Text>
            ) : (
              <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
                {warnings.map((warning) => (
                  <Conflict
                    key={`${warning.documentId} ${warning.code} ${warning.facts.other}`}
                    warning={warning}
                  />
                ))}
              </Stack>
            )}
          </Section>
        )}
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

function Conflict({ warning }: { warning: Warning }): ReactNode {
  return (
    <Card as="li" tone="caution" border radius={2} padding={3}>
      <Flex gap={2}>
        <Text size={1}>
          <WarningOutlineIcon />
        </Text>
        <Stack gap={3}>
          <Text size={1} weight="medium">
            <IntentLink
              intent="edit"
              params={{ id: warning.documentId, type: warning.documentType, path: warning.path }}
            >
              {warning.title}
            </IntentLink>
          </Text>
          <Text size={1}>{findingSentence(warning)}</Text>
        </Stack>
      </Flex>
    </Card>
  )
}

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
