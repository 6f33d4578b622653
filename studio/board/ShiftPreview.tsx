import { Checkbox } from '@sanity/ui'
import type { ReactNode } from 'react'
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
}

/** The times of each line before and after a shift, with the problems that forbid it. */
export function ShiftPreview({ lines, plan, pinned, pin }: Props): ReactNode {
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
            problems={(problems.get(row.before.id) ?? []).map((problem) => problemText(problem, byId))}
          />
        ))}
      </tbody>
    </ShiftTable>
  )
}

function ShiftRow({ row: { before, after, stays }, title, isPinned, pin, problems }: RowProps): ReactNode {
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
}

function problemText({ kind, ids }: ShiftProblem, lines: ReadonlyMap<string, BoardLine>): string {
  const { title = '', start = '', end = '' } = lines.get(ids[1] ?? '') ?? {}
  return t(`studio.shift.problem.${kind}`, { other: title, start, end })
}
