import { useMemo, useRef } from 'react'
import { useRouter } from 'sanity/router'
import { referencesTo } from '#src/model/references.ts'
import { dayText, timesText } from '#src/programme/format.ts'
import { cancelled, movedTo, type Placing, reinstated } from '#src/programme/move.ts'
import { studioLocale, t } from '../language.ts'
import { joined } from '../schema/list-text.ts'
import { boardClashes } from './board-clashes.ts'
import type { BoardLine, BoardProgramme } from './board-programme.ts'
import { type BoardView, placingOf } from './columns.ts'
import type { NewPlace } from './new-session.ts'
import type { Spot } from './timeline-layout.ts'
import type { ChangeRequest, Changes } from './useChanges.ts'

/** What an editor does with the lines of the board. The object stays the same. */
export type BoardActions = {
  /** Moves a line on the board, out of a column. */
  place(line: BoardLine, from: string | undefined, spot: Spot): void
  move(line: BoardLine, to: Placing): void
  cancel(line: BoardLine): void
  reinstate(line: BoardLine): void
  /** Opens the dialog that shifts what begins with a line or later on its day. */
  shiftFrom(line: BoardLine): void
  /** Opens the form of a new session in a column at a time. */
  addAt(column: string | undefined, start: string): void
}

type Board = {
  programme: BoardProgramme
  view: BoardView
  changes: Changes
  announce(text: string): void
  shiftFrom(line: BoardLine): void
  newAt(column: string | undefined, start: string): NewPlace
}

/** Every change is announced, with the conflicts that it brings. */
export function useBoardActions(board: Board): BoardActions {
  const router = useRouter()
  const latest = useRef({ ...board, router })
  latest.current = { ...board, router }
  return useMemo((): BoardActions => {
    const change = (line: BoardLine, description: string, one: Omit<Change, 'id'>) =>
      latest.current.changes.change({ description, changes: [{ id: line.id, ...one }] })
    const move = (line: BoardLine, to: Placing) => {
      const { programme, changes, announce } = latest.current
      const description = descriptionOf(line, to, programme)
      const { rooms, part, ...when } = to
      change(line, description, {
        change: (current, published) => movedTo(current, published, to),
        shownUntilSaved: {
          ...when,
          ...(rooms && { rooms: referencesTo(rooms) }),
          ...(part !== undefined && { part: { _ref: part } }),
        },
      })
      const moved = { ...line, ...to, document: { ...line.document, ...when } }
      const day = programme.lines.filter((one) => one.date === moved.date && one.id !== line.id)
      const documents = new Map(changes.shown?.map((one) => [one._id, one]))
      const conflict = boardClashes([...day, moved], documents).byLine.get(line.id)
      announce([description, conflict].filter((text) => text !== undefined).join(' '))
    }
    const changeAndAnnounce = (line: BoardLine, description: string, one: Omit<Change, 'id'>) => {
      change(line, description, one)
      latest.current.announce(description)
    }
    return {
      move,
      place: (line, from, spot) => {
        const to = placingOf(line, latest.current.view, from, spot)
        if (to) move(line, to)
      },
      cancel: (line) =>
        changeAndAnnounce(line, t('studio.board.placed.cancelled', { title: line.title }), {
          change: (current) => cancelled(current),
          shownUntilSaved: { status: 'cancelled' },
        }),
      reinstate: (line) =>
        changeAndAnnounce(line, t('studio.board.placed.reinstated', { title: line.title }), {
          change: reinstated,
          shownUntilSaved: { status: 'scheduled' },
        }),
      shiftFrom: (line) => latest.current.shiftFrom(line),
      addAt: (column, start) =>
        latest.current.router.navigateIntent('create', [
          { type: 'session', template: 'session-in-place' },
          latest.current.newAt(column, start),
        ]),
    }
  }, [])
}

type Change = ChangeRequest['changes'][number]

/** @example '“Opening”: 09:00–09:30, Main hall.' */
function descriptionOf(
  { title, date, start, end }: BoardLine,
  to: Placing,
  { parts, rooms }: BoardProgramme,
): string {
  const titleIn = (items: readonly { id: string; title: string }[], id: string) =>
    items.find((one) => one.id === id)?.title ?? ''
  const part = to.part === undefined ? undefined : titleIn(parts, to.part)
  if (part !== undefined && to.start === undefined) return t('studio.board.placed.part', { title, part })
  const times = timesText({ date, start, end, ...to }, studioLocale)
  const room =
    to.date !== undefined
      ? dayText(to.date, studioLocale, { weekday: true })
      : to.rooms
        ? joined(...to.rooms.map((id) => titleIn(rooms, id))) || t('studio.board.noRoom')
        : part
  return room === undefined
    ? t('studio.board.placed', { title, times })
    : t('studio.board.placed.room', { title, times, room })
}
