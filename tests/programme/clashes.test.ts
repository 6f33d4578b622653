import { expect, test } from 'vitest'
import { clashesOf } from '#src/programme/clashes.ts'
import { conflictsOf, type Row } from '#src/programme/conflicts.ts'

const row = (id: string, start: string, end: string, more: Partial<Row> = {}): Row => ({
  ...{ id, type: 'session', edition: 'e', date: '2030-05-06', start, end, rooms: [], plenary: false },
  ...{ contributors: [], cancelled: false, ...more },
})
const clashes = (...rows: readonly Row[]) =>
  clashesOf(conflictsOf(rows), (id) => rows.some((one) => one.id === id && one.type === 'break'))

test('a hundred sessions at one time without a room are one clash', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `s${String(index).padStart(3, '0')}`)
  const found = clashes(...ids.map((id) => row(id, '10:00', '11:00')))
  expect(found).toEqual([{ kind: 'sameTime', ids }])
})

test('sessions that meet by way of another one are together; those that do not meet are not', () => {
  const room = { rooms: ['hall'] }
  expect(
    clashes(
      row('a', '09:00', '10:30', room),
      row('b', '10:00', '11:30', room),
      row('c', '11:00', '12:00', room),
      row('d', '14:00', '15:00', room),
      row('e', '14:30', '15:00', room),
    ),
  ).toEqual([
    { kind: 'roomConflict', shared: 'hall', ids: ['a', 'b', 'c'] },
    { kind: 'roomConflict', shared: 'hall', ids: ['d', 'e'] },
  ])
})

test('all that runs into a break is one clash with it', () => {
  expect(
    clashes(
      row('lunch', '13:00', '15:00', { type: 'break' }),
      row('a', '12:30', '13:30', { rooms: ['x'] }),
      row('b', '14:30', '15:30', { rooms: ['y'] }),
    ),
  ).toEqual([{ kind: 'duringBreak', shared: 'lunch', ids: ['a', 'b'] }])
})

test('a contributor in two places is a clash of its own, beside that of the room', () => {
  const busy = { contributors: ['ana'], rooms: ['x'] }
  expect(clashes(row('a', '10:00', '11:00', busy), row('b', '10:30', '11:00', busy))).toEqual([
    { kind: 'roomConflict', shared: 'x', ids: ['a', 'b'] },
    { kind: 'contributorConflict', shared: 'ana', ids: ['a', 'b'] },
  ])
})
