import { Button, Card, Checkbox, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { t } from '../../language.ts'
import { startTable } from '../import-state.ts'
import { groupsByColumns } from './session-table.ts'
import { linesOfChoice, type TextSheet } from './workbook-sheets.ts'

/** Asks which sheets of a workbook are the programme: to begin with, those with the same columns as most of it, without what is hidden. */
export function SheetChoice({ sheets }: { sheets: readonly TextSheet[] }): ReactNode {
  const [left, setLeft] = useState<ReadonlySet<string>>(() => {
    const [, ...others] = groupsByColumns(sheets.filter(({ isHidden }) => !isHidden))
    const hidden = sheets.filter(({ isHidden }) => isHidden)
    return new Set([...others.flat(), ...hidden].map(({ name }) => name))
  })
  const [takesHidden, setTakesHidden] = useState(false)
  const taken = sheets.filter(({ name }) => !left.has(name))
  const areMixed = groupsByColumns(taken).length > 1
  return (
    <Card as="fieldset" padding={3} radius={2} border tone="primary" data-testid="import-sheets">
      <Stack gap={4}>
        <Text as="legend" size={1}>
          <span role="status">{t('studio.import.sheets.which')}</span>
        </Text>
        {sheets.map(({ name, lines, whole, isHidden }) => (
          <Flex gap={2} align="center" as="label" key={name}>
            <Checkbox
              checked={!left.has(name)}
              onChange={(event) => {
                const after = new Set(left)
                if (event.currentTarget.checked) after.delete(name)
                else after.add(name)
                setLeft(after)
              }}
            />
            <Text size={1}>
              {t(isHidden ? 'studio.import.sheets.hiddenRows' : 'studio.import.sheets.rows', {
                ...{ name, count: (takesHidden ? (whole ?? lines) : lines).length },
              })}
            </Text>
          </Flex>
        ))}
        {sheets.some(({ whole }) => whole) && (
          <Flex gap={2} align="center" as="label">
            <Checkbox
              checked={takesHidden}
              onChange={(event) => setTakesHidden(event.currentTarget.checked)}
            />
            <Text size={1}>{t('studio.import.sheets.hidden')}</Text>
          </Flex>
        )}
        {areMixed && (
          <Text size={1} role="alert">
            {t('studio.import.sheets.mixed')}
          </Text>
        )}
        <Flex>
          <Button
            text={t('studio.import.sheets.read')}
            disabled={taken.length === 0 || areMixed}
            onClick={() => startTable({ lines: linesOfChoice(sheets, { left, takesHidden }) })}
          />
        </Flex>
      </Stack>
    </Card>
  )
}
