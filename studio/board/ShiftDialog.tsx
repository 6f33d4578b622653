import { Box, Button, Card, Checkbox, Dialog, Flex, Grid, Select, Stack, Text, TextInput } from '@sanity/ui'
import { type CSSProperties, type ReactNode, useId, useMemo, useState } from 'react'
import { useColorSchemeValue } from 'sanity'
import { lengthOf, timeOf } from '#src/model/time.ts'
import { movedIn, type PlannedRow, planShift } from '#src/programme/shift.ts'
import { toggled } from '../ids.ts'
import { t } from '../language.ts'
import type { BoardLine } from './board-programme.ts'
import { ShiftPreview } from './ShiftPreview.tsx'
import { palette } from './styles.ts'

type Props = {
  lines: readonly BoardLine[]
  from: string
  apply(rows: readonly PlannedRow[], description: string): void
  close(): void
}

/** Shifts all lines from a time on, such as "from 11:00, 15 minutes later", after a preview of each line. */
export function ShiftDialog({ lines, from: first, apply, close }: Props): ReactNode {
  const [from, setFrom] = useState(first)
  const [minutes, setMinutes] = useState('15')
  const [direction, setDirection] = useState<'later' | 'earlier'>('later')
  const [pinned, setPinned] = useState(() => initiallyPinned(lines))
  const [absorbGaps, setAbsorbGaps] = useState(false)
  const [shortened, setShortened] = useState<ReadonlySet<string>>(new Set())
  const id = useId()
  const scheme = useColorSchemeValue()

  const time = timeOf(from)
  const count = /^\d{1,3}$/.test(minutes.trim()) ? Number(minutes) : undefined
  const later = direction === 'later'
  const plan = useMemo(
    () =>
      time !== undefined && count !== undefined
        ? planShift(lines, {
            from: time,
            minutes: later ? count : -count,
            pinned,
            absorbGaps: absorbGaps && later,
            shortened,
          })
        : undefined,
    [lines, time, count, later, pinned, absorbGaps, shortened],
  )
  const moved = plan ? movedIn(plan) : []
  const isReady = plan !== undefined && plan.problems.length === 0 && moved.length > 0
  const description =
    time === undefined || count === undefined ? '' : t(`studio.shift.words.${direction}`, { time, count })

  return (
    <Dialog
      id={`${id}-dialog`}
      header={t('studio.shift.title')}
      width={2}
      onClose={close}
      onClickOutside={close}
      footer={
        <Flex paddingX={4} paddingY={3} gap={2} justify="flex-end" align="center" wrap="wrap">
          <Box style={{ flex: '1 1 220px' }}>
            <Text size={1} role="status" aria-live="polite">
              {plan === undefined
                ? ''
                : plan.problems.length > 0
                  ? t('studio.shift.refused', { count: plan.problems.length })
                  : t('studio.shift.count', { count: moved.length })}
            </Text>
          </Box>
          <Button mode="bleed" text={t('studio.shift.close')} onClick={close} />
          <Button
            text={t('studio.shift.apply')}
            disabled={!isReady}
            onClick={() => apply(moved, description)}
          />
        </Flex>
      }
    >
      <Stack gap={4} padding={4} style={palette[scheme] as CSSProperties}>
        <Grid gridTemplateColumns={[1, 3]} gap={3}>
          <Labelled id={`${id}-from`} label={t('studio.shift.from')}>
            <TextInput
              id={`${id}-from`}
              value={from}
              aria-invalid={time === undefined}
              aria-describedby={`${id}-from-help`}
              onChange={(event) => setFrom(event.currentTarget.value)}
              onBlur={() => time !== undefined && setFrom(time)}
            />
            <Text size={1} muted id={`${id}-from-help`}>
              {time === undefined ? t('studio.shift.from.wrong') : t('studio.shift.from.help', { time })}
            </Text>
          </Labelled>
          <Labelled id={`${id}-minutes`} label={t('studio.shift.minutes')}>
            <TextInput
              id={`${id}-minutes`}
              inputMode="numeric"
              value={minutes}
              aria-invalid={count === undefined}
              onChange={(event) => setMinutes(event.currentTarget.value)}
            />
          </Labelled>
          <Labelled id={`${id}-direction`} label={t('studio.shift.direction')}>
            <Select
              id={`${id}-direction`}
              value={direction}
              onChange={(event) => setDirection(event.currentTarget.value === 'later' ? 'later' : 'earlier')}
            >
              <option value="later">{t('studio.shift.later')}</option>
              <option value="earlier">{t('studio.shift.earlier')}</option>
            </Select>
          </Labelled>
        </Grid>
        <Flex gap={3} align="flex-start" as="label">
          <Checkbox
            checked={absorbGaps && later}
            disabled={!later}
            onChange={(event) => setAbsorbGaps(event.currentTarget.checked)}
          />
          <Stack gap={2}>
            <Text size={1} weight="medium">
              {t('studio.shift.absorb')}
            </Text>
            <Text size={1} muted>
              {t('studio.shift.absorb.help')}
            </Text>
          </Stack>
        </Flex>
        <Card overflow="auto">
          <ShiftPreview
            {...{ lines, plan, pinned, shortened }}
            pin={(id) => setPinned(toggled(pinned, id))}
            shorten={(id) => setShortened(toggled(shortened, id))}
          />
        </Card>
      </Stack>
    </Dialog>
  )
}

/** Meals are usually agreed with others, so they stay at first: breaks of three quarters of an hour and more. */
function initiallyPinned(lines: readonly BoardLine[]): ReadonlySet<string> {
  const meals = lines.filter((line) => line.type === 'break' && lengthOf(line) >= 45)
  return new Set(meals.map(({ id }) => id))
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }): ReactNode {
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      {children}
    </Stack>
  )
}
