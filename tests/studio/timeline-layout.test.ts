import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { boardProgramme } from '#studio/board/board-programme.ts'
import { drawnLength, lanesOf, roomsAfter, scaleOf, titleOffset } from '#studio/board/timeline-layout.ts'
import type { ShownDocument } from '#studio/store/transactions.ts'

/** The board of an edition, the first of these documents. */
function boardOf(documents: readonly (RawDocument & { _rev: string })[]) {
  const [edition, ...others] = documents.map((one): ShownDocument => ({ ...one, _originalId: one._id }))
  if (edition === undefined) throw new Error('no edition')
  return boardProgramme({ documents: [edition, ...others], byId: new Map() }, edition)
}

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
  expect(titleOffset(lunch, inFront, 2)).toBe(minutes)
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

test('short talks have room for a line of text each, and none covers another', () => {
  const { documents }: { documents: readonly (RawDocument & { _rev: string })[] } = JSON.parse(
    readFileSync(new URL('../cases/content/lightning-talks.json', import.meta.url), 'utf8'),
  )
  const { lines } = boardOf(documents.map((one) => ({ ...one, edition: { _ref: 'fx-ed' } })))
  const scale = scaleOf(lines)
  expect(lines.map((line) => drawnLength(line, scale) * scale)).toEqual(lines.map(() => 24))
  expect([...lanesOf(lines, scale).values()]).toEqual(lines.map(() => ({ lane: 0, of: 1 })))
  expect(lines).toHaveLength(11)
})

test('a day is drawn as high as its shortest line needs, and what is still shorter stands beside its neighbours', () => {
  expect(scaleOf([lunch])).toBe(2)
  expect(scaleOf([lunch, spot('15:00', '15:08')])).toBe(3)
  const short = ['10:00', '10:01', '10:02'].map((start) => ({ id: start, ...spot(start, '10:03') }))
  const scale = scaleOf(short)
  expect(scale).toBe(24 / 5)
  expect([...lanesOf(short, scale).values()].map(({ lane }) => lane)).toEqual([0, 1, 2])
})

test('a session that ends after midnight is on the board; one that ends before it starts, or is in no edition, is not placed', () => {
  const base = { _type: 'session', _rev: '', edition: { _ref: 'e' }, date: '2027-09-06' }
  const documents = [
    { _id: 'e', _type: 'edition', _rev: '', firstDay: '2027-09-06', lastDay: '2027-09-06' },
    { ...base, _id: 'night', start: '22:00', end: '00:30' },
    { ...base, _id: 'wrong', start: '10:00', end: '09:00' },
    { ...base, _id: 'nowhere', edition: undefined, start: '10:00', end: '11:00' },
    { ...base, _id: 'elsewhere', edition: { _ref: 'other' }, start: '10:00', end: '11:00' },
  ].map((document) => ({ ...document, _updatedAt: '', _createdAt: '' }))
  const { lines, unplaced } = boardOf(documents)
  expect([lines.map(({ id }) => id), unplaced.map(({ _id }) => _id)]).toEqual([
    ['night'],
    ['wrong', 'nowhere'],
  ])
})
