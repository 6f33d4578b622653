import { type ReactNode, useRef, useState } from 'react'
import { byText } from '#src/model/order.ts'
import { minutesOf, timeAt } from '#src/model/time.ts'
import { colourOf } from '#src/programme/ordinal.ts'
import { t } from '../language.ts'
import type { BoardLine, NamedItem } from './board-programme.ts'
import { LineCard } from './LineCard.tsx'
import { LineMenu } from './LineMenu.tsx'
import { ColumnName, DayArea, HourMark, LineItem, Lines, NowMarker, RoomColumns, Scroller } from './styles.ts'
import { drawnLength, hoursShown, lanesOf, type Spot, scaleOf, titleOffset } from './timeline-layout.ts'

export type TimelineProps = {
  label: string
  lines: readonly BoardLine[]
  parts: readonly NamedItem[]
  /** All rooms; those that the edition uses have columns. */
  rooms: readonly NamedItem[]
  columns: readonly NamedItem[]
  conflicts: ReadonlyMap<string, readonly string[]>
  /** The time of day in the edition's zone, if this day is today there. */
  now: string | undefined
  keysId: string
  /** @param from the room of the column that the line is moved from */
  place(line: BoardLine, from: string | undefined, spot: Spot): void
  moveToPart(line: BoardLine, part: string): void
  cancel(line: BoardLine): void
  reinstate(line: BoardLine): void
  shiftFrom(time: string): void
}

/** One day from top to bottom: a column for each room, breaks across all columns. A session in several rooms is in each. */
export function Timeline(props: TimelineProps): ReactNode {
  const { label, lines, parts, rooms, columns, conflicts, now, keysId } = props
  const [lifted, setLifted] = useState<{ id: string; room: string | undefined; spot: Spot } | undefined>(
    undefined,
  )
  const dayArea = useRef<HTMLDivElement>(null)
  const spotOf = (line: BoardLine, room: string | undefined): Spot => {
    const { start, end } = lifted?.id === line.id ? lifted.spot : line
    return { start, end, room: lifted?.id === line.id && lifted.room === room ? lifted.spot.room : room }
  }

  const { first, last } = hoursShown([...lines, ...(lifted ? [lifted.spot] : [])])
  const hours = Array.from({ length: (last - first) / 60 + 1 }, (_, index) => first + index * 60)
  // As the day is stored: it does not grow under the pointer.
  const scale = scaleOf(lines)
  // The first column is for sessions without a room, so that these are in sight where there are many rooms.
  const ids = [undefined, ...columns.map(({ id }) => id)]
  const columnOf = (room: string | undefined) => Math.max(0, ids.indexOf(room))
  const cards = lines.flatMap((line) =>
    roomsShown(line, ids).map((room) => ({
      key: `${line.id} ${room ?? ''}`,
      line,
      room,
      spot: spotOf(line, room),
    })),
  )
  const places = ids.map((_, index) =>
    lanesOf(
      cards
        .filter(({ line, spot }) => line.type === 'session' && columnOf(spot.room) === index)
        .map(({ key, spot }) => ({ id: key, ...timesOf(spot) }))
        .sort((a, b) => byText(a.start, b.start)),
      scale,
    ),
  )
  const sessions = cards.filter(({ line }) => line.type === 'session').map(({ spot }) => spot)
  const ordinals = new Map(parts.map(({ id, ordinal }) => [id, ordinal]))
  const roomTitles = new Map(rooms.map(({ id, title }) => [id, title]))

  return (
    <Scroller role="region" aria-label={label} tabIndex={0}>
      <RoomColumns $count={ids.length}>
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
        <DayArea ref={dayArea} $height={(last - first) * scale}>
          {hours.map((minute) => (
            <HourMark key={minute} aria-hidden style={{ insetBlockStart: (minute - first) * scale }}>
              {timeAt(minute % 1440)}
            </HourMark>
          ))}
          <Lines aria-label={label}>
            {cards.map(({ key, line, room: from, spot }) => {
              const column = columnOf(spot.room)
              const place = places[column]?.get(key) ?? { lane: 0, of: 1 }
              const ordinal = ordinals.get(line.part ?? '')
              const conflictTexts = conflicts.get(line.id) ?? []
              const drop = (to: Spot) => {
                setLifted(undefined)
                props.place(line, from, to)
              }
              return (
                <LineItem
                  key={key}
                  data-type={line.type}
                  data-cancelled={line.cancelled}
                  data-conflict={conflictTexts.length > 0}
                  data-lifted={lifted?.id === line.id}
                  style={{
                    ...boxOf(spot, first, scale),
                    ...(line.type === 'break' ? across : within(column, ids.length, place)),
                    ...(line.type === 'break' && {
                      ['--board-title-offset' as string]: `${titleOffset(spot, sessions, scale) * scale}px`,
                    }),
                    ['--board-part' as string]: `var(--board-part-${ordinal === undefined ? 0 : colourOf({ ordinal })})`,
                  }}
                >
                  <LineCard
                    line={line}
                    spot={spot}
                    scale={scale}
                    conflicts={conflictTexts}
                    roomTitle={columns.length === 0 ? roomTitles.get(from ?? '') : undefined}
                    keysId={keysId}
                    roomAt={(clientX) => {
                      const box = dayArea.current?.getBoundingClientRect()
                      if (!box || columns.length === 0) return from
                      const share = (clientX - box.left - axis) / (box.width - axis)
                      return ids[Math.min(ids.length - 1, Math.max(0, Math.floor(share * ids.length)))]
                    }}
                    roomBeside={(room, by) =>
                      columns.length === 0
                        ? room
                        : ids[Math.min(ids.length - 1, Math.max(0, columnOf(room) + by))]
                    }
                    lift={(to) => setLifted(to && { id: line.id, room: from, spot: to })}
                    drop={drop}
                    menu={
                      <LineMenu
                        line={line}
                        room={from}
                        parts={parts}
                        rooms={rooms}
                        place={drop}
                        moveToPart={(part) => props.moveToPart(line, part)}
                        cancel={() => props.cancel(line)}
                        reinstate={() => props.reinstate(line)}
                        shiftFromHere={() => props.shiftFrom(line.start)}
                      />
                    }
                  />
                </LineItem>
              )
            })}
          </Lines>
          {now !== undefined && minutesOf(now) >= first && minutesOf(now) <= last && (
            <NowMarker style={{ insetBlockStart: (minutesOf(now) - first) * scale }}>
              <span role="img" aria-label={t('studio.board.now', { time: now })}>
                {now}
              </span>
            </NowMarker>
          )}
        </DayArea>
      </RoomColumns>
    </Scroller>
  )
}

/** The rooms in whose columns a line stands: once in the column without a room where it has none that is shown. */
function roomsShown({ type, rooms }: BoardLine, columns: readonly (string | undefined)[]) {
  const shown = type === 'session' ? rooms.filter((room) => columns.includes(room)) : []
  return shown.length > 0 ? shown : [undefined]
}

/** The width of the column with the hours, in pixels. */
const axis = 48

const across = { insetInlineStart: axis, insetInlineEnd: 0 }

function within(column: number, columns: number, { lane, of }: { lane: number; of: number }) {
  const width = `(100% - ${axis}px) / ${columns * of}`
  return {
    insetInlineStart: `calc(${axis}px + ${width} * ${column * of + lane})`,
    width: `calc(${width})`,
  }
}

const boxOf = (spot: Spot, first: number, scale: number) => ({
  insetBlockStart: (minutesOf(spot.start) - first) * scale,
  height: drawnLength(spot, scale) * scale,
})

const timesOf = ({ start, end }: Spot) => ({ start, end })
