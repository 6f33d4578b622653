import { Button, Card, Checkbox, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { languageOf, sourceLocale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { LongList } from '../../LongList.tsx'
import { t } from '../../language.ts'
import { useDeskWrites, writeTranslations } from '../desk-writes.ts'
import { PackLineCard } from './PackLineCard.tsx'
import { type PackLine, packLines, type Verdict, verdicts } from './pack-lines.ts'
import { closePack, updatePack, usePackState } from './pack-state.ts'
import type { ReturnedPack } from './returned-pack.ts'

type Props = { returned: ReturnedPack; documents: readonly RawDocument[] }

/** What a pack brings, text by text, before it is written. */
export function PackReview({ returned, documents }: Props): ReactNode {
  const client = useClient({ apiVersion })
  const { ticks, asReviewed } = usePackState()
  const { isWriting } = useDeskWrites()
  const { lines, unchanged } = useMemo(
    () => packLines(returned, documents, { asReviewed }),
    [returned, documents, asReviewed],
  )
  const isTicked = ({ id, verdict, edit }: PackLine) =>
    edit !== undefined && (ticks.get(id) ?? (verdict === 'taken' || verdict === 'confirmed'))
  const chosen = lines.filter(isTicked)
  const tick = (some: readonly PackLine[], isOn: boolean) =>
    updatePack({ ticks: new Map([...ticks, ...some.map(({ id }) => [id, isOn] as const)]) })
  const write = async () => {
    const { target } = returned
    const edits = chosen.flatMap(({ document, path, edit }) => {
      if (!document || !edit) return []
      const { record, ...one } = edit
      // The source language itself has no review.
      return [
        { document, path, locale: target, ...one, record: target === sourceLocale ? undefined : record },
      ]
    })
    await writeTranslations(client, edits)
  }
  const hasFinal = returned.units.some(({ progress }) => progress === 'final')
  const buttons = (
    <Flex gap={3} wrap="wrap">
      <Button
        text={t('studio.pack.write', { count: chosen.length })}
        disabled={chosen.length === 0 || isWriting}
        loading={isWriting}
        onClick={() => void write()}
      />
      <Button mode="ghost" text={t('studio.pack.close')} disabled={isWriting} onClick={closePack} />
    </Flex>
  )
  return (
    <Stack as="section" gap={5} aria-labelledby="pack-review" data-testid="pack-review">
      <Heading as="h2" size={2} id="pack-review">
        {t('studio.pack.review', { language: languageOf(returned.target).name })}
      </Heading>
      {lines.length === 0 && (
        <Card tone="positive" padding={4} radius={3}>
          <Text>{t('studio.pack.nothing')}</Text>
        </Card>
      )}
      {unchanged > 0 && (
        <Text size={1} muted>
          {t('studio.pack.unchanged', { count: unchanged })}
        </Text>
      )}
      {hasFinal && (
        <Flex as="label" gap={3} align="center">
          <Checkbox
            checked={asReviewed}
            onChange={(event) => updatePack({ asReviewed: event.currentTarget.checked })}
          />
          <Text size={1}>{t('studio.pack.asReviewed')}</Text>
        </Flex>
      )}
      {buttons}
      {verdicts.map((verdict) => (
        <VerdictGroup
          key={verdict}
          verdict={verdict}
          lines={lines.filter((line) => line.verdict === verdict)}
          {...{ returned, isTicked, tick }}
        />
      ))}
      {lines.length > 10 && buttons}
    </Stack>
  )
}

type GroupProps = {
  verdict: Verdict
  lines: readonly PackLine[]
  returned: ReturnedPack
  isTicked(line: PackLine): boolean
  tick(lines: readonly PackLine[], isOn: boolean): void
}

function VerdictGroup({ verdict, lines, returned, isTicked, tick }: GroupProps): ReactNode {
  if (lines.length === 0) return null
  const ticked = lines.filter(isTicked).length
  const title = `${t(`studio.pack.verdict.${verdict}`)} (${lines.length})`
  return (
    <Stack as="section" gap={4} aria-labelledby={`pack-${verdict}`} data-testid={`pack-${verdict}`}>
      <Flex as={verdict === 'refused' ? 'div' : 'label'} gap={3} align="center">
        {verdict !== 'refused' && (
          <Checkbox
            checked={ticked === lines.length}
            indeterminate={ticked > 0 && ticked < lines.length}
            aria-label={t('studio.pack.take', { name: title })}
            onChange={() => tick(lines, ticked < lines.length)}
          />
        )}
        <Heading as="h3" size={1} id={`pack-${verdict}`}>
          {title}
        </Heading>
      </Flex>
      <Text size={1} muted>
        {t(`studio.pack.about.${verdict}`)}
      </Text>
      <LongList items={lines}>
        {(line) => (
          <PackLineCard
            key={line.id}
            {...{ line, returned }}
            isTicked={isTicked(line)}
            tick={(isOn) => tick([line], isOn)}
          />
        )}
      </LongList>
    </Stack>
  )
}
