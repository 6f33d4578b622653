import { Card, Checkbox, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import { contributorsIn, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { t } from '../../language.ts'
import { dateText, documentName, joined, timedTitle } from '../../schema/list-text.ts'
import { Edits, WordChanges } from '../../translation/WordChanges.tsx'
import { tickUpdate } from '../import-state.ts'
import { type Chosen, tickId } from './chosen-changes.ts'
import { aspectName, isProse, sideText } from './difference-text.ts'
import type { Difference } from './differences.ts'
import type { EditionUpdate, UpdateLine } from './edition-update.ts'
import { isImportedType } from './imported.ts'

type Props = {
  line: UpdateLine
  chosen: Chosen
  isTakeable: boolean
  isPublished: boolean
  locale: EditionUpdate['locale']
  known(id: string): RawDocument | undefined
}

/** One document of an update: what is new in it, what differs, or that the text has it no more. */
export function UpdateLineCard({ line, chosen, isTakeable, isPublished, locale, known }: Props): ReactNode {
  const document = line.kind === 'new' ? line.draft : line.document
  const name = joined(dateText(document.date), timedTitle(document))
  const isNew = line.kind === 'new'
  const others = [
    ...referencedIds(document.rooms),
    ...(isNew ? [...contributorsIn(document), ...referencedIds([document.part])] : []),
  ]
  const state = isNew && document.status === 'cancelled' ? t('studio.option.status.cancelled') : ''
  const names = others.flatMap((id) => known(id) ?? []).map(documentName)
  const differences = 'differences' in line ? line.differences : []
  const isAllTaken = differences.every((one) => chosen.isDifferenceTaken(line, one))
  const isTaken = 'differences' in line ? isAllTaken : chosen.isTaken(line)
  const isPartly = !isTaken && differences.some((one) => chosen.isDifferenceTaken(line, one))
  const ids = 'differences' in line ? differences.map((one) => tickId(line, one)) : [tickId(line)]
  return (
    <Card border radius={3} padding={4} data-testid="update-line">
      <Stack gap={4}>
        <Flex gap={3} align="flex-start">
          {isTakeable && (
            <Checkbox
              checked={isTaken}
              indeterminate={isPartly}
              aria-label={t('studio.import.update.take', { name })}
              onChange={() => tickUpdate(ids, !isTaken)}
            />
          )}
          <Stack gap={2} flex={1}>
            <Text size={1} weight="medium">
              {line.kind === 'new' ? (
                name
              ) : (
                <IntentLink intent="edit" params={{ id: document._id, type: document._type }}>
                  {name}
                </IntentLink>
              )}
            </Text>
            <Text size={1} muted>
              {joined(typeName(document), ...names, state)}
            </Text>
          </Stack>
        </Flex>
        {line.kind === 'gone' && (
          <Text size={1}>{t(`studio.import.update.gone.${whatHappens(isTakeable, isPublished)}`)}</Text>
        )}
        {differences.map((difference) => (
          <DifferenceOf
            key={difference.aspect}
            isTaken={chosen.isDifferenceTaken(line, difference)}
            hasBox={differences.length > 1}
            {...{ line, difference, locale, known, name }}
          />
        ))}
      </Stack>
    </Card>
  )
}

const typeName = ({ _type }: RawDocument): string => (isImportedType(_type) ? t(`type.${_type}`) : '')

/** What becomes of a session or a break that a text has no more, once that is taken. */
const whatHappens = (isTakeable: boolean, isPublished: boolean) =>
  isTakeable ? (isPublished ? 'cancelled' : 'deleted') : 'withdraw'

type DifferenceProps = Pick<Props, 'line' | 'locale' | 'known'> & {
  difference: Difference
  name: string
  isTaken: boolean
  hasBox: boolean
}

function DifferenceOf({
  line,
  difference,
  name,
  isTaken,
  hasBox,
  locale,
  known,
}: DifferenceProps): ReactNode {
  const { aspect, before, after, certainty } = difference
  return (
    <Flex gap={3} align="flex-start">
      {hasBox && (
        <Checkbox
          checked={isTaken}
          aria-label={t('studio.import.update.take', { name: `${name} – ${aspectName(aspect)}` })}
          onChange={() => tickUpdate([tickId(line, difference)], !isTaken)}
        />
      )}
      <Stack gap={2} flex={1} style={{ minWidth: 0 }}>
        <Text size={1} muted>
          {aspectName(aspect)}
        </Text>
        {isProse(aspect) ? (
          <WordChanges {...{ before, locale }} now={after} />
        ) : (
          <Text size={1}>
            <Edits>
              <del>{sideText(aspect, before, known)}</del> <ins>{sideText(aspect, after, known)}</ins>
            </Edits>
          </Text>
        )}
        {certainty !== 'sure' && (
          <Card tone="caution" padding={2} radius={2}>
            <Text size={1}>{t(`studio.import.update.${certainty}`)}</Text>
          </Card>
        )}
      </Stack>
    </Flex>
  )
}
