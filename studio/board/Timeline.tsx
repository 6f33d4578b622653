import { type ReactNode, useEffect, useRef, useState } from 'react'
import { minutesOf, timeAt } from '#src/model/time.ts'
import { colourOf } from '#src/programme/ordinal.ts'
import { t } from '../language.ts'
import { LineCard } from './Line.tsx'
import { LineMenu } from './LineMenu.tsx'
import { clearOf, extentOf, lanesOf, type Spot, scale } from './layout.ts'
import type { Line, Named } from './lines.ts'
import { ColumnName, Columns, Ground, Hour, Item, Lines, Now, Scroller } from './look.ts'

export type TimelineProps = {
  label: string
  lines: readonly Line[]
  parts: readonly Named[]
  /** All rooms that there are; those that the edition uses have columns. */
  rooms: readonly Named[]
  columns: readonly Named[]
  conflicts: ReadonlyMap<string, readonly string[]>
  /** The time of day in the edition's zone, if this day is today there. */
  now: string | undefined
  keysId: string
  place(line: Line, spot: Spot): void
  toPart(line: Line, part: string): void
  cancel(line: Line): void
  reinstate(line: Line): void
  moveFrom(time: string): void
}

/** One day, from top to bottom: rooms side by side, breaks across them all. */
export function Timeline(props: TimelineProps): ReactNode {
  const { label, lines, parts, rooms, columns, conflicts, now, keysId } = props
  const [lifted, setLifted] = useState<{ id: string; spot: Spot } | undefined>(undefined)
  const ground = useRef<HTMLDivElement>(null)
  const spotOf = (line: Line): Spot => (lifted?.id === line.id ? lifted.spot : line)

  const { first, last } = extentOf([...lines, ...(lifted ? [lifted.spot] : [])])
  const hours = Array.from({ length: (last - first) / 60 + 1 }, (_, index) => first + index * 60)
  // Without rooms there is one column; with them, one more for what has none yet.
  const ids = columns.length === 0 ? [undefined] : [...columns.map(({ id }) => id), undefined]
  const columnOf = (room: string | undefined) => (ids.includes(room) ? ids.indexOf(room) : ids.length - 1)
  const places = ids.map((_, index) =>
    lanesOf(
      lines
        .filter((line) => line.type === 'session' && columnOf(spotOf(line).room) === index)
        .map((line) => ({ id: line.id, ...pick(spotOf(line)) }))
        .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
    ),
  )
  const sessions = lines.filter(({ type }) => type === 'session').map(spotOf)
  const ordinals = new Map(parts.map(({ id, ordinal }) => [id, ordinal]))
  const roomTitles = new Map(rooms.map(({ id, title }) => [id, title]))

  return (
    <Scroller role="region" aria-label={label} tabIndex={0}>
      <Columns $count={ids.length}>
        {columns.length > 0 && (
          <>
            <span />
            {ids.map((id) => (
              <ColumnName key={id ?? ''}>
                {id === undefined ? t('studio.board.noRoom') : roomTitles.get(id)}
              </ColumnName>
            ))}
          </>
        )}
        <Ground ref={ground} $minutes={last - first}>
          {hours.map((minute) => (
            <Hour key={minute} aria-hidden style={{ insetBlockStart: (minute - first) * scale }}>
              {timeAt(minute)}
            </Hour>
          ))}
          <Lines aria-label={label}>
            {lines.map((line) => {
              const spot = spotOf(line)
              const column = columnOf(spot.room)
              const place = places[column]?.get(line.id) ?? { lane: 0, of: 1 }
              const ordinal = ordinals.get(line.part ?? '')
              const words = conflicts.get(line.id) ?? []
              const drop = (to: Spot) => {
                setLifted(undefined)
                props.place(line, to)
              }
              return (
                <Item
                  key={line.id}
                  data-type={line.type}
                  data-cancelled={line.cancelled}
                  data-conflict={words.length > 0}
                  data-lifted={lifted?.id === line.id}
                  style={{
                    ...boxOf(spot, first),
                    ...(line.type === 'break' ? across : within(column, ids.length, place)),
                    ...(line.type === 'break' && {
                      ['--board-clear' as string]: `${clearOf(spot, sessions) * scale}px`,
                    }),
                    ['--board-part' as string]: `var(--board-part-${ordinal === undefined ? 0 : colourOf({ ordinal })})`,
                  }}
                >
                  <LineCard
                    line={line}
                    spot={spot}
                    conflicts={words}
                    roomTitle={columns.length === 0 ? roomTitles.get(line.room ?? '') : undefined}
                    keysId={keysId}
                    roomAt={(clientX) => {
                      const box = ground.current?.getBoundingClientRect()
                      if (!box || columns.length === 0) return line.room
                      const share = (clientX - box.left - axis) / (box.width - axis)
                      return ids[Math.min(ids.length - 1, Math.max(0, Math.floor(share * ids.length)))]
                    }}
                    roomBeside={(room, by) =>
                      columns.length === 0
                        ? room
                        : ids[Math.min(ids.length - 1, Math.max(0, columnOf(room) + by))]
                    }
                    lift={(to) => setLifted(to && { id: line.id, spot: to })}
                    drop={drop}
                    menu={
                      <LineMenu
                        line={line}
                        parts={parts}
                        rooms={rooms}
                        place={drop}
                        toPart={(part) => props.toPart(line, part)}
                        cancel={() => props.cancel(line)}
                        reinstate={() => props.reinstate(line)}
                        moveFromHere={() => props.moveFrom(line.start)}
                      />
                    }
                  />
                </Item>
              )
            })}
          </Lines>
          {now !== undefined && minutesOf(now) >= first && minutesOf(now) <= last && (
            <Now style={{ insetBlockStart: (minutesOf(now) - first) * scale }}>
              <span role="img" aria-label={t('studio.board.now', { time: now })}>
                {now}
              </span>
            </Now>
          )}
        </Ground>
      </Columns>
    </Scroller>
  )
}

/** The time of day in a zone, kept up to date, if it is that day there. */
export function useNow(date: string, timeZone: string): string | undefined {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 20_000)
    return () => clearInterval(clock)
  }, [])
  const [today, time] = clockIn(timeZone, now)
  return today === date ? time : undefined
}

/** Date and time of day in a zone. */
export function clockIn(timeZone: string, instant: number): readonly [date: string, time: string] {
  const shown = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const parts = new Intl.DateTimeFormat('en-GB', { ...shown, timeZone, hourCycle: 'h23' }).formatToParts(
    instant,
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return [`${part('year')}-${part('month')}-${part('day')}`, `${part('hour')}:${part('minute')}`]
}

/** The width of the hours at the edge, in pixels. */
const axis = 48

const across = { insetInlineStart: axis, insetInlineEnd: 0 }

function within(column: number, columns: number, { lane, of }: { lane: number; of: number }) {
  const width = `(100% - ${axis}px) / ${columns * of}`
  return {
    insetInlineStart: `calc(${axis}px + ${width} * ${column * of + lane})`,
    width: `calc(${width})`,
  }
}

const boxOf = ({ start, end }: Spot, first: number) => ({
  insetBlockStart: (minutesOf(start) - first) * scale,
  height: Math.max(24, (minutesOf(end) - minutesOf(start)) * scale),
})

const pick = ({ start, end }: Spot) => ({ start, end })
