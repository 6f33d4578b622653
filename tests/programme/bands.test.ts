import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byText } from '#src/model/order.ts'
import type { Times } from '#src/model/time.ts'
import {
  type Band,
  bandGroupsOf,
  bandsOf,
  doPartsFollow,
  type OldPlace,
  type SessionBand,
} from '#src/programme/bands.ts'

type TestSession = Times & { _id: string; status: string; part?: string; room: number; plenary?: true }

const date = '2027-06-08'
const session = (_id: string, start: string, end: string, more: Partial<TestSession> = {}): TestSession => ({
  ...{ _id, date, start, end, status: 'scheduled', room: 1 },
  ...more,
})
const pause = (_id: string, start: string, end: string) => ({ _id, date, start, end })
type Pause = ReturnType<typeof pause>

const sorting = {
  part: ({ part }: TestSession) => part,
  isPlenary: ({ plenary }: TestSession) => plenary === true,
  order: (a: TestSession, b: TestSession) => byText(a.part ?? '', b.part ?? '') || a.room - b.room,
}

/** Bands as text: starts, with the usual end, their rows, `|` before long ones with how many starts they go on through. */
const told = (band: Band<TestSession, Pause>): string => {
  const still = (list: readonly TestSession[]) =>
    list.length > 0 ? ` (still ${list.map(({ _id }) => _id)})` : ''
  const gone = (list: readonly TestSession[]) =>
    list.length > 0 ? ` (left ${list.map(({ _id }) => _id)})` : ''
  if (band.kind === 'break') return `break ${band.break._id}${still(band.stillOn)}`
  if (band.kind === 'left') return `${band.start}${gone(band.left)}`
  const starts = band.starts.map(
    ({ start, times, rows, stillOn, left }) =>
      `${start}–${times.end} ${rows.map(({ _id }) => _id)}${still(stillOn)}${gone(left)}`,
  )
  const long = band.long.map(({ session: { _id }, starts: count }) => ` | ${_id} ${count}`)
  return `${starts.join(' / ')}${long.join('')}${band.isAlone ? ' alone' : ''}`
}
const toldDay = (
  sessions: readonly TestSession[],
  breaks: readonly Pause[] = [],
  oldPlaces: readonly OldPlace<TestSession>[] = [],
) => bandsOf(sessions, breaks, sorting, oldPlaces).map(told)

describe('a band', () => {
  it('is what starts at one time, by part and then by room, with the end that most have', () => {
    expect(
      toldDay([
        session('leak', '10:00', '11:15', { part: 'a', room: 2 }),
        session('rent', '10:00', '11:15', { part: 'b' }),
        session('river', '10:00', '11:15', { part: 'a', room: 1 }),
        session('lab', '10:00', '10:30', { part: 'c' }),
        session('end', '11:30', '12:00'),
      ]),
    ).toEqual(['10:00–11:15 river,leak,rent,lab', '11:30–12:00 end alone'])
  })

  it('has plenaries first, and breaks before what starts with them', () => {
    expect(
      toldDay(
        [
          session('walk', '13:00', '14:00', { part: 'a' }),
          session('all', '13:00', '14:00', { part: 'b', plenary: true }),
        ],
        [pause('lunch', '13:00', '14:00')],
      ),
    ).toEqual(['break lunch', '13:00–14:00 all,walk'])
  })

  it('joins at most three starts where the long sessions of the first go on beside them', () => {
    const [one, two, three, four] = [
      session('one', '10:00', '11:00'),
      session('two', '11:00', '12:00'),
      session('three', '12:00', '13:00'),
      session('four', '13:00', '14:00'),
    ]
    const lab = (end: string) => session('lab', '10:00', end, { room: 2 })
    expect(toldDay([one, two, three, lab('12:00')])).toEqual([
      '10:00–11:00 one / 11:00–12:00 two | lab 2',
      '12:00–13:00 three alone',
    ])
    expect(toldDay([one, two, three, lab('12:30')])).toEqual([
      '10:00–11:00 one / 11:00–12:00 two / 12:00–13:00 three | lab 3',
    ])
    expect(toldDay([one, two, three, four, lab('13:30')])).toEqual([
      '10:00–11:00 one,lab',
      '11:00–12:00 two (still lab)',
      '12:00–13:00 three (still lab)',
      '13:00–14:00 four (still lab)',
    ])
  })

  it('joins nothing where another session is long too, a break lies between, or one is still on', () => {
    const lab = session('lab', '10:00', '12:00', { room: 2 })
    expect(toldDay([lab, session('two', '11:00', '13:00'), session('three', '11:30', '12:30')])).toEqual([
      '10:00–12:00 lab',
      '11:00–13:00 two (still lab)',
      '11:30–12:30 three (still lab,two)',
    ])
    expect(toldDay([lab, session('two', '11:15', '12:00')], [pause('coffee', '11:00', '11:15')])).toEqual([
      '10:00–12:00 lab',
      'break coffee (still lab)',
      '11:15–12:00 two (still lab)',
    ])
    expect(
      toldDay([
        session('fair', '09:00', '12:00'),
        session('cup', '09:30', '09:50'),
        session('pot', '09:40', '09:50'),
        session('jug', '09:45', '09:50'),
        lab,
        session('two', '11:00', '12:00'),
      ]).at(-1),
    ).toBe('11:00–12:00 two (still fair,lab)')
  })

  it('tells the end of a night on its next day, and does not wait for what is cancelled', () => {
    expect(
      toldDay([
        session('canals', '21:30', '00:30'),
        session('fire', '23:00', '00:15', { room: 2 }),
        session('call', '09:00', '20:00', { status: 'cancelled' }),
        session('talk', '10:00', '11:00'),
      ]),
    ).toEqual([
      '09:00–20:00 call alone',
      '10:00–11:00 talk alone',
      '21:30–00:30 canals',
      '23:00–00:15 fire (still canals)',
    ])
  })
})

describe('the old place of a session that was moved', () => {
  const left = (_id: string, start: string) => ({ date, start, session: session(_id, '16:00', '17:00') })
  const [one, two] = [session('one', '10:00', '12:00'), session('two', '11:00', '12:00', { room: 2 })]

  it('is among what starts then, or a line of its own in the order of time', () => {
    expect(
      toldDay(
        [one, session('other', '10:00', '11:00')],
        [pause('tea', '09:00', '10:00')],
        [left('a', '10:00'), left('b', '09:00'), left('c', '18:00'), left('d', '18:00')],
      ),
    ).toEqual(['break tea', '09:00 (left b)', '10:00–11:00 other,one (left a)', '18:00 (left c,d)'])
  })

  it('makes no session stand beside another, and keeps joined starts in the order of time', () => {
    expect(toldDay([one], [], [left('a', '11:00')])).toEqual(['10:00–12:00 one alone', '11:00 (left a)'])
    const joined = [one, session('other', '10:00', '11:00', { room: 3 }), two]
    expect(toldDay(joined, [], [left('a', '10:00')])).toEqual([
      '10:00–11:00 other (left a) / 11:00–12:00 two | one 2',
    ])
    expect(toldDay(joined, [], [left('a', '10:30')])).toEqual([
      '10:00–11:00 one,other',
      '10:30 (left a)',
      '11:00–12:00 two (still one)',
    ])
  })

  it('parts no heading from its sessions', () => {
    const inPart = (part: string) => ({ part })
    const sessions = [
      session('one', '10:00', '11:00', inPart('a')),
      session('two', '12:00', '13:00', inPart('a')),
      session('three', '14:00', '15:00', inPart('b')),
    ]
    const { groups } = bandGroupsOf(sessions, [], sorting, [left('a', '11:00'), left('b', '13:30')])
    expect(groups.map(({ part = '-', bands }) => `${part}: ${bands.map(told).join('; ')}`)).toEqual([
      'a: 10:00–11:00 one alone; 11:00 (left a); 12:00–13:00 two alone',
      '-: 13:30 (left b)',
      'b: 14:00–15:00 three alone',
    ])
  })
})

describe('the parts of a day', () => {
  const inParts = (...parts: readonly string[]) =>
    parts.map((part, index) =>
      session(`${index}`, `${10 + index}:00`, `${10 + index}:30`, part === '-' ? {} : { part }),
    )
  const groups = (sessions: readonly TestSession[], breaks: readonly Pause[] = []) =>
    bandGroupsOf(sessions, breaks, sorting).groups.map(
      ({ part = '-', bands }) => `${part}: ${bands.map(told).join('; ')}`,
    )

  it('are headings where they follow one another, with the breaks inside them', () => {
    expect(
      groups(inParts('a', 'a', 'b'), [pause('tea', '10:30', '11:00'), pause('lunch', '11:30', '12:00')]),
    ).toEqual([
      'a: 10:00–10:30 0 alone; break tea; 11:00–11:30 1 alone',
      '-: break lunch',
      'b: 12:00–12:30 2 alone',
    ])
    expect(groups(inParts('-', 'a', 'b', '-')).map((text) => text[0])).toEqual(['-', 'a', 'b', '-'])
  })

  it('are labels where one comes back, or two take place at once', () => {
    expect(groups(inParts('a', 'b', 'a')).map((text) => text[0])).toEqual(['-'])
    expect(groups(inParts('a', '-', 'a')).map((text) => text[0])).toEqual(['-'])
    const together = [
      session('x', '10:00', '12:00', { part: 'a' }),
      session('y', '11:00', '12:00', { part: 'b' }),
    ]
    expect(bandGroupsOf(together, [], sorting).hasHeadings).toBe(false)
  })
})

/** Moments in minutes, worked out apart from the code. */
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const spanOf = ({ start, end }: Times): readonly [number, number] => [
  minutes(start),
  minutes(end) > minutes(start) ? minutes(end) : minutes(end) + 1440,
]
const meet = (a: Times, b: Times) => spanOf(a)[0] < spanOf(b)[1] && spanOf(b)[0] < spanOf(a)[1]

const clock = (value: number) =>
  `${String(Math.floor((value % 1440) / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
const line = fc.record({
  start: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
  length: fc.integer({ min: 1, max: 20 }).map((quarter) => quarter * 15),
  part: fc.constantFrom(undefined, 'a', 'b', 'c'),
  room: fc.integer({ min: 1, max: 4 }),
  called: fc.integer({ min: 0, max: 9 }),
  plenary: fc.integer({ min: 0, max: 9 }),
})
const day = fc.array(line, { maxLength: 14 }).map((lines) =>
  lines.map(
    ({ start, length, part, room, called, plenary }, index): TestSession => ({
      ...session(`s${index}`, clock(start), clock(start + length), { room }),
      ...(part !== undefined && { part }),
      ...(plenary === 0 && { plenary: true }),
      status: called === 0 ? 'cancelled' : 'scheduled',
    }),
  ),
)
const pauses = fc
  .array(line, { maxLength: 3 })
  .map((lines) =>
    lines.map(({ start, length }, index) => pause(`b${index}`, clock(start), clock(start + length))),
  )

const runs = { numRuns: process.env.LONG === undefined ? 1_000 : 10_000 }

/** What a column has below it: the rows of other starts, and long sessions down to their end. */
function checkColumns({ starts, long }: SessionBand<TestSession>) {
  expect([starts.length < 4, long.length < 3]).toEqual([true, true])
  for (const [index, { start, rows }] of starts.entries()) {
    expect(rows.every((row) => row.start === start)).toBe(true)
    const later = starts.slice(index + 1).flatMap((one) => one.rows)
    for (const row of rows.filter(({ status }) => status !== 'cancelled'))
      expect(later.filter((other) => meet(row, other))).toEqual([])
  }
  for (const { session: one, starts: count } of long)
    expect(starts.filter(({ start }) => minutes(start) < spanOf(one)[1])).toHaveLength(count)
}

it('a day has each session and break once, in the order of time, and no two that meet in a column', () => {
  fc.assert(
    fc.property(day, pauses, (sessions, breaks) => {
      const { groups } = bandGroupsOf(sessions, breaks, sorting)
      const bands = groups.flatMap((group) => group.bands)
      const listed = bands.flatMap((band): readonly Times[] =>
        band.kind !== 'sessions'
          ? band.kind === 'break'
            ? [band.break]
            : []
          : band.starts.flatMap(({ rows }, index) => [
              ...rows,
              ...(index === 0 ? band.long.map(({ session: long }) => long) : []),
            ]),
      )
      expect(new Set(listed)).toEqual(new Set([...sessions, ...breaks]))
      expect(listed).toHaveLength(sessions.length + breaks.length)
      // In the order of time.
      const starts = listed.map((item) => minutes(item.start))
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      for (const band of bands) {
        if (band.kind !== 'sessions') continue
        checkColumns(band)
        const [only] = band.isAlone ? (band.starts[0]?.rows ?? []) : []
        const others = sessions.filter((other) => other !== only && other.status !== 'cancelled')
        if (only && only.status !== 'cancelled')
          expect(others.filter((other) => meet(only, other))).toEqual([])
      }
    }),
    runs,
  )
})

it('what has not ended when something else starts is beside it, or said to be still on', () => {
  fc.assert(
    fc.property(day, pauses, (sessions, breaks) => {
      const bands = bandsOf(sessions, breaks, sorting)
      for (const [place, band] of bands.entries()) {
        if (band.kind === 'left') continue
        const [start, stillOn] =
          band.kind === 'break'
            ? [band.break.start, band.stillOn]
            : [band.starts[0]?.start ?? '', band.starts[0]?.stillOn ?? []]
        const earlier = bands
          .slice(0, place)
          .flatMap((one) =>
            one.kind !== 'sessions'
              ? []
              : [...one.starts.flatMap(({ rows }) => rows), ...one.long.map(({ session: long }) => long)],
          )
        const expected = earlier.filter(
          (one) => one.status !== 'cancelled' && spanOf(one)[1] > minutes(start),
        )
        expect(new Set(stillOn)).toEqual(new Set(expected))
      }
    }),
    runs,
  )
})

it('headings stand where no part meets another one or comes back, as the times say', () => {
  fc.assert(
    fc.property(day, pauses, (sessions, breaks) => {
      const span = (part: string) => {
        const own = sessions.filter((one) => one.part === part).map(spanOf)
        return [Math.min(...own.map(([from]) => from)), Math.max(...own.map(([, to]) => to))] as const
      }
      // No session of another part, or of none, may meet the time from the first session of a part to its last.
      const isOutside = (part: string, other: TestSession) => {
        const [[from, to], [start, end]] = [span(part), spanOf(other)]
        return other.part === part || end <= from || start >= to
      }
      const follow = sessions.every(
        ({ part }) => part === undefined || sessions.every((other) => isOutside(part, other)),
      )
      expect(doPartsFollow(sessions, sorting.part)).toBe(follow)
      const { groups, hasHeadings } = bandGroupsOf(sessions, breaks, sorting)
      expect(hasHeadings).toBe(follow && sessions.some(({ part }) => part !== undefined))
      const headings = groups.flatMap(({ part }) => part ?? [])
      expect(new Set(headings).size).toBe(headings.length)
      const underHeading = groups.flatMap(({ part, bands }) =>
        bands.flatMap((band) =>
          band.kind === 'sessions'
            ? band.starts.flatMap(({ rows }) => rows.map((row) => [row.part, part]))
            : [],
        ),
      )
      if (hasHeadings) expect(underHeading.filter(([own, heading]) => own !== heading)).toEqual([])
    }),
    runs,
  )
})
