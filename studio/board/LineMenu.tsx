import { CheckmarkIcon } from '@sanity/icons/Checkmark'
import { ClockIcon } from '@sanity/icons/Clock'
import { CloseCircleIcon } from '@sanity/icons/CloseCircle'
import { EllipsisVerticalIcon } from '@sanity/icons/EllipsisVertical'
import { PinIcon } from '@sanity/icons/Pin'
import { RevertIcon } from '@sanity/icons/Revert'
import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { Button } from '@sanity/ui'
import { Menu, MenuButton, MenuDivider, MenuGroup, MenuItem } from '@sanity/ui/menu'
import type { ReactNode } from 'react'
import { t } from '../language.ts'
import { laterBy, longerBy, type Spot, step } from './layout.ts'
import type { Line, Named } from './lines.ts'

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
        <Menu>
          <MenuItem text={t('studio.board.earlier', minutes)} onClick={() => place(laterBy(spot, -step))} />
          <MenuItem text={t('studio.board.later', minutes)} onClick={() => place(laterBy(spot, step))} />
          <MenuItem text={t('studio.board.longer', minutes)} onClick={() => place(longerBy(spot, step))} />
          <MenuItem text={t('studio.board.shorter', minutes)} onClick={() => place(longerBy(spot, -step))} />
          <MenuItem icon={ClockIcon} text={t('studio.board.fromHere')} onClick={moveFromHere} />
          {session && <MenuDivider />}
          {session && parts.length > 1 && (
            <MenuGroup icon={StackCompactIcon} text={t('studio.board.toPart')} popover={{ portal: true }}>
              {parts.map(({ id, title }) => (
                <MenuItem key={id} text={title} {...chosen(id === line.part)} onClick={() => toPart(id)} />
              ))}
            </MenuGroup>
          )}
          {session && rooms.length > 0 && (
            <MenuGroup icon={PinIcon} text={t('studio.board.toRoom')} popover={{ portal: true }}>
              {[...rooms, { id: undefined, title: t('studio.board.noRoom') }].map(({ id, title }) => (
                <MenuItem
                  key={id ?? ''}
                  text={title}
                  {...chosen(id === line.room)}
                  onClick={() => place({ ...spot, room: id })}
                />
              ))}
            </MenuGroup>
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
        </Menu>
      }
    />
  )
}

const chosen = (yes: boolean) => (yes ? { iconRight: CheckmarkIcon, selected: true } : {})
