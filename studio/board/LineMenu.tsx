import { CalendarIcon } from '@sanity/icons/Calendar'
import { ClockIcon } from '@sanity/icons/Clock'
import { CloseCircleIcon } from '@sanity/icons/CloseCircle'
import { EllipsisVerticalIcon } from '@sanity/icons/EllipsisVertical'
import { PinIcon } from '@sanity/icons/Pin'
import { PinRemovedIcon } from '@sanity/icons/PinRemoved'
import { RevertIcon } from '@sanity/icons/Revert'
import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { Button } from '@sanity/ui'
import { MenuButton, MenuDivider, MenuItem } from '@sanity/ui/menu'
import type { ComponentProps, ReactNode } from 'react'
import { dayText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import type { BoardActions } from './board-actions.ts'
import type { BoardLine, NamedItem } from './board-programme.ts'
import { HighContrastMenu } from './styles.ts'
import { movedBy, resizedBy, roomsAfter, type Spot, stepMinutes } from './timeline-layout.ts'

export type LineMenuProps = {
  line: BoardLine
  /** The column that it stands in. */
  from: string | undefined
  parts: readonly NamedItem[]
  rooms: readonly NamedItem[]
  days: readonly string[]
  actions: BoardActions
}

/** Everything that dragging can do to a line, and more, as a menu. */
export function LineMenu(props: LineMenuProps): ReactNode {
  const { line, from } = props
  return (
    <MenuButton
      id={`board-menu-${line.id}-${from ?? ''}`}
      button={
        <Button
          aria-label={t('studio.board.menu', { title: line.title })}
          icon={EllipsisVerticalIcon}
          mode="bleed"
          padding={1}
          fontSize={1}
          style={{ alignSelf: 'flex-start', margin: 2 }}
        />
      }
      popover={{ portal: true, placement: 'bottom-end' }}
      // Its items are made when it opens: there is one on each line.
      menu={<Items {...props} />}
    />
  )
}

/** The button gives the menu what opens, closes and focuses it. */
function Items({ line, from, parts, rooms, days, actions, ...menu }: LineMenuProps & MenuProps): ReactNode {
  const { start, end, date } = line
  const minutes = { minutes: stepMinutes }
  const session = line.type === 'session'
  const room = line.rooms.find((id) => id === from) ?? line.rooms[0]
  const moveTo = (spot: Spot) => actions.move(line, { start: spot.start, end: spot.end })
  const inRoom = (to: string | undefined) => actions.move(line, { rooms: roomsAfter(line.rooms, room, to) })
  // One list without submenus, which are hard to reach by touch and are not announced by screen readers.
  const otherDays = days.filter((day) => day !== date)
  const otherParts = session ? parts.filter(({ id }) => id !== line.part) : []
  const otherRooms = session ? rooms.filter(({ id }) => !line.rooms.includes(id)) : []
  return (
    <HighContrastMenu {...menu}>
      <MenuItem
        text={t('studio.board.earlier', minutes)}
        onClick={() => moveTo(movedBy({ start, end }, -stepMinutes))}
      />
      <MenuItem
        text={t('studio.board.later', minutes)}
        onClick={() => moveTo(movedBy({ start, end }, stepMinutes))}
      />
      <MenuItem
        text={t('studio.board.longer', minutes)}
        onClick={() => moveTo(resizedBy({ start, end }, stepMinutes))}
      />
      <MenuItem
        text={t('studio.board.shorter', minutes)}
        onClick={() => moveTo(resizedBy({ start, end }, -stepMinutes))}
      />
      <MenuItem icon={ClockIcon} text={t('studio.board.fromHere')} onClick={() => actions.shiftFrom(line)} />
      {(session || otherDays.length > 0) && <MenuDivider />}
      {otherDays.map((day) => (
        <MenuItem
          key={day}
          icon={CalendarIcon}
          text={t('studio.board.toDay', { day: dayText(day, studioLocale, { weekday: true }) })}
          onClick={() => actions.move(line, { date: day })}
        />
      ))}
      {otherParts.map(({ id, title }) => (
        <MenuItem
          key={id}
          icon={StackCompactIcon}
          text={t('studio.board.toPart', { part: title })}
          onClick={() => actions.move(line, { part: id })}
        />
      ))}
      {otherRooms.map(({ id, title }) => (
        <MenuItem
          key={id}
          icon={PinIcon}
          text={t('studio.board.toRoom', { room: title })}
          onClick={() => inRoom(id)}
        />
      ))}
      {session && room !== undefined && (
        <MenuItem icon={PinRemovedIcon} text={t('studio.board.toNoRoom')} onClick={() => inRoom(undefined)} />
      )}
      {session && line.status !== 'cancelled' && (
        <MenuItem
          icon={CloseCircleIcon}
          tone="critical"
          text={t('studio.board.cancel')}
          onClick={() => actions.cancel(line)}
        />
      )}
      {session && line.status === 'cancelled' && (
        <MenuItem
          icon={RevertIcon}
          text={t('studio.board.reinstate')}
          onClick={() => actions.reinstate(line)}
        />
      )}
    </HighContrastMenu>
  )
}

type MenuProps = Omit<ComponentProps<typeof HighContrastMenu>, keyof LineMenuProps>
