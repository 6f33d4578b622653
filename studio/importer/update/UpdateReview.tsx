import { Card, Checkbox, Flex, Heading, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import type { RawDocument } from '#src/model/schema.ts'
import { LongList } from '../../LongList.tsx'
import { t } from '../../language.ts'
import { tickUpdate } from '../import-state.ts'
import { differencesIn, isTakeable, type LineDifference, tickId } from './chosen-changes.ts'
import { type EditionUpdate, type UpdateLine, updateKinds } from './edition-update.ts'
import { UpdateLineCard } from './UpdateLineCard.tsx'
import type { ChosenUpdate } from './useEditionUpdate.ts'

type Props = Pick<ChosenUpdate, 'update' | 'chosen' | 'isPublished' | 'named'>

/** What a text changes in an edition, line by line, before it is written. */
export function UpdateReview({ update, chosen, isPublished, named }: Props): ReactNode {
  const { lines, along, unchanged, kept, stray } = update
  const known = (id: string) => named(id) ?? along.get(id)
  return (
    <Stack gap={5} as="section" aria-labelledby="import-update" data-testid="import-update">
      <Stack gap={3}>
        <Heading as="h2" size={1} id="import-update">
          {t('studio.import.update')}
        </Heading>
        <Text size={1} muted>
          {[
            t('studio.import.update.unchanged', { count: unchanged }),
            ...(kept > 0 ? [t('studio.import.update.kept', { count: kept })] : []),
            ...(stray > 0 ? [t('studio.import.update.stray', { count: stray })] : []),
          ].join(' ')}
        </Text>
        {lines.length === 0 && (
          <Text size={1} role="status">
            {t('studio.import.update.none')}
          </Text>
        )}
      </Stack>
      {update.isStrange && (
        <Card tone="caution" padding={3} radius={2} border>
          <Text size={1} role="alert">
            {t('studio.import.update.strange')}
          </Text>
        </Card>
      )}
      {updateKinds.map((kind) => (
        <KindOfLine
          key={kind}
          kind={kind}
          lines={lines.filter((line) => line.kind === kind)}
          locale={update.locale}
          {...{ chosen, isPublished, known }}
        />
      ))}
    </Stack>
  )
}

type KindProps = Pick<Props, 'chosen' | 'isPublished'> & {
  kind: UpdateLine['kind']
  lines: readonly UpdateLine[]
  locale: EditionUpdate['locale']
  known(id: string): RawDocument | undefined
}

function KindOfLine({ kind, lines, chosen, isPublished, locale, known }: KindProps): ReactNode {
  if (lines.length === 0) return null
  const name = t(`studio.import.update.kind.${kind}`, { count: lines.length })
  const takeable = lines.filter((line) => isTakeable(line, isPublished))
  const ticks = takeable.flatMap(ticksOf)
  const taken = ticks.filter(({ line, difference }) =>
    difference ? chosen.isDifferenceTaken(line, difference) : chosen.isTaken(line),
  ).length
  return (
    <Stack as="section" gap={4} aria-labelledby={`import-update-${kind}`} data-testid={`update-${kind}`}>
      <Flex as="label" gap={3} align="center">
        <Checkbox
          checked={taken > 0 && taken === ticks.length}
          indeterminate={taken > 0 && taken < ticks.length}
          disabled={ticks.length === 0}
          aria-label={t('studio.import.update.take', { name })}
          onChange={() =>
            tickUpdate(
              ticks.map(({ id }) => id),
              taken < ticks.length,
            )
          }
        />
        <Heading as="h3" size={1} id={`import-update-${kind}`}>
          {name}
        </Heading>
      </Flex>
      {kind === 'gone' && (
        <Text size={1} muted>
          {t('studio.import.update.goneHint')}
        </Text>
      )}
      {lines.some((line) => line.kind === 'new' && !line.isSure) && (
        <Text size={1} muted>
          {t('studio.import.update.newLanguage')}
        </Text>
      )}
      <LongList items={lines}>
        {(line) => (
          <UpdateLineCard
            key={line.id}
            isPublished={'document' in line && isPublished(line.document._id)}
            isTakeable={isTakeable(line, isPublished)}
            {...{ line, chosen, locale, known }}
          />
        )}
      </LongList>
    </Stack>
  )
}

/** What can be taken of a line: its differences, or the whole of it. */
const ticksOf = (
  line: UpdateLine,
): { id: string; line: UpdateLine; difference: LineDifference | undefined }[] =>
  differencesIn(line)?.map((difference) => ({ id: tickId(line, difference), line, difference })) ?? [
    { id: tickId(line), line, difference: undefined },
  ]
