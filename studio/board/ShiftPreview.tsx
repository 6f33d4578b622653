import { Checkbox, Flex } from '@sanity/ui'
import type { ReactNode } from 'react'
import { byText } from '#src/model/order.ts'
import { lengthOf } from '#src/model/time.ts'
import { timesText } from '#src/programme/format.ts'
import type { PlannedRow, ShiftPlan, ShiftProblem } from '#src/programme/shift.ts'
import { studioLocale, t } from '../language.ts'
import type { BoardLine } from './board-programme.ts'
import { ShiftTable } from './styles.ts'

type Props = {
  lines: readonly BoardLine[]
  /** Undefined while the dialog is not filled in correctly: then every line keeps its times. */
  plan: ShiftPlan | undefined
  pinned: ReadonlySet<string>
  /** Pins a line, or unpins it. */
  pin(id: string): void
  /** Lines that end before what they would run into. */
  shortened: ReadonlySet<string>
  /** Shortens a line, or leaves it as long as it is. */
  shorten(id: string): void
}

/** The times of each line before and after a shift, with the problems that forbid it. */
export function ShiftPreview({ lines, plan, pinned, pin, shortened, shorten }: Props): ReactNode {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const rows = plan?.rows ?? lines.map((line): PlannedRow => ({ before: line, after: line }))
  const problems = Map.groupBy(plan?.problems ?? [], ({ ids }) => ids[0])
  return (
    <ShiftTable aria-label={t('studio.shift.preview')}>
      <thead>
        <tr>
          <th scope="col">{t('studio.shift.pin')}</th>
          <th scope="col">{t('studio.shift.before')}</th>
          <th scope="col">{t('studio.shift.after')}</th>
          <th scope="col">{t('field.title')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ShiftRow
            key={row.before.id}
            row={row}
            title={byId.get(row.before.id)?.title ?? ''}
            isPinned={pinned.has(row.before.id)}
            pin={() => pin(row.before.id)}
            {...shorteningOf(row, problems.get(row.before.id) ?? [], shortened)}
            shorten={() => shorten(row.before.id)}
            problems={(problems.get(row.before.id) ?? []).map((problem) => problemText(problem, byId))}
          />
        ))}
      </tbody>
    </ShiftTable>
  )
}

function ShiftRow(props: RowProps): ReactNode {
  const { title, isPinned, pin, problems, until, isShortened, shorten } = props
  const { before, after, stays } = props.row
  const hasMoved = before.start !== after.start || before.end !== after.end
  return (
    <tr data-stays={!hasMoved}>
      <td>
        {stays !== 'earlier' && stays !== 'cancelled' && (
          <Checkbox aria-label={t('studio.shift.pin.line', { title })} checked={isPinned} onChange={pin} />
        )}
      </td>
      <td className="time">{timesText(before, studioLocale)}</td>
      <td className={hasMoved ? 'time changed' : 'time'}>
        {!hasMoved && stays ? t(`studio.shift.stays.${stays}`) : timesText(after, studioLocale)}
      </td>
      <td>
        {title}
        {problems.map((text) => (
          <span className="problem" key={text}>
            {text}
          </span>
        ))}
        {until !== undefined && (
          <Flex as="label" gap={2} align="center" paddingTop={2}>
            <Checkbox checked={isShortened} onChange={shorten} />
            {t('studio.shift.shorten', { time: until })}
          </Flex>
        )}
      </td>
    </tr>
  )
}

type RowProps = {
  row: PlannedRow
  title: string
  isPinned: boolean
  pin(): void
  problems: readonly string[]
  /** When it ends, or would end, where it is shortened; undefined where that is no question. */
  until: string | undefined
  isShortened: boolean
  shorten(): void
}

function shorteningOf(
  { before, after }: PlannedRow,
  problems: readonly ShiftProblem[],
  shortened: ReadonlySet<string>,
): Pick<RowProps, 'until' | 'isShortened'> {
  const isShortened = shortened.has(before.id) && lengthOf(after) < lengthOf(before)
  const ends = problems.flatMap((problem) => (problem.kind === 'overlaps' ? (problem.until ?? []) : []))
  return { isShortened, until: isShortened ? after.end : ends.sort(byText)[0] }
}

function problemText({ kind, ids }: ShiftProblem, lines: ReadonlyMap<string, BoardLine>): string {
  const { title = '', start = '', end = '' } = lines.get(ids[1] ?? '') ?? {}
  return t(`studio.shift.problem.${kind}`, { other: title, start, end })
}
