import { AddIcon } from '@sanity/icons/Add'
import { ClockIcon } from '@sanity/icons/Clock'
import { RedoIcon } from '@sanity/icons/Redo'
import { UndoIcon } from '@sanity/icons/Undo'
import { Box, Button, Flex, Select } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentButton } from 'sanity'
import type { RawDocument } from '#src/model/schema.ts'
import { dayText } from '#src/programme/format.ts'
import { studioLocale, t } from '../language.ts'
import { documentName } from '../schema/list-text.ts'
import type { BoardProgramme } from './board-programme.ts'
import type { Changes } from './useChanges.ts'

type Props = {
  programme: BoardProgramme
  day: string
  editions: readonly RawDocument[]
  changes: Changes
  /** Opens the dialog that shifts the day's lines; undefined while there are none. */
  shift: (() => void) | undefined
  hasSessions: boolean
  go(to: { edition: string; day?: string }): void
}

/** The choice of edition and day, and the actions for a whole day. */
export function BoardToolbar(props: Props): ReactNode {
  const { programme, day, editions, changes, shift, hasSessions, go } = props
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
            <Button
              key={one}
              mode={one === day ? 'default' : 'bleed'}
              fontSize={1}
              padding={2}
              text={dayText(one, studioLocale, { weekday: true })}
              aria-current={one === day ? 'date' : undefined}
              onClick={() => go({ edition: programme.edition._id, day: one })}
            />
          ))}
        </Flex>
      )}
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
      {hasSessions && <AddSession edition={programme.edition._id} day={day} {...small} />}
    </Flex>
  )
}

const small = { mode: 'ghost', fontSize: 1, padding: 2 } as const

type NewSession = { edition: string; day: string }

/** A link to the form of a new session of an edition on a day. */
export function AddSession({ edition, day, ...look }: NewSession & Partial<typeof small>): ReactNode {
  return (
    <IntentButton
      {...look}
      intent="create"
      params={[
        { type: 'session', template: 'session-on-day' },
        { edition, date: day },
      ]}
      icon={AddIcon}
      text={t('studio.board.addSession')}
    />
  )
}
