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
import { laterBy, longerBy, type Spot, step } from './layout.ts'
import type { Line, Named } from './lines.ts'
import { LegibleMenu } from './look.ts'

type Props = {
  line: Line
  parts: readonly Named[]
  rooms: readonly Named[]
  place(spot: Spot): void
  toPart(part: string): void
  cancel(): void
  reinstate(): void
  moveFromHere(): void
}

/** Everything that can be done to a line by dragging, and more, for those who do not drag. */
export function LineMenu({
  line,
  parts,
  rooms,
  place,
  toPart,
  cancel,
  reinstate,
  moveFromHere,
}: Props): ReactNode {
  const spot: Spot = { start: line.start, end: line.end, room: line.room }
  const minutes = { minutes: step }
  const session = line.type === 'session'
  // All in one list: a menu within a menu is hard to reach by touch, and is not told to those who listen.
  const otherParts = session ? parts.filter(({ id }) => id !== line.part) : []
  const otherRooms = session ? rooms.filter(({ id }) => id !== line.room) : []
  return (
    <MenuButton
      id={`board-menu-${line.id}`}
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
        <LegibleMenu>
          <MenuItem text={t('studio.board.earlier', minutes)} onClick={() => place(laterBy(spot, -step))} />
          <MenuItem text={t('studio.board.later', minutes)} onClick={() => place(laterBy(spot, step))} />
          <MenuItem text={t('studio.board.longer', minutes)} onClick={() => place(longerBy(spot, step))} />
          <MenuItem text={t('studio.board.shorter', minutes)} onClick={() => place(longerBy(spot, -step))} />
          <MenuItem icon={ClockIcon} text={t('studio.board.fromHere')} onClick={moveFromHere} />
          {session && <MenuDivider />}
          {otherParts.map(({ id, title }) => (
            <MenuItem
              key={id}
              icon={StackCompactIcon}
              text={t('studio.board.toPart', { part: title })}
              onClick={() => toPart(id)}
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
          {session && line.room !== undefined && (
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
        </LegibleMenu>
      }
    />
  )
}
