import { describe, expect, test } from 'vitest'
import { boardProgramme } from '#studio/board/board-programme.ts'
import { canStandIn, columnsOf, columnsOfLine, placingOf } from '#studio/board/columns.ts'
import { newSession } from '#studio/board/new-session.ts'
import { nextFreeTimes } from '#studio/next-free-times.ts'
import type { ShownDocument } from '#studio/store/transactions.ts'

const refer = (_ref: string) => ({ _type: 'reference', _ref })
const titled = (value: string) => [{ _key: 'en', language: 'en', value }]
const document = (one: { _id: string; _type: string; [field: string]: unknown }): ShownDocument => ({
  ...{ _updatedAt: '', _rev: '1', _originalId: one._id, edition: refer('e') },
  ...one,
})
const edition = document({ _id: 'e', _type: 'edition', firstDay: '2030-05-06', lastDay: '2030-05-07' })
const session = document({
  ...{ _id: 's', _type: 'session', title: titled('Talk'), date: '2030-05-06', start: '10:00', end: '10:40' },
  ...{ rooms: [refer('hall'), refer('foyer')], part: refer('p1') },
})
const pause = document({ _id: 'b', _type: 'break', date: '2030-05-06', start: '12:00', end: '13:00' })
const rooms = ['hall', 'foyer', 'garden'].map((_id) => document({ _id, _type: 'room', name: titled(_id) }))
const parts = ['p1', 'p2'].map((_id, at) =>
  document({ _id, _type: 'part', title: titled(_id), ordinal: at + 1 }),
)
const all = [edition, session, pause, ...rooms, ...parts]
const programme = boardProgramme({ documents: all, byId: new Map(all.map((one) => [one._id, one])) }, edition)
const [line, lunch] = programme.lines
if (!line || !lunch) throw new Error('no lines')
const at = (column: string | undefined, start = '10:00', end = '10:40') => ({ start, end, column })

describe('the columns of the board', () => {
  test('are the rooms that are used, the parts, or the days', () => {
    const ids = (view: 'rooms' | 'parts' | 'days') => columnsOf(programme, view).map(({ id }) => id)
    expect(ids('rooms')).toEqual([undefined, 'foyer', 'hall'])
    expect(ids('parts')).toEqual([undefined, 'p1', 'p2'])
    expect(ids('days')).toEqual(['2030-05-06', '2030-05-07'])
  })

  test('a session in two rooms stands in both, in its part and on its day; one whose room has no column where none is', () => {
    const shown = new Set(columnsOf(programme, 'rooms').map(({ id }) => id))
    expect(columnsOfLine(line, 'rooms', shown)).toEqual(['hall', 'foyer'])
    expect(columnsOfLine(line, 'parts', new Set(['p1']))).toEqual(['p1'])
    expect(columnsOfLine(line, 'days', new Set())).toEqual(['2030-05-06'])
    expect(columnsOfLine(line, 'rooms', new Set())).toEqual([undefined])
    expect(columnsOfLine(lunch, 'rooms', shown)).toEqual([undefined])
  })

  test('moved to another, a session changes that room, its part or its date; its time alone changes nothing else', () => {
    expect(placingOf(line, 'rooms', 'hall', at('garden'))).toEqual({
      ...{ start: '10:00', end: '10:40' },
      rooms: ['garden', 'foyer'],
    })
    expect(placingOf(line, 'parts', 'p1', at('p2'))).toMatchObject({ part: 'p2' })
    expect(placingOf(line, 'days', '2030-05-06', at('2030-05-07'))).toMatchObject({ date: '2030-05-07' })
    expect(placingOf(line, 'rooms', 'hall', at('hall', '11:00', '11:40'))).toEqual({
      ...{ start: '11:00', end: '11:40' },
    })
    expect(placingOf(line, 'rooms', 'hall', at('hall'))).toBeUndefined()
  })

  test('a break has no room and no part, but a day; a session keeps a part', () => {
    expect(canStandIn(lunch, 'rooms', 'hall')).toBe(false)
    expect(placingOf(lunch, 'rooms', undefined, at('hall', '12:00', '13:00'))).toBeUndefined()
    expect(canStandIn(lunch, 'days', '2030-05-07')).toBe(true)
    expect(canStandIn(line, 'parts', undefined)).toBe(false)
    expect(canStandIn(line, 'rooms', undefined)).toBe(true)
  })

  test('the same documents give the same lines, so that only what changed is drawn again', () => {
    const again = boardProgramme({ documents: all, byId: new Map() }, edition)
    expect(again.lines.map((one, index) => one === programme.lines[index])).toEqual([true, true])
  })
})

describe('a new session', () => {
  test('begins when the last one of its room ends, and is as long as most', () => {
    const place = { programme, day: '2030-05-06' } as const
    const common = { edition: 'e', date: '2030-05-06' }
    expect(newSession({ ...place, view: 'rooms', column: 'hall' })).toEqual({
      ...common,
      ...{ start: '10:40', end: '11:20', room: 'hall' },
    })
    // In a room without any, when the day begins.
    expect(newSession({ ...place, view: 'rooms', column: 'garden' })).toMatchObject({ start: '10:00' })
    expect(newSession({ ...place, view: 'parts', column: 'p1', start: '17:00' })).toEqual({
      ...common,
      ...{ start: '17:00', end: '17:40', part: 'p1' },
    })
    expect(newSession({ ...place, view: 'days', column: '2030-05-07' })).toEqual({
      ...common,
      date: '2030-05-07',
    })
  })

  test('has no times where the day is over, or empty', () => {
    const late = { start: '23:00', end: '00:30' }
    expect(nextFreeTimes({ after: [late], like: [late] })).toEqual({})
    expect(nextFreeTimes({ after: [], like: [] })).toEqual({})
    const evening = { start: '22:00', end: '23:30' }
    expect(nextFreeTimes({ after: [evening], like: [evening] })).toEqual({ start: '23:30', end: '01:00' })
  })
})
