import { Box, Card, Flex, KBD, Stack, Text } from '@sanity/ui'
import {
  type CSSProperties,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useColorSchemeValue } from 'sanity'
import type { RawDocument } from '#src/model/schema.ts'
import { dayText } from '#src/programme/format.ts'
import { movedTo } from '#src/programme/move.ts'
import { studioLocale, t } from '../language.ts'
import { memoByValue } from '../memo-by-value.ts'
import { PublishAllButton } from '../publishing/PublishAllButton.tsx'
import { documentName, studioText } from '../schema/list-text.ts'
import { Aside } from './Aside.tsx'
import { BoardHead } from './BoardHead.tsx'
import { AddSession, BoardToolbar } from './BoardToolbar.tsx'
import { useBoardActions } from './board-actions.ts'
import { useBoardChoices } from './board-choices.ts'
import { boardClashes } from './board-clashes.ts'
import type { BoardProgramme } from './board-programme.ts'
import { useClock } from './clock.ts'
import { columnsOf } from './columns.ts'
import { newInColumns, newSession } from './new-session.ts'
import { ShiftDialog } from './ShiftDialog.tsx'
import { KeyHint, KeyHints, palette, ScreenReaderOnly } from './styles.ts'
import { Timeline } from './Timeline.tsx'
import type { Changes } from './useChanges.ts'

type Props = {
  programme: BoardProgramme
  day: string
  isAllDays: boolean
  editions: readonly RawDocument[]
  published: ReadonlySet<string>
  changes: Changes
  announced: string
  announce(text: string): void
  go(to: { edition: string; day?: string }): void
}

/** One day of an edition, or all side by side: the toolbar, the timeline, and beside it what conflicts. */
export function Board(props: Props): ReactNode {
  const { programme, day, isAllDays, editions, published, changes, announced, announce, go } = props
  /** The day from which lines are to be shifted, and the time where one is chosen; undefined while the dialog is closed. */
  const [shiftFrom, setShiftFrom] = useState<{ date: string; time?: string } | undefined>(undefined)
  const scheme = useColorSchemeValue()
  const keysId = useId()
  const now = useClock(programme.timeZone)
  const choices = useBoardChoices()
  const { zoom, folded } = choices
  const { undo, redo, undoDescription, redoDescription } = changes
  const view = isAllDays ? 'days' : choices.view
  const name = isAllDays
    ? t('studio.board.allDays')
    : dayText(day, studioLocale, { weekday: true, year: true })
  // What a key moves is drawn before what else it changes.
  const later = useDeferredValue(programme)
  const drafts = useMemo(() => draftsOf(later), [later])
  useUndoKeys(changes)

  const lines = useMemo(
    () => (isAllDays ? programme.lines : programme.lines.filter(({ date }) => date === day)),
    [programme, day, isAllDays],
  )
  const hasLines = lines.length > 0
  const hasSessions = lines.some(({ type }) => type === 'session')
  const columns = useMemo(() => columnsOf(programme, view), [programme, view])
  const places = useSame({ days: programme.days, parts: programme.parts, rooms: programme.rooms })
  const documents = useMemo(() => new Map(changes.shown?.map((one) => [one._id, one])), [changes.shown])
  const [linesLater, documentsLater] = [useDeferredValue(lines), useDeferredValue(documents)]
  const conflicts = useMemo(() => boardClashes(linesLater, documentsLater), [linesLater, documentsLater])
  const newAt = (column: string | undefined, start?: string) =>
    newSession({ programme, view, day, column, start })
  const newPlaces = useMemo(() => newInColumns({ programme: later, view, day }), [later, view, day])
  const shiftDay = useCallback(() => setShiftFrom({ date: day }), [day])
  const actions = useBoardActions({
    ...{ programme, view, changes, announce, newAt },
    shiftFrom: ({ date, start }) => setShiftFrom({ date, time: start }),
  })

  return (
    <Card height="fill" overflow="auto" style={palette[scheme] as CSSProperties} data-testid="board">
      <Stack gap={4} padding={[3, 4]} style={{ maxWidth: 1800, marginInline: 'auto' }}>
        <Flex gap={3} align="center" justify="space-between" wrap="wrap">
          <BoardHead
            {...{ name, day }}
            edition={programme.edition._id}
            timeZone={programme.hasTimeZone ? programme.timeZone : undefined}
            city={studioText(programme.edition.city)}
          />
          <Flex gap={2} align="center" wrap="wrap">
            <Text size={1} muted role="status">
              {changes.isSaving ? t('studio.board.saving') : ''}
            </Text>
            <PublishAllButton documents={drafts} disabled={changes.isSaving} onPublished={changes.forget} />
          </Flex>
        </Flex>
        <BoardToolbar
          {...{ day, go, choices, isAllDays, undo, redo, undoDescription, redoDescription }}
          edition={programme.edition._id}
          editions={editions.map((one) => ({ id: one._id, name: documentName(one) }))}
          days={programme.days}
          hasParts={programme.parts.length > 0}
          shift={hasLines && !isAllDays ? shiftDay : undefined}
          toAdd={hasSessions ? newPlaces.get(undefined) : undefined}
        />
        <ScreenReaderOnly role="status" aria-live="polite" data-testid="board-announced">
          {announced}
        </ScreenReaderOnly>
        {!hasSessions && (
          <Card padding={4} border radius={2}>
            <Stack gap={4}>
              <Text>{t(isAllDays ? 'studio.board.noSessionsAtAll' : 'studio.board.noSessions')}</Text>
              <Flex>
                <AddSession toAdd={newAt(undefined)} />
              </Flex>
            </Stack>
          </Card>
        )}
        {hasLines && <Keys id={keysId} />}
        <Flex gap={4} align="flex-start" wrap="wrap">
          {hasLines && (
            <Box style={{ flex: '3 1 480px', minWidth: 0, maxWidth: '100%' }}>
              <Timeline
                label={name}
                {...{ lines, columns, view, now, keysId, zoom, folded, published, actions }}
                day={isAllDays ? undefined : day}
                {...places}
                conflicts={conflicts.byLine}
                newPlaces={newPlaces}
              />
            </Box>
          )}
          <Aside
            clashes={conflicts.clashes}
            isAllDays={isAllDays}
            parts={places.parts}
            unplaced={later.unplaced}
            hasLines={hasLines}
          />
        </Flex>
      </Stack>
      {shiftFrom !== undefined && (
        <Shift {...{ programme, changes, now }} {...shiftFrom} close={() => setShiftFrom(undefined)} />
      )}
    </Card>
  )
}

/** The value that was there before where a new one says the same, so that what depends on it is not drawn again. */
function useSame<T>(value: T): T {
  const kept = useRef(value)
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}

type ShiftProps = Pick<Props, 'programme' | 'changes'> & {
  now: ReturnType<typeof useClock>
  date: string
  time?: string
  close(): void
}

/** Without a time: from now on, on the day itself; else from its first line on. */
function Shift({ programme, changes, now, date, time, close }: ShiftProps): ReactNode {
  const lines = programme.lines.filter((line) => line.date === date)
  return (
    <ShiftDialog
      lines={lines}
      from={time ?? (now[0] === date ? now[1] : (lines[0]?.start ?? ''))}
      close={close}
      apply={(rows, description) => {
        close()
        changes.change({
          description,
          changes: rows.map(({ before, after: { start, end } }) => ({
            id: before.id,
            change: (current, published) => movedTo(current, published, { start, end }),
            shownUntilSaved: { start, end },
          })),
        })
      }}
    />
  )
}

/** What the keys do. It is shown, and describes each line to screen readers. */
const Keys = memoByValue(function KeysOnce({ id }: { id: string }): ReactNode {
  const keys = [
    ['↑ ↓', t('studio.board.keys.time')],
    ['⇧ ↑ ↓', t('studio.board.keys.length')],
    ['← →', t('studio.board.keys.room')],
    ['⏎', t('studio.board.keys.open')],
    ['Ctrl Z', t('studio.board.keys.undo')],
  ] as const
  return (
    <KeyHints id={id}>
      {keys.map(([key, text]) => (
        <KeyHint key={key}>
          <KBD fontSize={0}>{key}</KBD> {text}
        </KeyHint>
      ))}
    </KeyHints>
  )
})

function useUndoKeys({ undo, redo }: Changes): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')
      const key = event.key.toLowerCase()
      if (isTyping || !(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return
      event.preventDefault()
      if (event.shiftKey || key === 'y') redo()
      else undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [undo, redo])
}

/** The drafts among the lines of all days, for the dialog that publishes them. */
const draftsOf = ({ lines }: BoardProgramme): readonly RawDocument[] =>
  lines.filter(({ isDraft }) => isDraft).map(({ document }) => document)
