import { ClockIcon } from '@sanity/icons/Clock'
import { CloseCircleIcon } from '@sanity/icons/CloseCircle'
import { EllipsisVerticalIcon } from '@sanity/icons/EllipsisVertical'
import { PinIcon } from '@sanity/icons/Pin'
import { PinRemovedIcon } from '@sanity/icons/PinRemoved'
import { RevertIcon } from '@sanity/icons/Revert'
import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { Button } from '@sanity/ui'
import { MenuButton, MenuDivider, MenuItem } from '@sanity/ui/menu'
import type { ReactNode } from 'react'
import { t } from '../language.ts'
import type { BoardLine, NamedItem } from './board-programme.ts'
import { HighContrastMenu } from './styles.ts'
import { movedBy, resizedBy, type Spot, stepMinutes } from './timeline-layout.ts'

type Props = {
  line: BoardLine
  /** The room of the column that it is in. */
  room: string | undefined
  parts: readonly NamedItem[]
  rooms: readonly NamedItem[]
  place(spot: Spot): void
  moveToPart(part: string): void
  cancel(): void
  reinstate(): void
  shiftFromHere(): void
}

/** Everything that dragging can do to a line, and more, as a menu. */
export function LineMenu({
  line,
  room,
  parts,
  rooms,
  place,
  moveToPart,
  cancel,
  reinstate,
  shiftFromHere,
}: Props): ReactNode {
  const spot: Spot = { start: line.start, end: line.end, room }
  const minutes = { minutes: stepMinutes }
  const session = line.type === 'session'
  // One list without submenus, which are hard to reach by touch and are not announced by screen readers.
  const otherParts = session ? parts.filter(({ id }) => id !== line.part) : []
  const otherRooms = session ? rooms.filter(({ id }) => !line.rooms.includes(id)) : []
  return (
    <MenuButton
      id={`board-menu-${line.id}-${room ?? ''}`}
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
      menu={
        <HighContrastMenu>
          <MenuItem
            text={t('studio.board.earlier', minutes)}
            onClick={() => place(movedBy(spot, -stepMinutes))}
          />
          <MenuItem
            text={t('studio.board.later', minutes)}
            onClick={() => place(movedBy(spot, stepMinutes))}
          />
          <MenuItem
            text={t('studio.board.longer', minutes)}
            onClick={() => place(resizedBy(spot, stepMinutes))}
          />
          <MenuItem
            text={t('studio.board.shorter', minutes)}
            onClick={() => place(resizedBy(spot, -stepMinutes))}
          />
          <MenuItem icon={ClockIcon} text={t('studio.board.fromHere')} onClick={shiftFromHere} />
          {session && <MenuDivider />}
          {otherParts.map(({ id, title }) => (
            <MenuItem
              key={id}
              icon={StackCompactIcon}
              text={t('studio.board.toPart', { part: title })}
              onClick={() => moveToPart(id)}
            />
          ))}
          {otherRooms.map(({ id, title }) => (
            <MenuItem
              key={id}
              icon={PinIcon}
              text={t('studio.board.toRoom', { room: title })}
              onClick={() => place({ ...spot, room: id })}
            />
          ))}
          {session && room !== undefined && (
            <MenuItem
              icon={PinRemovedIcon}
              text={t('studio.board.toNoRoom')}
              onClick={() => place({ ...spot, room: undefined })}
            />
          )}
          {session && line.status !== 'cancelled' && (
            <MenuItem
              icon={CloseCircleIcon}
              tone="critical"
              text={t('studio.board.cancel')}
              onClick={cancel}
            />
          )}
          {session && line.status === 'cancelled' && (
            <MenuItem icon={RevertIcon} text={t('studio.board.reinstate')} onClick={reinstate} />
          )}
        </HighContrastMenu>
      }
    />
  )
}
