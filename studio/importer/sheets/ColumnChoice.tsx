import { Button, Card, Flex, Grid, Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo } from 'react'
import { LabelledSelect } from '../../inputs/LabelledSelect.tsx'
import { t } from '../../language.ts'
import { isNumericDate } from './cell-values.ts'
import { columnTargets } from './column-heads.ts'
import {
  type ColumnMapping,
  hasOffsets,
  missingIn,
  needsOrder,
  type SessionTable,
  valuesOf,
} from './session-table.ts'

/** The step in which an editor sees and changes what each column of a table is. */
export function ColumnChoice({
  table,
  mapping,
  onMap,
  onContinue,
  onText,
  onBack,
}: {
  table: SessionTable
  mapping: ColumnMapping
  onMap: (mapping: ColumnMapping) => void
  onContinue: () => void
  onText: () => void
  onBack: () => void
}): ReactNode {
  const { targets, order, zone } = mapping
  const values = useMemo(() => table.heads.map((_, column) => valuesOf(table, column)), [table])
  const missing = missingIn(table, mapping)
  const numeric = values.flat().find(isNumericDate) ?? ''
  return (
    <Stack gap={4} data-testid="import-columns">
      <Text size={1}>{t('studio.import.columns.intro')}</Text>
      <Stack as="ul" gap={2} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {table.heads.map((written, column) => {
          const head = written.trim() || t('studio.import.columns.number', { number: column + 1 })
          const id = `import-column-${column}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity.
            <Card as="li" key={column} padding={3} radius={2} border>
              <Grid gridTemplateColumns={[1, 1, 2]} gap={3}>
                <Stack gap={3} style={{ minWidth: 0 }}>
                  <Text as="label" htmlFor={id} size={1} weight="medium">
                    {t('studio.import.columns.is', { head })}
                  </Text>
                  <Text size={1} muted textOverflow="ellipsis">
                    {(values[column] ?? []).slice(0, 3).map(shortened).join(' · ') ||
                      t('studio.import.columns.empty')}
                  </Text>
                </Stack>
                <Select
                  id={id}
                  value={targets[column] ?? 'leaveOut'}
                  onChange={(event) => {
                    const chosen = columnTargets.find((one) => one === event.currentTarget.value)
                    if (chosen)
                      onMap({ ...mapping, targets: targets.map((one, at) => (at === column ? chosen : one)) })
                  }}
                >
                  {columnTargets.map((target) => (
                    <option key={target} value={target}>
                      {t(`studio.import.target.${target}`)}
                    </option>
                  ))}
                </Select>
              </Grid>
            </Card>
          )
        })}
      </Stack>
      {missing !== undefined && (
        <Card padding={3} radius={2} tone="caution" border role="status">
          <Text size={1}>{t(`studio.import.columns.missing.${missing}`, { text: numeric })}</Text>
        </Card>
      )}
      {needsOrder(table, targets) && (
        <LabelledSelect
          label={t('studio.import.columns.order')}
          value={order ?? ''}
          options={[
            ['', t('studio.import.columns.choose')],
            ...orders.map((one) => [one, t(`studio.import.columns.${one}`)] as const),
          ]}
          onChange={(chosen) => onMap({ ...mapping, order: orders.find((one) => one === chosen) })}
        />
      )}
      {hasOffsets(table, targets) && (
        <LabelledSelect
          label={t('studio.import.columns.zone')}
          value={zone ?? ''}
          options={[['', t('studio.import.columns.asWritten')], ...zones.map((one) => [one, one] as const)]}
          onChange={(chosen) => onMap({ ...mapping, zone: chosen || undefined, isZoneChosen: true })}
        />
      )}
      <Flex gap={3} wrap="wrap">
        <Button text={t('studio.import.continue')} disabled={missing !== undefined} onClick={onContinue} />
        <Button mode="ghost" text={t('studio.import.columns.asText')} onClick={onText} />
        <Button mode="ghost" text={t('studio.import.back')} onClick={onBack} />
      </Flex>
    </Stack>
  )
}

const orders = ['dayFirst', 'monthFirst'] as const
const zones = Intl.supportedValuesOf('timeZone')

const shortened = (value: string): string => {
  const line = value.replaceAll('\n', ' ')
  return line.length > 50 ? `${line.slice(0, 49)}…` : line
}
