import { Card, Checkbox, Flex, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import { isWordKey } from '#src/i18n.ts'
import { contributorsIn, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { t } from '../../language.ts'
import { dateText, documentName, joined, timedTitle } from '../../schema/list-text.ts'
import { Edits, WordChanges } from '../../translation/WordChanges.tsx'
import { tickUpdate } from '../import-state.ts'
import { type Chosen, differencesIn, type LineDifference, tickId } from './chosen-changes.ts'
import { aspectName, isProse, sideText, textName } from './difference-text.ts'
import type { EditionUpdate, UpdateLine } from './edition-update.ts'

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
  const parts = differencesIn(line)
  const differences = parts ?? []
  const isAllTaken = differences.every((one) => chosen.isDifferenceTaken(line, one))
  const isTaken = parts ? isAllTaken : chosen.isTaken(line)
  const isPartly = !isTaken && differences.some((one) => chosen.isDifferenceTaken(line, one))
  const ids = parts ? parts.map((one) => tickId(line, one)) : [tickId(line)]
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
            key={tickId(line, difference)}
            isTaken={chosen.isDifferenceTaken(line, difference)}
            hasBox={differences.length > 1}
            {...{ line, difference, locale, known, name }}
          />
        ))}
      </Stack>
    </Card>
  )
}

function typeName({ _type }: RawDocument): string {
  const name = `type.${_type}`
  return isWordKey(name) ? t(name) : ''
}

/** What becomes of a session or a break that a text has no more, once that is taken. */
const whatHappens = (isTakeable: boolean, isPublished: boolean) =>
  isTakeable ? (isPublished ? 'cancelled' : 'deleted') : 'withdraw'

type DifferenceProps = Pick<Props, 'line' | 'locale' | 'known'> & {
  difference: LineDifference
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
  const { before, after, certainty, losesMarks } = difference
  const [called, proseLocale] =
    'aspect' in difference
      ? [aspectName(difference.aspect), isProse(difference.aspect) ? locale : undefined]
      : [textName(difference), difference.locale]
  return (
    <Flex gap={3} align="flex-start">
      {hasBox && (
        <Checkbox
          checked={isTaken}
          aria-label={t('studio.import.update.take', { name: `${name} – ${called}` })}
          onChange={() => tickUpdate([tickId(line, difference)], !isTaken)}
        />
      )}
      <Stack gap={2} flex={1} style={{ minWidth: 0 }}>
        <Text size={1} muted>
          {called}
        </Text>
        {proseLocale !== undefined && <WordChanges before={before} now={after} locale={proseLocale} />}
        {proseLocale === undefined && 'aspect' in difference && (
          <Text size={1}>
            <Edits>
              <del>{sideText(difference.aspect, before, known)}</del>{' '}
              <ins>{sideText(difference.aspect, after, known)}</ins>
            </Edits>
          </Text>
        )}
        {[...(certainty === 'sure' ? [] : [certainty]), ...(losesMarks ? ['losesMarks' as const] : [])].map(
          (told) => (
            <Card key={told} tone="caution" padding={2} radius={2}>
              <Text size={1}>{t(`studio.import.update.${told}`)}</Text>
            </Card>
          ),
        )}
      </Stack>
    </Flex>
  )
}
