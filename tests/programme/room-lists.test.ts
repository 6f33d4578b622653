import { expect, it } from 'vitest'
import { documentsOf } from '#src/programme/documents.ts'
import { roomListsOf } from '#src/programme/room-lists.ts'
import { examine } from '#src/rules/examine.ts'
import { stored, words } from '../seed/stored.ts'

const edition = { _ref: 'edition-2019' }
const room = (id: string) => ({ _id: id, _type: 'room', _updatedAt: '', edition, name: words({ en: id }) })
const session = (id: string, start: string, end: string, fields: object = {}) => ({
  ...{ _id: id, _type: 'session', _updatedAt: '', edition, title: words({ en: id }), slug: [] },
  ...{ date: '2019-11-12', start, end, ...fields },
})
const inRooms = (...ids: readonly string[]) => ids.map((_ref) => ({ _key: _ref, _ref }))
const { snapshot, faults } = examine([
  ...stored,
  ...['a', 'b'].map(room),
  session('stays', '19:00', '20:00', { rooms: inRooms('a') }),
  session('other-room', '19:30', '20:00', {
    ...{ rooms: inRooms('b'), status: 'moved', movedFrom: { rooms: inRooms('a') } },
  }),
  session('later', '23:00', '00:30', {
    ...{ rooms: inRooms('b'), status: 'moved', movedFrom: { start: '18:00' } },
  }),
  session('longer', '16:00', '16:45', {
    ...{ rooms: inRooms('b'), status: 'moved', movedFrom: { start: '16:00', end: '16:30' } },
  }),
  session('both', '21:00', '22:00', {
    ...{
      rooms: inRooms('a', 'b'),
      status: 'moved',
      movedFrom: { start: '17:00', end: '17:30', rooms: inRooms('a') },
    },
  }),
])
const rowsOf = (id: string) =>
  snapshot &&
  roomListsOf(id, documentsOf(snapshot))?.lists.map(({ room: of, rows }) => [
    of?._id,
    ...rows.map(
      ({ session: { _id }, times: { start, end }, isAway }) =>
        `${start}–${end} ${_id}${isAway ? ', away' : ''}`,
    ),
  ])

it('the door of a room has what takes place there, and what was moved away, in the order of time', () => {
  expect(faults).toEqual([])
  expect(rowsOf('a')).toEqual([
    ['a', '17:00–17:30 both, away', '19:00–20:00 stays', '19:30–20:00 other-room, away', '21:00–22:00 both'],
  ])
})

it('what was moved to another time alone stands in its room twice, as long as it takes; what only ends otherwise once', () => {
  expect(rowsOf('b')?.[0]).toEqual([
    ...['b', '16:00–16:45 longer', '18:00–19:30 later, away', '19:30–20:00 other-room'],
    ...['21:00–22:00 both', '23:00–00:30 later'],
  ])
})

it('an edition has its rooms, then what has no room; nothing else has a screen', () => {
  expect(rowsOf('edition-2019')?.map(([id, ...rows]) => [id, rows.length])).toEqual([
    ['a', 4],
    ['b', 5],
    [undefined, 8],
  ])
  expect(rowsOf('session-opening')).toBeUndefined()
})
