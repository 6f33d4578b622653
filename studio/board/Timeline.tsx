import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { minutesOf } from '#src/model/time.ts'
import { colourOf } from '#src/programme/ordinal.ts'
import { t } from '../language.ts'
import { useOpenNoteCount } from '../notes/useNotes.ts'
import type { BoardActions } from './board-actions.ts'
import type { BoardLine, NamedItem } from './board-programme.ts'
import { ColumnHead } from './ColumnHead.tsx'
import { cardsOf, type Lifted, lanesIn, withLifted } from './cards.ts'
import { type BoardView, type Column, canStandIn } from './columns.ts'
import { LineCard } from './LineCard.tsx'
import type { NewPlace } from './new-session.ts'
import { ColumnHeads, DayArea, Lines, NowMarker, Scroller } from './styles.ts'
import { ColumnAreas, HourAxis, HourLines } from './TimelineGrid.tsx'
import {
  columnWidth,
  drawnLength,
  foldedWidth,
  hoursShown,
  type Spot,
  scaleOf,
  titleOffset,
} from './timeline-layout.ts'

export type TimelineProps = {
  label: string
  lines: readonly BoardLine[]
  view: BoardView
  columns: readonly Column[]
  parts: readonly NamedItem[]
  rooms: readonly NamedItem[]
  days: readonly string[]
  /** The sentence about the conflicts of a line, by its id. */
  conflicts: ReadonlyMap<string, string>
  /** The date and the time of day in the edition's zone. */
  now: readonly [date: string, time: string]
  /** The day that is shown; undefined where all days are. */
  day: string | undefined
  keysId: string
  zoom: number
  /** The ids of what readers may see. */
  published: ReadonlySet<string>
  /** Columns that were folded or unfolded, by their ids. */
  folded: Readonly<Record<string, boolean>>
  /** The place of a new session in each column. */
  newPlaces: ReadonlyMap<string | undefined, NewPlace>
  actions: BoardActions
}

/** Days from top to bottom: a column for each room, part or day, breaks across all rooms and parts. */
export function Timeline(props: TimelineProps): ReactNode {
  const { label, lines, view, columns, parts, conflicts, now, day, keysId, zoom, actions } = props
  const [lifted, setLifted] = useState<Lifted | undefined>(undefined)
  const dayArea = useRef<HTMLDivElement>(null)
  const notesOn = useOpenNoteCount()

  const { first, last } = hoursShown([...lines, ...(lifted ? [lifted.spot] : [])])
  // As the day is stored: it does not grow under the pointer.
  const scale = scaleOf(lines) * zoom
  const { ids, places, stored } = useMemo(() => {
    const all = columns.map(({ id }) => id)
    const cards = cardsOf(lines, view, new Set(all))
    return {
      ids: all,
      places: new Map(all.map((id, index) => [id, index])),
      stored: { cards, lanes: lanesIn(cards, scale) },
    }
  }, [lines, view, columns, scale])
  const { cards, lanes } = lifted ? withLifted(stored, lifted, scale) : stored
  // Columns are as wide as what is stored needs, and fold by it: they do not move under the pointer.
  const isEmpty = (id: string | undefined) =>
    view !== 'days' && stored.lanes.size > 0 && !stored.lanes.has(id)
  const canFold = columns.length > 1
  const isFolded = (id: string | undefined) => canFold && (props.folded[id ?? ''] ?? isEmpty(id))
  const widths = ids.map((id) => {
    const most = Math.max(1, ...[...(stored.lanes.get(id)?.values() ?? [])].map(({ of }) => of))
    return isFolded(id) ? `${foldedWidth}px` : `minmax(${columnWidth(most, zoom)}px, 1fr)`
  })
  const template = { gridTemplateColumns: `${axisWidth}px ${widths.join(' ')}` }
  const inFront =
    lifted || view === 'days'
      ? []
      : cards.filter(({ line }) => line.type === 'session').map(({ spot }) => spot)
  const ordinals = new Map(parts.map(({ id, ordinal }) => [id, ordinal]))

  // What cards are given stays the same, so that only those that change are drawn again.
  const latest = useRef({ ids, places, view, actions })
  latest.current = { ids, places, view, actions }
  const lift = useCallback(
    (line: BoardLine, from: string | undefined, spot: Spot | undefined) =>
      setLifted(spot && { id: line.id, from, spot }),
    [],
  )
  const drop = useCallback((line: BoardLine, from: string | undefined, spot: Spot) => {
    setLifted(undefined)
    latest.current.actions.place(line, from, spot)
  }, [])
  const columnAt = useCallback((line: BoardLine, from: string | undefined, clientX: number) => {
    const areas = dayArea.current?.querySelectorAll('[data-column]') ?? []
    const index = [...areas].findIndex((area) => {
      const { left, right } = area.getBoundingClientRect()
      return clientX >= left && clientX < right
    })
    const { ids: all, view: now } = latest.current
    const column = index === -1 ? from : all[index]
    return canStandIn(line, now, column) ? column : from
  }, [])
  const columnBeside = useCallback((line: BoardLine, column: string | undefined, by: -1 | 1) => {
    const { ids: all, places: known, view: now } = latest.current
    const beside = (known.get(column) ?? 0) + by
    return beside >= 0 && beside < all.length && canStandIn(line, now, all[beside]) ? all[beside] : column
  }, [])

  const addAt = useCallback(
    (column: string | undefined, start: string) => latest.current.actions.addAt(column, start),
    [],
  )

  const scroller = useRef<HTMLDivElement>(null)
  const firstShown = useRef((opensAt(lines, first) - first) * scale)
  useEffect(() => {
    // Where scrolling gives a promise, that would be taken for what ends the effect.
    scroller.current?.scrollTo(0, firstShown.current)
  }, [])

  const isNowShown = minutesOf(now[1]) >= first && minutesOf(now[1]) <= last
  const nowColumn = view === 'days' ? places.get(now[0]) : day === now[0] ? 'all' : undefined
  return (
    <Scroller ref={scroller} role="region" aria-label={label} tabIndex={0}>
      <ColumnHeads style={template}>
        <span />
        {columns.map(({ id, title }) => (
          <ColumnHead
            key={id ?? ''}
            {...{ id, title, canFold }}
            isFolded={isFolded(id)}
            toAdd={props.newPlaces.get(id) ?? {}}
          />
        ))}
      </ColumnHeads>
      <DayArea ref={dayArea} style={{ ...template, gridTemplateRows: (last - first) * scale + 24 }}>
        <HourLines {...{ first, last, scale }} />
        <ColumnAreas {...{ ids, first, scale, addAt }} />
        <Lines aria-label={label}>
          {cards.map(({ key, line, from, spot, isLifted }) => {
            const columnIndex = places.get(spot.column) ?? 0
            const isAcross = line.type === 'break' && view !== 'days'
            const { lane, of } = lanes.get(spot.column)?.get(key) ?? { lane: 0, of: 1 }
            const ordinal = ordinals.get(line.part ?? '')
            return (
              <LineCard
                key={key}
                {...{ line, from, lift, drop, columnAt, columnBeside, scale, keysId, isLifted }}
                {...{ start: spot.start, end: spot.end, column: spot.column }}
                conflicts={conflicts.get(line.id) ?? ''}
                isPublished={props.published.has(line.id)}
                notes={notesOn(line.id)}
                isFolded={!isAcross && isFolded(spot.column)}
                top={(minutesOf(spot.start) - first) * scale}
                height={drawnLength(spot, scale) * scale}
                {...{ isAcross, columnIndex }}
                lane={lane}
                lanes={of}
                titleTop={line.type === 'break' ? titleOffset(spot, inFront, scale) * scale : 0}
                colour={ordinal === undefined ? 0 : colourOf({ ordinal })}
                {...{ parts, rooms: props.rooms, days: props.days, actions }}
              />
            )
          })}
        </Lines>
        <HourAxis {...{ first, last, scale }} />
        {nowColumn !== undefined && isNowShown && (
          <NowMarker
            style={{
              gridColumn: nowColumn === 'all' ? '1 / -1' : nowColumn + 2,
              marginBlockStart: (minutesOf(now[1]) - first) * scale,
            }}
          >
            <span role="img" aria-label={t('studio.board.now', { time: now[1] })}>
              {now[1]}
            </span>
          </NowMarker>
        )}
      </DayArea>
    </Scroller>
  )
}

/** The minute at which the timeline opens: after what begins in the night, where something else follows. */
function opensAt(lines: readonly BoardLine[], first: number): number {
  const byDay = lines.map(({ start }) => minutesOf(start)).filter((minute) => minute >= 360)
  return first >= 360 || byDay.length === 0 ? first : Math.min(...byDay) - 15
}

/** The width of the column with the hours, in pixels. */
const axisWidth = 48
