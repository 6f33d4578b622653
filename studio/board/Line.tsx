import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useIntentLink } from 'sanity/router'
import { timesText } from '#src/programme/format.ts'
import { t } from '../language.ts'
import { laterBy, longerBy, type Spot, scale, snapped, step } from './layout.ts'
import type { Line } from './lines.ts'
import { Edge, Face } from './look.ts'

export type LineProps = {
  line: Line
  /** Where it is while it is being moved; else where it is. */
  spot: Spot
  /** What conflicts with it, in words. */
  conflicts: readonly string[]
  roomTitle: string | undefined
  keysId: string
  /** The room whose column is under a place on the screen; undefined for the column without one. */
  roomAt(clientX: number): string | undefined
  roomBeside(room: string | undefined, by: -1 | 1): string | undefined
  lift(spot: Spot | undefined): void
  drop(spot: Spot): void
  menu: ReactNode
}

/** A session or a break on the board: a link to its form that can be moved with the pointer and with arrow keys. */
export function LineCard(props: LineProps): ReactNode {
  const { line, spot, conflicts, roomTitle, keysId, menu } = props
  const { onClick, href } = useIntentLink({
    intent: 'edit',
    params: { id: line.id, type: line.type },
  })
  const pointer = usePointer(props)
  const keys = useKeys(props)
  const more = [
    line.isDraft && t('studio.board.draft'),
    line.status !== 'scheduled' && t(`studio.option.status.${line.status}`),
    roomTitle,
  ].filter((words) => words !== false && words !== undefined)

  return (
    <Face>
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
        <span className="when">{timesText(spot)}</span> <span className="title">{line.title}</span>
        {conflicts.map((words) => (
          <span className="conflict" key={words}>
            {t('studio.board.conflict', { words })}
          </span>
        ))}
        {more.length > 0 && <span className="more">{more.join(' · ')}</span>}
      </a>
      {menu}
      <Edge {...pointer.toLengthen} />
    </Face>
  )
}

/** Dragging. A finger scrolls the page instead; it finds the same in the menu. */
function usePointer({ line, spot, roomAt, lift, drop }: LineProps) {
  const drag = useRef<{ x: number; y: number; from: Spot; to: Spot | undefined } | undefined>(undefined)
  const dragged = useRef(false)

  const begin = (event: PointerEvent) => {
    dragged.current = false
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, from: spot, to: undefined }
  }
  const go = (event: PointerEvent, moved: (from: Spot, minutes: number) => Spot) => {
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
  const giveUp = () => {
    drag.current = undefined
    lift(undefined)
  }
  const common = { onPointerUp: end, onPointerCancel: giveUp }
  return {
    hasDragged: () => {
      const was = dragged.current
      dragged.current = false
      return was
    },
    toMove: {
      ...common,
      onPointerDown: (event: PointerEvent) => event.pointerType !== 'touch' && begin(event),
      onPointerMove: (event: PointerEvent) =>
        go(event, (from, minutes) => ({
          ...laterBy(from, snapped(from.start, minutes)),
          room: line.type === 'break' ? undefined : roomAt(event.clientX),
        })),
    },
    toLengthen: {
      ...common,
      onPointerDown: begin,
      onPointerMove: (event: PointerEvent) =>
        go(event, (from, minutes) => longerBy(from, snapped(from.end, minutes))),
    },
  }
}

/** Arrow keys: shown while a key is held, one change when it is let go. */
function useKeys({ line, spot, roomBeside, lift, drop }: LineProps) {
  const held = useRef<Spot | undefined>(undefined)
  const letGo = () => {
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
    onKeyUp: (event: KeyboardEvent) => event.key.startsWith('Arrow') && letGo(),
    onBlur: letGo,
  }

  function moved({ key, shiftKey }: KeyboardEvent, from: Spot): Spot | undefined {
    const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      return shiftKey ? longerBy(from, sign * step) : laterBy(from, sign * step)
    }
    if ((key !== 'ArrowLeft' && key !== 'ArrowRight') || line.type === 'break') return undefined
    return { ...from, room: roomBeside(from.room, sign) }
  }
}
