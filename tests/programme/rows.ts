import fc from 'fast-check'
import type { Row } from '#src/programme/conflicts.ts'

/** A row of the programme of one day: by default a session without a room. */
export const row = (id: string, start: string, end: string, more: Partial<Row> = {}): Row => ({
  id,
  type: 'session',
  edition: 'edition-2019',
  date: '2019-11-12',
  start,
  end,
  rooms: [],
  plenary: false,
  contributors: [],
  cancelled: false,
  ...more,
})

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Days of up to twelve rows on a five-minute grid, with every kind of conflict. */
export const day: fc.Arbitrary<Row[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom('session' as const, 'session' as const, 'session' as const, 'break' as const),
      start: fc.integer({ min: 0, max: 280 }).map((step) => step * 5),
      length: fc.integer({ min: 1, max: 24 }).map((step) => step * 5),
      rooms: fc.subarray(['hall', 'annex']),
      plenary: fc.boolean(),
      contributors: fc.subarray(['ungl', 'uclg']),
      called: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 12 },
  )
  .map((lines) =>
    lines.map(({ type, start, length, rooms, plenary, contributors, called }, index) =>
      row(
        `row-${index}`,
        clock(start),
        clock(Math.min(start + length, 1439)),
        type === 'break' ? { type } : { rooms, plenary, contributors, cancelled: called === 0 },
      ),
    ),
  )
