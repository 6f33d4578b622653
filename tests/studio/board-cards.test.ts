import { expect, test } from 'vitest'
import { timeAt } from '#src/model/time.ts'
import { boardProgramme } from '#studio/board/board-programme.ts'
import { cardsOf, lanesIn, withLifted } from '#studio/board/cards.ts'
import type { ShownDocument } from '#studio/store/transactions.ts'

const rooms = ['hall', 'foyer', 'garden']
const document = (one: { _id: string; _type: string; [field: string]: unknown }): ShownDocument => ({
  ...{ _updatedAt: '', _rev: '1', _originalId: one._id, edition: { _type: 'reference', _ref: 'e' } },
  ...{ date: '2030-05-06', ...one },
})
const edition = document({ _id: 'e', _type: 'edition' })
const sessions = Array.from({ length: 24 }, (_, at) =>
  document({
    ...{ _id: `s${at}`, _type: 'session', start: timeAt(540 + at * 10), end: timeAt(570 + at * 10) },
    // One in two rooms, and one without a room.
    rooms: (at === 5 ? ['hall', 'foyer'] : at === 6 ? [] : [rooms[at % 3]]).map((_ref) => ({ _ref })),
  }),
)
const documents = [edition, ...sessions]
const { lines } = boardProgramme(
  { documents, byId: new Map(documents.map((one) => [one._id, one])) },
  edition,
)
const shown = new Set([undefined, ...rooms])

test('a session that is lifted finds the lanes that all would have, in every column and at every time', () => {
  const cards = cardsOf(lines, 'rooms', shown)
  const stored = { cards, lanes: lanesIn(cards, 2) }
  expect(cards.filter(({ line }) => line.id === 's5').map(({ from }) => from)).toEqual(['hall', 'foyer'])
  const places = [...shown].flatMap((column) =>
    ['09:00', '10:15', '12:50'].map((start) => ({ start, column })),
  )
  const lifted = cards.flatMap(({ line: { id }, from }) =>
    places.map((place) => ({ id, from, spot: { ...place, end: '13:10' } })),
  )
  const found = lifted.map((one) => ({ one, moved: withLifted(stored, one, 2) }))
  const lanesOfAll = ({ cards: all, lanes }: typeof stored) =>
    all.map(({ key, spot }) => lanes.get(spot.column)?.get(key))
  for (const { one, moved } of found) {
    expect(lanesOfAll(moved)).toEqual(lanesOfAll({ cards: moved.cards, lanes: lanesIn(moved.cards, 2) }))
    const ids = moved.cards.filter(({ isLifted }) => isLifted).map(({ line }) => line.id)
    expect(new Set(ids)).toEqual(new Set([one.id]))
    expect(ids).toHaveLength(one.id === 's5' ? 2 : 1)
  }
  const others = found.filter(
    ({ moved }) => !Object.is(JSON.stringify(lanesOfAll(moved)), JSON.stringify(lanesOfAll(stored))),
  )
  expect(others.length).toBeGreaterThan(100)
})
