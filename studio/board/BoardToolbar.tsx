import { AddIcon } from '@sanity/icons/Add'
import { ClockIcon } from '@sanity/icons/Clock'
import { CollapseIcon } from '@sanity/icons/Collapse'
import { ExpandIcon } from '@sanity/icons/Expand'
import { RedoIcon } from '@sanity/icons/Redo'
import { UndoIcon } from '@sanity/icons/Undo'
import { Box, Button, Flex, Select } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentButton } from 'sanity'
import type { RawDocument } from '#src/model/schema.ts'
import { dayText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { documentName } from '../schema/list-text.ts'
import { allDays, type BoardChoices, choose, zooms } from './board-choices.ts'
import type { BoardProgramme } from './board-programme.ts'
import type { NewPlace } from './new-session.ts'
import type { Changes } from './useChanges.ts'

type Props = {
  programme: BoardProgramme
  day: string
  isAllDays: boolean
  choices: BoardChoices
  editions: readonly RawDocument[]
  changes: Changes
  /** Opens the dialog that shifts the day's lines; undefined while there are none, or all days are shown. */
  shift: (() => void) | undefined
  /** The place of a new session; undefined where the page asks for one elsewhere. */
  toAdd: NewPlace | undefined
  go(to: { edition: string; day?: string }): void
}

/** The choice of edition, of days and of columns, and the actions for a whole day. */
export function BoardToolbar(props: Props): ReactNode {
  const { programme, day, isAllDays, choices, editions, changes, shift, toAdd, go } = props
  return (
    <Flex gap={2} align="center" wrap="wrap">
      {editions.length > 1 && (
        <Box style={{ minWidth: 160, maxWidth: '100%' }}>
          <Select
            aria-label={t('type.edition')}
            fontSize={1}
            padding={2}
            value={programme.edition._id}
            onChange={(event) => go({ edition: event.currentTarget.value })}
          >
            {editions.map((edition) => (
              <option key={edition._id} value={edition._id}>
                {documentName(edition)}
              </option>
            ))}
          </Select>
        </Box>
      )}
      {programme.days.length > 1 && (
        <Flex as="nav" gap={1} wrap="wrap" aria-label={t('studio.board.days')}>
          {programme.days.map((one) => (
            <DayButton
              key={one}
              text={dayText(one, studioLocale, { weekday: true })}
              isShown={one === day && !isAllDays}
              onClick={() => go({ edition: programme.edition._id, day: one })}
            />
          ))}
          <DayButton
            text={t('studio.board.allDays')}
            isShown={isAllDays}
            onClick={() => go({ edition: programme.edition._id, day: allDays })}
          />
        </Flex>
      )}
      {!isAllDays && programme.parts.length > 0 && (
        <Box>
          <Select
            aria-label={t('studio.board.columns')}
            fontSize={1}
            padding={2}
            value={choices.view}
            onChange={(event) =>
              choose(choices, { view: event.currentTarget.value === 'parts' ? 'parts' : 'rooms' })
            }
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
        title={changes.undoDescription}
        disabled={changes.undoDescription === undefined}
        onClick={changes.undo}
      />
      <Button
        {...small}
        icon={RedoIcon}
        text={t('studio.board.redo')}
        title={changes.redoDescription}
        disabled={changes.redoDescription === undefined}
        onClick={changes.redo}
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
}

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
      onClick={() => zoom !== undefined && choose(choices, { zoom })}
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
