import { AddIcon } from '@sanity/icons/Add'
import { ClockIcon } from '@sanity/icons/Clock'
import { RedoIcon } from '@sanity/icons/Redo'
import { UndoIcon } from '@sanity/icons/Undo'
import { Box, Button, Card, Flex, Heading, KBD, Select, Stack, Text } from '@sanity/ui'
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useState } from 'react'
import { IntentButton, useColorSchemeValue } from 'sanity'
import type { RawDocument } from '#src/model/schema.ts'
import { conflictsOf } from '#src/programme/conflicts.ts'
import { dayText, offsetText, timesText } from '#src/programme/format.ts'
import { cancelled, movedTo, reinstated } from '#src/programme/move.ts'
import { conflictWarnings } from '#src/rules/conflict-warnings.ts'
import { textOf, type Warning } from '#src/rules/findings.ts'
import { studioLocale, t } from '../language.ts'
import { Unpublished } from '../publishing/Unpublished.tsx'
import { ownText } from '../schema/preview.ts'
import { Aside } from './Aside.tsx'
import type { Spot } from './layout.ts'
import { type Line, type Plan, titleOf } from './lines.ts'
import { Heard, Key, KeyHints, palette } from './look.ts'
import { MoveEverything } from './MoveEverything.tsx'
import { Timeline, useNow } from './Timeline.tsx'
import type { Changes } from './useChanges.ts'

type Props = {
  plan: Plan
  day: string
  editions: readonly RawDocument[]
  changes: Changes
  announced: string
  announce(words: string): void
  go(to: { edition: string; day?: string }): void
}

/** One day of an edition: what can be done with it, its timeline, and what is wrong with it. */
export function Board({ plan, day, editions, changes, announced, announce, go }: Props): ReactNode {
  const [moveFrom, setMoveFrom] = useState<string | undefined>(undefined)
  const scheme = useColorSchemeValue()
  const keysId = useId()
  const now = useNow(day, plan.timeZone)
  useUndoKeys(changes)

  const lines = useMemo(() => plan.lines.filter(({ date }) => date === day), [plan, day])
  const sessions = lines.filter(({ type }) => type === 'session')
  const columns = useMemo(() => {
    const used = new Set(plan.lines.map(({ room }) => room))
    return plan.rooms.filter(({ id }) => used.has(id))
  }, [plan])
  const documents = changes.shown ?? []
  const found = useMemo(() => conflictsIn(lines, documents), [lines, documents])
  const waiting = waitingIn(plan)

  const place = (line: Line, { start, end, room }: Spot) => {
    const inRoom = line.type === 'session' && room !== line.room
    if (start === line.start && end === line.end && !inRoom) return
    const to = { start, end, ...(inRoom && { room: room ?? null }) }
    const roomTitle = plan.rooms.find(({ id }) => id === room)?.title ?? t('studio.board.noRoom')
    const times = timesText({ start, end })
    const words = inRoom
      ? t('studio.board.placed.room', { title: line.title, times, room: roomTitle })
      : t('studio.board.placed', { title: line.title, times })
    changes.change({
      words,
      changes: [
        {
          id: line.id,
          change: (current, published) => movedTo(current, published, to),
          meanwhile: { start, end, ...(inRoom && { room: room && { _ref: room } }) },
        },
      ],
    })
    const after = lines.map((one) => (one.id === line.id ? { ...one, start, end, room } : one))
    const placed = documents.map((one) => (one._id === line.id ? { ...one, start, end } : one))
    announce([words, ...(conflictsIn(after, placed).byLine.get(line.id) ?? [])].join(' '))
  }
  const single = (
    line: Line,
    words: string,
    one: Omit<Parameters<Changes['change']>[0]['changes'][number], 'id'>,
  ) => {
    changes.change({ words, changes: [{ id: line.id, ...one }] })
    announce(words)
  }

  return (
    <Card height="fill" overflow="auto" style={palette[scheme] as CSSProperties} data-testid="board">
      <Stack gap={4} padding={[3, 4]} style={{ maxWidth: 1800, marginInline: 'auto' }}>
        <Flex gap={3} align="center" justify="space-between" wrap="wrap">
          <Stack gap={3}>
            <Heading as="h1" size={2}>
              {t('studio.board.title')}
            </Heading>
            <Text size={1} muted>
              {[dayText(day, studioLocale, { weekday: true, year: true }), zoneText(plan, day)].join(' · ')}
            </Text>
          </Stack>
          <Flex gap={2} align="center" wrap="wrap">
            <Text size={1} muted role="status">
              {changes.isSaving ? t('studio.board.saving') : ''}
            </Text>
            <Unpublished waiting={waiting} disabled={changes.isSaving} onPublished={changes.forget} />
          </Flex>
        </Flex>

        <Flex gap={2} align="center" wrap="wrap">
          {editions.length > 1 && (
            <Box style={{ minWidth: 160, maxWidth: '100%' }}>
              <Select
                aria-label={t('type.edition')}
                fontSize={1}
                padding={2}
                value={plan.edition._id}
                onChange={(event) => go({ edition: event.currentTarget.value })}
              >
                {editions.map((edition) => (
                  <option key={edition._id} value={edition._id}>
                    {titleOf(edition)}
                  </option>
                ))}
              </Select>
            </Box>
          )}
          {plan.days.length > 1 && (
            <Flex as="nav" gap={1} wrap="wrap" aria-label={t('studio.board.days')}>
              {plan.days.map((one) => (
                <Button
                  key={one}
                  mode={one === day ? 'default' : 'bleed'}
                  fontSize={1}
                  padding={2}
                  text={dayText(one, studioLocale, { weekday: true })}
                  aria-current={one === day ? 'date' : undefined}
                  onClick={() => go({ edition: plan.edition._id, day: one })}
                />
              ))}
            </Flex>
          )}
          <Button
            {...tool}
            icon={UndoIcon}
            text={t('studio.board.undo')}
            title={changes.undoes}
            disabled={changes.undoes === undefined}
            onClick={changes.undo}
          />
          <Button
            {...tool}
            icon={RedoIcon}
            text={t('studio.board.redo')}
            title={changes.redoes}
            disabled={changes.redoes === undefined}
            onClick={changes.redo}
          />
          <Button
            {...tool}
            icon={ClockIcon}
            text={t('studio.shift.title')}
            disabled={lines.length === 0}
            onClick={() => setMoveFrom(now ?? lines[0]?.start ?? '')}
          />
          {sessions.length > 0 && <AddSession day={day} look={tool} />}
        </Flex>

        <Heard role="status" aria-live="polite" data-testid="board-announced">
          {announced}
        </Heard>

        {sessions.length === 0 && (
          <Card padding={4} border radius={2}>
            <Stack gap={4}>
              <Text>{t('studio.board.noSessions')}</Text>
              <Flex>
                <AddSession day={day} look={{}} />
              </Flex>
            </Stack>
          </Card>
        )}
        {lines.length > 0 && (
          <KeyHints id={keysId}>
            <Keys />
          </KeyHints>
        )}
        <Flex gap={4} align="flex-start" wrap="wrap">
          {lines.length > 0 && (
            <Box style={{ flex: '3 1 480px', minWidth: 0, maxWidth: '100%' }}>
              <Timeline
                label={dayText(day, studioLocale, { weekday: true })}
                {...{ lines, columns, now, keysId, place }}
                parts={plan.parts}
                rooms={plan.rooms}
                conflicts={found.byLine}
                toPart={(line, part) => {
                  const title = plan.parts.find(({ id }) => id === part)?.title ?? ''
                  single(line, t('studio.board.placed.part', { title: line.title, part: title }), {
                    change: (current, published) => movedTo(current, published, { part }),
                    meanwhile: { part: { _ref: part } },
                  })
                }}
                cancel={(line) =>
                  single(line, t('studio.board.placed.cancelled', { title: line.title }), {
                    change: (current) => cancelled(current),
                    meanwhile: { status: 'cancelled' },
                  })
                }
                reinstate={(line) =>
                  single(line, t('studio.board.placed.reinstated', { title: line.title }), {
                    change: reinstated,
                    meanwhile: { status: 'scheduled' },
                  })
                }
                moveFrom={setMoveFrom}
              />
            </Box>
          )}
          <Aside warnings={found.all} parts={plan.parts} untimed={plan.untimed} hasLines={lines.length > 0} />
        </Flex>
      </Stack>
      {moveFrom !== undefined && (
        <MoveEverything
          lines={lines}
          from={moveFrom}
          close={() => setMoveFrom(undefined)}
          apply={(rows, words) => {
            setMoveFrom(undefined)
            changes.change({
              words,
              changes: rows.map(({ before, after: { start, end } }) => ({
                id: before.id,
                change: (current, published) => movedTo(current, published, { start, end }),
                meanwhile: { start, end },
              })),
            })
          }}
        />
      )}
    </Card>
  )
}

const tool = { mode: 'ghost', fontSize: 1, padding: 2 } as const

function AddSession({ day, look }: { day: string; look: Partial<typeof tool> }): ReactNode {
  return (
    <IntentButton
      {...look}
      intent="create"
      params={[{ type: 'session', template: 'session-on-day' }, { date: day }]}
      icon={AddIcon}
      text={t('studio.board.addSession')}
    />
  )
}

/** What the keys do, as it is said to those who see the board and to those who hear it. */
function Keys(): ReactNode {
  const keys = [
    ['↑ ↓', t('studio.board.keys.time')],
    ['⇧ ↑ ↓', t('studio.board.keys.length')],
    ['← →', t('studio.board.keys.room')],
    ['⏎', t('studio.board.keys.open')],
    ['Ctrl Z', t('studio.board.keys.undo')],
  ] as const
  return keys.map(([key, words]) => (
    <Key key={key}>
      <KBD fontSize={0}>{key}</KBD> {words}
    </Key>
  ))
}

function useUndoKeys({ undo, redo }: Changes): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) redo()
      else undo()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [undo, redo])
}

/** Conflicts in words: for each line, and each pair once for the list of them all. */
function conflictsIn(lines: readonly Line[], documents: readonly RawDocument[]) {
  const conflicts = conflictsOf(lines)
  const byLine = new Map(
    [...conflictWarnings(conflicts, documents, titleOf)].map(([id, found]) => [id, found.map(sentence)]),
  )
  const all = conflicts.flatMap((conflict): Warning[] => {
    const two = [...conflictWarnings([conflict], documents, titleOf).values()].flat()
    // Said of the session where the other is a break.
    const one = two.find(({ documentType }) => documentType === 'session') ?? two[0]
    return one ? [one] : []
  })
  return { byLine, all }
}

function sentence(warning: Warning): string {
  const { field, wrong } = textOf(warning, studioLocale)
  return `${field} ${wrong}.`
}

function waitingIn(plan: Plan) {
  return plan.lines
    .filter(({ isDraft }) => isDraft)
    .map((line) => ({
      id: line.id,
      type: line.type,
      words: [
        ...(plan.days.length > 1 ? [dayText(line.date, studioLocale)] : []),
        timesText(line),
        line.title,
        ...(line.status === 'scheduled' ? [] : [t(`studio.option.status.${line.status}`)]),
      ].join(' · '),
    }))
}

const zoneText = ({ edition, timeZone }: Plan, day: string) =>
  t('programme.times', {
    city: ownText(edition.city) || timeZone,
    offset: offsetText(day, timeZone),
  })
