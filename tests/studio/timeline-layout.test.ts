import { expect, test } from 'vitest'
import { titleOffset } from '#studio/board/timeline-layout.ts'

const spot = (start: string, end: string) => ({ start, end })
const lunch = spot('13:00', '15:00')

test.each([
  ['nothing runs into it', [], 0],
  ['what ends as it begins is beside it', [spot('11:40', '13:00')], 0],
  ['a session that runs into it', [spot('11:40', '13:10')], 10],
  ['the next leaves no room for a line between', [spot('13:18', '13:30'), spot('11:40', '13:10')], 30],
  ['the next leaves room', [spot('11:40', '13:10'), spot('13:22', '13:30')], 10],
  ['all of it is covered', [spot('12:00', '15:00')], 0],
])('a break has its name below what covers it: %s', (_case, inFront, minutes) => {
  expect(titleOffset(lunch, inFront)).toBe(minutes)
})
