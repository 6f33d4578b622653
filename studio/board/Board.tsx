import { Box, Card, Flex, Heading, KBD, Stack, Text } from '@sanity/ui'
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useState } from 'react'
import { useColorSchemeValue } from 'sanity'
import { referencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { dayText, offsetText, timesText } from '#src/programme/format.ts'
import { cancelled, movedTo, reinstated } from '#src/programme/move.ts'
import { GuideLink } from '../guide/GuideLink.tsx'
import { studioLocale, t } from '../language.ts'
import { PublishAllButton } from '../publishing/PublishAllButton.tsx'
import type { DraftEntry } from '../publishing/PublishAllDialog.tsx'
import { joined, studioText } from '../schema/list-text.ts'
import { Aside } from './Aside.tsx'
import { AddSession, BoardToolbar } from './BoardToolbar.tsx'
import type { BoardLine, BoardProgramme } from './board-programme.ts'
import { useTimeOn } from './clock.ts'
import { dayConflicts } from './conflict-text.ts'
import { ShiftDialog } from './ShiftDialog.tsx'
import { KeyHint, KeyHints, palette, ScreenReaderOnly } from './styles.ts'
import { Timeline } from './Timeline.tsx'
import { roomsAfter, type Spot } from './timeline-layout.ts'
import type { ChangeRequest, Changes } from './useChanges.ts'

type Props = {
  programme: BoardProgramme
  day: string
  editions: readonly RawDocument[]
  changes: Changes
  announced: string
  announce(text: string): void
  go(to: { edition: string; day?: string }): void
}

/** One day of an edition: its toolbar, its timeline, and beside it what conflicts. */
export function Board({ programme, day, editions, changes, announced, announce, go }: Props): ReactNode {
  /** The time from which lines are to be shifted; undefined while the dialog is closed. */
  const [shiftFrom, setShiftFrom] = useState<string | undefined>(undefined)
  const scheme = useColorSchemeValue()
  const keysId = useId()
  const now = useTimeOn(day, programme.timeZone)
  useUndoKeys(changes)

  const lines = useMemo(() => programme.lines.filter(({ date }) => date === day), [programme, day])
  const hasLines = lines.length > 0
  const hasSessions = lines.some(({ type }) => type === 'session')
  const columns = useMemo(() => {
    const used = new Set(programme.lines.flatMap(({ rooms }) => rooms))
    return programme.rooms.filter(({ id }) => used.has(id))
  }, [programme])
  const documents = changes.shown ?? []
  const conflicts = useMemo(() => dayConflicts(lines, documents), [lines, documents])

  const changeLine = (id: string, description: string, change: Omit<LineChange, 'id'>) =>
    changes.change({ description, changes: [{ id, ...change }] })

  const place = (line: BoardLine, from: string | undefined, { start, end, room }: Spot) => {
    const isOtherRoom = line.type === 'session' && room !== from
    if (start === line.start && end === line.end && !isOtherRoom) return
    const rooms = isOtherRoom ? roomsAfter(line.rooms, from, room) : line.rooms
    const to = { start, end, ...(isOtherRoom && { rooms }) }
    const roomTitle =
      joined(...rooms.map((id) => programme.rooms.find((one) => one.id === id)?.title ?? '')) ||
      t('studio.board.noRoom')
    const times = timesText({ date: line.date, start, end }, studioLocale)
    const description = isOtherRoom
      ? t('studio.board.placed.room', { title: line.title, times, room: roomTitle })
      : t('studio.board.placed', { title: line.title, times })
    changeLine(line.id, description, {
      change: (current, published) => movedTo(current, published, to),
      shownUntilSaved: { start, end, ...(isOtherRoom && { rooms: referencesTo(rooms) }) },
    })
    const linesAfter = lines.map((one) => (one.id === line.id ? { ...one, start, end, rooms } : one))
    const documentsAfter = documents.map((one) => (one._id === line.id ? { ...one, start, end } : one))
    announce([description, ...(dayConflicts(linesAfter, documentsAfter).byLine.get(line.id) ?? [])].join(' '))
  }
  const changeAndAnnounce = (line: BoardLine, description: string, change: Omit<LineChange, 'id'>) => {
    changeLine(line.id, description, change)
    announce(description)
  }
  const moveToPart = (line: BoardLine, part: string) => {
    const title = programme.parts.find(({ id }) => id === part)?.title ?? ''
    changeAndAnnounce(line, t('studio.board.placed.part', { title: line.title, part: title }), {
      change: (current, published) => movedTo(current, published, { part }),
      shownUntilSaved: { part: { _ref: part } },
    })
  }
  const cancel = (line: BoardLine) =>
    changeAndAnnounce(line, t('studio.board.placed.cancelled', { title: line.title }), {
      change: (current) => cancelled(current),
      shownUntilSaved: { status: 'cancelled' },
    })
  const reinstate = (line: BoardLine) =>
    changeAndAnnounce(line, t('studio.board.placed.reinstated', { title: line.title }), {
      change: reinstated,
      shownUntilSaved: { status: 'scheduled' },
    })

  return (
    <Card height="fill" overflow="auto" style={palette[scheme] as CSSProperties} data-testid="board">
      <Stack gap={4} padding={[3, 4]} style={{ maxWidth: 1800, marginInline: 'auto' }}>
        <Flex gap={3} align="center" justify="space-between" wrap="wrap">
          <Stack gap={3}>
            <Heading as="h1" size={2}>
              {t('studio.board.title')}
            </Heading>
            <Text size={1} muted>
              {joined(dayText(day, studioLocale, { weekday: true, year: true }), zoneText(programme, day))}
            </Text>
            <GuideLink chapter="the-day" />
          </Stack>
          <Flex gap={2} align="center" wrap="wrap">
            <Text size={1} muted role="status">
              {changes.isSaving ? t('studio.board.saving') : ''}
            </Text>
            <PublishAllButton
              entries={draftEntries(programme)}
              disabled={changes.isSaving}
              onPublished={changes.clearHistory}
            />
          </Flex>
        </Flex>
        <BoardToolbar
          {...{ programme, day, editions, changes, hasSessions, go }}
          shift={hasLines ? () => setShiftFrom(now ?? lines[0]?.start ?? '') : undefined}
        />
        <ScreenReaderOnly role="status" aria-live="polite" data-testid="board-announced">
          {announced}
        </ScreenReaderOnly>
        {!hasSessions && (
          <Card padding={4} border radius={2}>
            <Stack gap={4}>
              <Text>{t('studio.board.noSessions')}</Text>
              <Flex>
                <AddSession edition={programme.edition._id} day={day} />
              </Flex>
            </Stack>
          </Card>
        )}
        {hasLines && <Keys id={keysId} />}
        <Flex gap={4} align="flex-start" wrap="wrap">
          {hasLines && (
            <Box style={{ flex: '3 1 480px', minWidth: 0, maxWidth: '100%' }}>
              <Timeline
                label={dayText(day, studioLocale, { weekday: true })}
                {...{ lines, columns, now, keysId, place, moveToPart, cancel, reinstate }}
                parts={programme.parts}
                rooms={programme.rooms}
                conflicts={conflicts.byLine}
                shiftFrom={setShiftFrom}
              />
            </Box>
          )}
          <Aside
            warnings={conflicts.warnings}
            parts={programme.parts}
            unplaced={programme.unplaced}
            hasLines={hasLines}
          />
        </Flex>
      </Stack>
      {shiftFrom !== undefined && (
        <ShiftDialog
          lines={lines}
          from={shiftFrom}
          close={() => setShiftFrom(undefined)}
          apply={(rows, description) => {
            setShiftFrom(undefined)
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
      )}
    </Card>
  )
}

type LineChange = ChangeRequest['changes'][number]

/** What the keys do. It is shown, and describes each line to screen readers. */
function Keys({ id }: { id: string }): ReactNode {
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
}

function useUndoKeys({ undo, redo }: Changes): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')
      if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [undo, redo])
}

/** The drafts among the lines of all days, for the dialog that publishes them. */
const draftEntries = (programme: BoardProgramme): readonly DraftEntry[] =>
  programme.lines
    .filter(({ isDraft }) => isDraft)
    .map((line) => ({
      id: line.id,
      name: joined(
        programme.days.length > 1 ? dayText(line.date, studioLocale) : '',
        timesText(line, studioLocale),
        line.title,
        line.status === 'scheduled' ? '' : t(`studio.option.status.${line.status}`),
      ),
    }))

const zoneText = ({ edition, timeZone }: BoardProgramme, day: string) =>
  t('programme.times', {
    city: studioText(edition.city) || timeZone,
    offset: offsetText(day, timeZone),
  })
