import { expect, test } from 'vitest'
import { roomsAfter, titleOffset } from '#studio/board/timeline-layout.ts'

const spot = (start: string, end: string) => ({ start, end })
const lunch = spot('13:00', '15:00')

test.each([
  ['no session overlaps it', [], 0],
  ['a session that ends at its start', [spot('11:40', '13:00')], 0],
  ['a session that overlaps its start', [spot('11:40', '13:10')], 10],
  ['a second session with too little room above it', [spot('13:18', '13:30'), spot('11:40', '13:10')], 30],
  ['a second session with enough room above it', [spot('11:40', '13:10'), spot('13:22', '13:30')], 10],
  ['a session that covers all of it', [spot('12:00', '15:00')], 0],
])('the title of a break stands below the sessions that cover it: %s', (_case, inFront, minutes) => {
  expect(titleOffset(lunch, inFront)).toBe(minutes)
})

test.each([
  [[], undefined, 'a', ['a']],
  [['a'], 'a', undefined, []],
  [['a', 'b'], 'a', 'c', ['c', 'b']],
  [['a', 'b'], 'a', 'b', ['b']],
  [['a', 'b'], 'b', undefined, ['a']],
  // A room that has no column.
  [['x'], undefined, 'a', ['x', 'a']],
])('a session in the rooms %j that is moved from %s to %s is then in %j', (rooms, from, to, after) => {
  expect(roomsAfter(rooms, from, to)).toEqual(after)
})
