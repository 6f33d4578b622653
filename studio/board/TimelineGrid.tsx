import type { ReactNode } from 'react'
import { timeAt } from '#src/model/time.ts'
import { memoByValue } from '../memo-by-value.ts'
import { Axis, ColumnArea, HourLine } from './styles.ts'

type Hours = {
  /** The first and the last minute, at full hours. */
  first: number
  last: number
  /** Pixels of a minute. */
  scale: number
}

/** The lines of the hours behind the columns. */
export const HourLines = memoByValue(function Lines(hours: Hours): ReactNode {
  return minutesIn(hours).map((minute) => (
    <HourLine key={minute} aria-hidden style={{ marginBlockStart: (minute - hours.first) * hours.scale }} />
  ))
})

/** The hours in words, beside the columns. */
export const HourAxis = memoByValue(function HoursBeside(hours: Hours): ReactNode {
  return (
    <Axis aria-hidden>
      {minutesIn(hours).map((minute) => (
        <span key={minute} style={{ insetBlockStart: (minute - hours.first) * hours.scale }}>
          {timeAt(minute % 1440)}
        </span>
      ))}
    </Axis>
  )
})

type Areas = Pick<Hours, 'first' | 'scale'> & {
  ids: readonly (string | undefined)[]
  /** @param start the quarter of an hour at which an editor pointed */
  addAt(column: string | undefined, start: string): void
}

/** The area of each column, where a double click makes a new session. */
export const ColumnAreas = memoByValue(function Columns({ ids, first, scale, addAt }: Areas): ReactNode {
  return ids.map((id, index) => (
    <ColumnArea
      key={id ?? ''}
      data-column={id ?? ''}
      style={{ gridColumn: index + 2 }}
      onDoubleClick={({ clientY, currentTarget }) => {
        const minutes = first + (clientY - currentTarget.getBoundingClientRect().top) / scale
        const start = timeAt(Math.floor(minutes / 15) * 15)
        if (start !== undefined) addAt(id, start)
      }}
    />
  ))
})

const minutesIn = ({ first, last }: Hours): readonly number[] =>
  Array.from({ length: (last - first) / 60 + 1 }, (_, index) => first + index * 60)
