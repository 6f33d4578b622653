import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useIntentLink } from 'sanity/router'
import { timesText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import type { BoardLine } from './board-programme.ts'
import { LineBox, ResizeHandle } from './styles.ts'
import { movedBy, resizedBy, type Spot, snappedMinutes, stepMinutes } from './timeline-layout.ts'

export type LineProps = {
  line: BoardLine
  /** Where the line is shown: while it is being moved, where it would be dropped. */
  spot: Spot
  /** Pixels of a minute. */
  scale: number
  /** The sentences about its conflicts. */
  conflicts: readonly string[]
  roomTitle: string | undefined
  keysId: string
  /** The room of the column at a horizontal position in the window; undefined for the column without a room. */
  roomAt(clientX: number): string | undefined
  roomBeside(room: string | undefined, by: -1 | 1): string | undefined
  lift(spot: Spot | undefined): void
  drop(spot: Spot): void
  menu: ReactNode
}

/** A session or a break on the board: a link to its form, which can be moved with the pointer and with arrow keys. */
export function LineCard(props: LineProps): ReactNode {
  const { line, spot, conflicts, roomTitle, keysId, menu } = props
  const { onClick, href } = useIntentLink({
    intent: 'edit',
    params: { id: line.id, type: line.type },
  })
  const pointer = usePointer(props)
  const keys = useKeys(props)
  const details = [
    line.isDraft && t('studio.board.draft'),
    line.status !== 'scheduled' && t(`studio.option.status.${line.status}`),
    roomTitle,
  ].filter((text) => text !== false && text !== undefined)

  return (
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
        <span className="when">{timesText({ ...spot, date: line.date }, studioLocale)}</span>{' '}
        <span className="title">{line.title}</span>
        {conflicts.map((text) => (
          <span className="conflict" key={text}>
            {t('studio.board.conflict', { words: text })}
          </span>
        ))}
        {details.length > 0 && <span className="more">{details.join(' · ')}</span>}
      </a>
      {menu}
      <ResizeHandle {...pointer.toLengthen} />
    </LineBox>
  )
}

/** Dragging with a mouse or a pen. A finger scrolls the page; the menu offers the same by touch. */
function usePointer({ line, spot, scale, roomAt, lift, drop }: LineProps) {
  const drag = useRef<{ x: number; y: number; from: Spot; to: Spot | undefined } | undefined>(undefined)
  const dragged = useRef(false)

  const start = (event: PointerEvent) => {
    dragged.current = false
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, from: spot, to: undefined }
  }
  const move = (event: PointerEvent, moved: (from: Spot, minutes: number) => Spot) => {
    const now = drag.current
    if (!now) return
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y]
    if (!now.to && Math.hypot(dx, dy) < 5) return
    dragged.current = true
    now.to = moved(now.from, dy / scale)
    lift(now.to)
  }
  const end = () => {
    const to = drag.current?.to
    drag.current = undefined
    if (to) drop(to)
  }
  const abort = () => {
    drag.current = undefined
    lift(undefined)
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
          room: line.type === 'break' ? undefined : roomAt(event.clientX),
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

/** Arrow keys: the line moves while a key is held down, and is dropped when the key is released. */
function useKeys({ line, spot, roomBeside, lift, drop }: LineProps) {
  const held = useRef<Spot | undefined>(undefined)
  const release = () => {
    const to = held.current
    held.current = undefined
    if (to) drop(to)
  }
  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && held.current) {
        held.current = undefined
        lift(undefined)
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const to = moved(event, held.current ?? spot)
      if (!to) return
      event.preventDefault()
      held.current = to
      lift(to)
    },
    onKeyUp: (event: KeyboardEvent) => event.key.startsWith('Arrow') && release(),
    onBlur: release,
  }

  function moved({ key, shiftKey }: KeyboardEvent, from: Spot): Spot | undefined {
    const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      return shiftKey ? resizedBy(from, sign * stepMinutes) : movedBy(from, sign * stepMinutes)
    }
    if ((key !== 'ArrowLeft' && key !== 'ArrowRight') || line.type === 'break') return undefined
    return { ...from, room: roomBeside(from.room, sign) }
  }
}
