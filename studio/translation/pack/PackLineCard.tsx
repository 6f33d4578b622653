import { Card, Checkbox, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import styled from 'styled-components'
import { type Locale, languageOf } from '#src/locales.ts'
import { t } from '../../language.ts'
import { joined, timedTitle } from '../../schema/list-text.ts'
import { SourceChanges } from '../SourceChanges.tsx'
import type { PackLine } from './pack-lines.ts'
import { fieldNames } from './pack-words.ts'
import type { ReturnedPack } from './returned-pack.ts'

type Props = { line: PackLine; returned: ReturnedPack; isTicked: boolean; tick(isOn: boolean): void }

/** A text of a pack: what it was made from, what the Studio has, and what came back. */
export function PackLineCard({ line, returned, isTicked, tick }: Props): ReactNode {
  const { id, document, path, edit, problem, warnings, source, sourceThen } = line
  const name = joined(...(document ? [timedTitle(document)] : []), ...fieldNames(path, t))
  const hasNewSource = document !== undefined && line.verdict !== 'taken' && source !== sourceThen
  return (
    <Card border radius={3} padding={4} data-testid={`pack-line-${id}`}>
      <Stack gap={4}>
        <Flex gap={3} align="flex-start">
          {edit && (
            <Checkbox
              checked={isTicked}
              aria-label={t('studio.pack.take', { name })}
              onChange={(event) => tick(event.currentTarget.checked)}
            />
          )}
          <Text size={1} weight="medium">
            {document ? (
              <IntentLink intent="edit" params={{ id: document._id, type: document._type, path }}>
                {name}
              </IntentLink>
            ) : (
              name
            )}
          </Text>
        </Flex>
        {problem && <Text size={1}>{t(`studio.pack.problem.${problem}`)}</Text>}
        {warnings.map((warning) => (
          <Text key={warning} size={1}>
            {t(`studio.pack.warning.${warning}`)}
          </Text>
        ))}
        {hasNewSource && sourceThen !== '' && <SourceChanges before={sourceThen} now={source} />}
        <Columns>
          <Words
            title={t('studio.pack.field.source')}
            words={source || sourceThen}
            locale={returned.source}
          />
          {line.translation.trim() !== '' && (
            <Words
              title={t('studio.pack.field.translation')}
              words={line.translation}
              locale={returned.target}
            />
          )}
          <Words title={t('studio.pack.field.returned')} words={line.returned} locale={returned.target} />
        </Columns>
      </Stack>
    </Card>
  )
}

const Words = ({ title, words, locale }: { title: string; words: string; locale: Locale }): ReactNode => (
  <Stack gap={2}>
    <Text size={1} muted>
      {title}
    </Text>
    <Text size={1}>
      <Written lang={languageOf(locale).lang}>{words}</Written>
    </Text>
  </Stack>
)

const Written = styled.span`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`

const Columns = styled.div`
  display: grid;
  gap: 1rem;
  align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
`
