import { AddIcon } from '@sanity/icons/Add'
import { ClockIcon } from '@sanity/icons/Clock'
import { CollapseIcon } from '@sanity/icons/Collapse'
import { ExpandIcon } from '@sanity/icons/Expand'
import { RedoIcon } from '@sanity/icons/Redo'
import { UndoIcon } from '@sanity/icons/Undo'
import { Box, Button, Flex, Select } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentButton } from 'sanity'
import { dayText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { memoByValue } from '../memo-by-value.ts'
import { allDays, type BoardChoices, choose, zooms } from './board-choices.ts'
import type { NewPlace } from './new-session.ts'
import type { Changes } from './useChanges.ts'

type Props = Pick<Changes, 'undo' | 'redo' | 'undoDescription' | 'redoDescription'> & {
  edition: string
  editions: readonly { id: string; name: string }[]
  day: string
  days: readonly string[]
  isAllDays: boolean
  hasParts: boolean
  choices: BoardChoices
  /** Opens the dialog that shifts the day's lines; undefined while there are none, or all days are shown. */
  shift: (() => void) | undefined
  /** The place of a new session; undefined where the page asks for one elsewhere. */
  toAdd: NewPlace | undefined
  go(to: { edition: string; day?: string }): void
}

/** The choice of edition, of days and of columns, and the actions for a whole day. */
export const BoardToolbar = memoByValue(function Toolbar(props: Props): ReactNode {
  const { edition, editions, day, days, isAllDays, choices, shift, toAdd, go } = props
  return (
    <Flex gap={2} align="center" wrap="wrap">
      {editions.length > 1 && (
        <Box style={{ minWidth: 160, maxWidth: '100%' }}>
          <Select
            aria-label={t('type.edition')}
            fontSize={1}
            padding={2}
            value={edition}
            onChange={(event) => go({ edition: event.currentTarget.value })}
          >
            {editions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Box>
      )}
      {days.length > 1 && (
        <Flex as="nav" gap={1} wrap="wrap" aria-label={t('studio.board.days')}>
          {days.map((one) => (
            <DayButton
              key={one}
              text={dayText(one, studioLocale, { weekday: true })}
              isShown={one === day && !isAllDays}
              onClick={() => go({ edition, day: one })}
            />
          ))}
          <DayButton
            text={t('studio.board.allDays')}
            isShown={isAllDays}
            onClick={() => go({ edition, day: allDays })}
          />
        </Flex>
      )}
      {!isAllDays && props.hasParts && (
        <Box>
          <Select
            aria-label={t('studio.board.columns')}
            fontSize={1}
            padding={2}
            value={choices.view}
            onChange={(event) => choose({ view: event.currentTarget.value === 'parts' ? 'parts' : 'rooms' })}
          >
            <option value="rooms">{t('studio.desk.rooms')}</option>
            <option value="parts">{t('studio.desk.parts')}</option>
          </Select>
        </Box>
      )}
      <Zoom choices={choices} />
      <Button
        {...small}
        icon={UndoIcon}
        text={t('studio.board.undo')}
        title={props.undoDescription}
        disabled={props.undoDescription === undefined}
        onClick={props.undo}
      />
      <Button
        {...small}
        icon={RedoIcon}
        text={t('studio.board.redo')}
        title={props.redoDescription}
        disabled={props.redoDescription === undefined}
        onClick={props.redo}
      />
      <Button
        {...small}
        icon={ClockIcon}
        text={t('studio.shift.title')}
        disabled={shift === undefined}
        onClick={shift}
      />
      {toAdd && <AddSession toAdd={toAdd} {...small} />}
    </Flex>
  )
})

const small = { mode: 'ghost', fontSize: 1, padding: 2 } as const

function DayButton({ text, isShown, onClick }: DayButtonProps): ReactNode {
  return (
    <Button
      mode={isShown ? 'default' : 'bleed'}
      fontSize={1}
      padding={2}
      text={text}
      aria-current={isShown ? 'date' : undefined}
      onClick={onClick}
    />
  )
}

type DayButtonProps = { text: string; isShown: boolean; onClick(): void }

function Zoom({ choices }: { choices: BoardChoices }): ReactNode {
  const at = zooms.indexOf(choices.zoom)
  const [smaller, larger] = [zooms[at - 1], zooms[at + 1]]
  const button = (name: 'smaller' | 'larger', zoom: number | undefined) => (
    <Button
      {...small}
      icon={name === 'smaller' ? CollapseIcon : ExpandIcon}
      aria-label={t(`studio.board.${name}`)}
      title={t(`studio.board.${name}`)}
      disabled={zoom === undefined}
      onClick={() => zoom !== undefined && choose({ zoom })}
    />
  )
  return (
    <Flex gap={1}>
      {button('smaller', smaller)}
      {button('larger', larger)}
    </Flex>
  )
}

type NewSession = { toAdd: NewPlace }

/** A link to the form of a new session in its place. */
export function AddSession({ toAdd, ...look }: NewSession & Partial<typeof small>): ReactNode {
  return (
    <IntentButton
      {...look}
      intent="create"
      params={[{ type: 'session', template: 'session-in-place' }, toAdd]}
      icon={AddIcon}
      text={t('studio.board.addSession')}
    />
  )
}
