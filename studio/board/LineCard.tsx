import { type KeyboardEvent, memo, type PointerEvent, type ReactNode, useRef } from 'react'
import { useIntentLink } from 'sanity/router'
import { timesText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import type { BoardLine } from './board-programme.ts'
import { LineMenu, type LineMenuProps } from './LineMenu.tsx'
import { LineBox, LineItem, ResizeHandle } from './styles.ts'
import { movedBy, resizedBy, type Spot, snappedMinutes, stepMinutes } from './timeline-layout.ts'

/** Values that stay the same, or are compared by what they are: a card that does not change is not drawn again. */
export type LineProps = {
  line: BoardLine
  /** The column that the line stands in. */
  from: string | undefined
  /** Where the line is shown: while it is being moved, where it would be dropped. */
  start: string
  end: string
  column: string | undefined
  isLifted: boolean
  isFolded: boolean
  isPublished: boolean
  /** How many notes about it are not done. */
  notes: number
  /** Pixels of a minute. */
  scale: number
  /** In pixels. */
  top: number
  height: number
  /** Whether it stands in all columns, as a break of one day does. */
  isAcross: boolean
  columnIndex: number
  lane: number
  lanes: number
  /** How far below its start a break has its title, in pixels. */
  titleTop: number
  /** The number of the colour of its part. */
  colour: number
  /** A sentence about its conflicts; empty where there are none. */
  conflicts: string
  keysId: string
  columnAt(line: BoardLine, from: string | undefined, clientX: number): string | undefined
  columnBeside(line: BoardLine, column: string | undefined, by: -1 | 1): string | undefined
  lift(line: BoardLine, from: string | undefined, spot: Spot | undefined): void
  drop(line: BoardLine, from: string | undefined, spot: Spot): void
} & Omit<LineMenuProps, 'line' | 'from'>

/** A session or a break on the board: a link to its form, which can be moved with the pointer and with arrow keys. */
export const LineCard = memo(function LineCard(props: LineProps): ReactNode {
  const { line, from, start, end, conflicts, keysId, titleTop } = props
  const { parts, rooms, days, actions, lane, lanes } = props
  const { onClick, href } = useIntentLink({
    intent: 'edit',
    params: { id: line.id, type: line.type },
  })
  const pointer = usePointer(props)
  const keys = useKeys(props)
  const details = [
    line.isDraft && t(props.isPublished ? 'studio.board.changed' : 'studio.board.draft'),
    line.status !== 'scheduled' && t(`studio.option.status.${line.status}`),
    props.notes > 0 && t('studio.notes.open', { count: props.notes }),
  ].filter((text) => text !== false)

  return (
    <LineItem
      data-type={line.type}
      data-cancelled={line.cancelled}
      data-conflict={conflicts !== ''}
      data-lifted={props.isLifted}
      data-folded={props.isFolded}
      data-across={props.isAcross}
      style={{
        gridColumn: props.isAcross ? '2 / -1' : String(props.columnIndex + 2),
        marginBlockStart: props.top,
        height: props.height,
        marginInlineStart: `${(100 * lane) / lanes}%`,
        width: `${100 / lanes}%`,
        ['--board-part' as string]: `var(--board-part-${props.colour})`,
        ...(titleTop > 0 && { ['--board-title-offset' as string]: `${titleTop}px` }),
      }}
    >
      <LineBox>
        <a
          href={href}
          draggable={false}
          aria-describedby={keysId}
          data-line={line.id}
          onClick={(event) => {
            if (pointer.hasDragged()) event.preventDefault()
            else onClick(event)
          }}
          onDragStart={(event) => event.preventDefault()}
          {...pointer.toMove}
          {...keys}
        >
          <span className="text">
            <span className="when">{timesText({ start, end, date: line.date }, studioLocale)}</span>{' '}
            <span className="title">{line.title}</span>
            {conflicts !== '' && (
              <span className="conflict">{t('studio.board.conflict', { words: conflicts })}</span>
            )}
            {details.length > 0 && <span className="more">{details.join(' · ')}</span>}
          </span>
        </a>
        <LineMenu {...{ line, from, parts, rooms, days, actions }} />
        <ResizeHandle {...pointer.toLengthen} />
      </LineBox>
    </LineItem>
  )
})

/** Dragging with a mouse or a pen. A finger scrolls the page; the menu offers the same by touch. */
function usePointer({
  line,
  from: column,
  start: begin,
  end: until,
  scale,
  columnAt,
  lift,
  drop,
}: LineProps) {
  const drag = useRef<{ x: number; y: number; from: Spot; to: Spot | undefined } | undefined>(undefined)
  const dragged = useRef(false)

  const start = (event: PointerEvent) => {
    dragged.current = false
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = {
      x: event.clientX,
      y: event.clientY,
      from: { start: begin, end: until, column },
      to: undefined,
    }
  }
  const move = (event: PointerEvent, moved: (from: Spot, minutes: number) => Spot) => {
    const now = drag.current
    if (!now) return
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y]
    if (!now.to && Math.hypot(dx, dy) < 5) return
    dragged.current = true
    keepUnselected(true)
    now.to = moved(now.from, dy / scale)
    lift(line, column, now.to)
  }
  const end = () => {
    keepUnselected(false)
    const to = drag.current?.to
    drag.current = undefined
    if (to) drop(line, column, to)
  }
  const abort = () => {
    keepUnselected(false)
    drag.current = undefined
    lift(line, column, undefined)
  }
  const common = { onPointerUp: end, onPointerCancel: abort }
  return {
    hasDragged: () => {
      const was = dragged.current
      dragged.current = false
      return was
    },
    toMove: {
      ...common,
      onPointerDown: (event: PointerEvent) => event.pointerType !== 'touch' && start(event),
      onPointerMove: (event: PointerEvent) =>
        move(event, (from, minutes) => ({
          ...movedBy(from, snappedMinutes(from.start, minutes)),
          column: columnAt(line, column, event.clientX),
        })),
    },
    toLengthen: {
      ...common,
      onPointerDown: start,
      onPointerMove: (event: PointerEvent) =>
        move(event, (from, minutes) => resizedBy(from, snappedMinutes(from.end, minutes))),
    },
  }
}

/** Whether no text of the page is selected by what the pointer does. */
const keepUnselected = (isKept: boolean): void => {
  document.documentElement.style.userSelect = isKept ? 'none' : ''
}

/** Arrow keys: the line moves while a key is held down, and is dropped when the key is released. */
function useKeys({ line, from: column, start, end, column: at, columnBeside, lift, drop }: LineProps) {
  const spot = { start, end, column: at }
  const held = useRef<Spot | undefined>(undefined)
  const release = () => {
    const to = held.current
    held.current = undefined
    if (to) drop(line, column, to)
  }
  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && held.current) {
        held.current = undefined
        lift(line, column, undefined)
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const to = moved(event, held.current ?? spot)
      if (!to) return
      event.preventDefault()
      held.current = to
      lift(line, column, to)
    },
    onKeyUp: (event: KeyboardEvent) => event.key.startsWith('Arrow') && release(),
    onBlur: release,
  }

  function moved({ key, shiftKey }: KeyboardEvent, from: Spot): Spot | undefined {
    const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      return shiftKey ? resizedBy(from, sign * stepMinutes) : movedBy(from, sign * stepMinutes)
    }
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
    return { ...from, column: columnBeside(line, from.column, sign) }
  }
}
