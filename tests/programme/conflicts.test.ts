import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conflictKindOf, conflictsOf, overlapsOf, type Row, rowsOf } from '#src/programme/conflicts.ts'
import { day, row } from './rows.ts'

describe('overlaps', () => {
  it('are none where one interval ends when the other begins', () => {
    expect(
      overlapsOf([
        { id: 'opening', start: 900, end: 920 },
        { id: 'rules', start: 920, end: 955 },
      ]),
    ).toEqual(new Map())
  })

  it('are listed for both intervals, in the given order', () => {
    expect(
      overlapsOf([
        { id: 'long', start: 900, end: 1200 },
        { id: 'early', start: 910, end: 920 },
        { id: 'late', start: 1159, end: 1300 },
        { id: 'after', start: 1300, end: 1400 },
      ]),
    ).toEqual(
      new Map([
        ['long', ['early', 'late']],
        ['early', ['long']],
        ['late', ['long']],
      ]),
    )
  })

  it('exist between two equal intervals, and never of an interval with itself', () => {
    expect(
      overlapsOf([
        { id: 'a', start: 1, end: 2 },
        { id: 'b', start: 1, end: 2 },
      ]),
    ).toEqual(
      new Map([
        ['a', ['b']],
        ['b', ['a']],
      ]),
    )
  })
})

describe('conflicts', () => {
  const inHall = { rooms: ['hall'] }

  it('are two sessions in one room at the same time', () => {
    expect(
      conflictsOf([row('late', '09:19', '10:00', inHall), row('early', '09:00', '09:20', inHall)]),
    ).toEqual([{ kind: 'roomConflict', ids: ['early', 'late'], shared: 'hall' }])
  })

  it('are none for adjacent times, different rooms, other days or other editions', () => {
    const one = row('one', '09:00', '09:20', inHall)
    for (const other of [
      row('other', '09:20', '10:00', inHall),
      row('other', '09:00', '10:00', { rooms: ['annex'] }),
      row('other', '09:00', '10:00', { ...inHall, date: '2019-11-13' }),
      row('other', '09:00', '10:00', { ...inHall, edition: 'edition-2022' }),
    ]) {
      expect(conflictsOf([one, other])).toEqual([])
    }
  })

  it('are sessions on both sides of midnight, once', () => {
    const dinner = row('dinner', '20:00', '00:30', inHall)
    const late = row('late', '22:00', '01:00', inHall)
    const early = row('early', '00:15', '01:00', { ...inHall, date: '2019-11-13' })
    const at = (id: string) => ({ kind: 'roomConflict', ids: ['dinner', id], shared: 'hall' })
    expect(conflictsOf([early, dinner])).toEqual([at('early')])
    expect(conflictsOf([late, dinner])).toEqual([at('late')])
    expect(conflictsOf([{ ...dinner, end: '00:15' }, early])).toEqual([])
    expect(conflictsOf([{ ...early, date: '2019-11-12' }, dinner])).toEqual([])
  })

  it('are a contributor in two rooms at the same time', () => {
    expect(
      conflictsOf([
        row('a', '09:00', '10:00', { rooms: ['hall'], contributors: ['ungl', 'uclg', 'uclg'] }),
        row('b', '09:30', '10:00', { rooms: ['annex'], contributors: ['uclg'] }),
      ]),
    ).toEqual([{ kind: 'contributorConflict', ids: ['a', 'b'], shared: 'uclg' }])
  })

  it('are sessions during a break, in any room', () => {
    const lunch = row('lunch', '13:00', '15:00', { type: 'break' })
    expect(
      conflictsOf([
        lunch,
        row('modules', '11:40', '13:05', inHall),
        row('coffee', '14:00', '14:10', { type: 'break' }),
        row('after', '15:00', '16:00'),
      ]),
    ).toEqual([
      { kind: 'duringBreak', ids: ['modules', 'lunch'] },
      { kind: 'duringBreak', ids: ['lunch', 'coffee'] },
    ])
  })

  it('are two sessions without a room at the same time, but not one with and one without a room', () => {
    const one = row('one', '09:00', '10:00')
    expect(conflictsOf([one, row('two', '09:00', '10:00')])).toEqual([
      { kind: 'sameTime', ids: ['one', 'two'] },
    ])
    expect(conflictsOf([one, row('two', '09:00', '10:00', inHall)])).toEqual([])
  })

  it('are sessions in several rooms, once for each room that they share', () => {
    const wide = row('wide', '09:00', '10:00', { rooms: ['hall', 'annex', 'terrace'] })
    const other = row('other', '09:30', '10:30', { rooms: ['terrace', 'hall'] })
    expect(conflictsOf([wide, other])).toEqual([
      { kind: 'roomConflict', ids: ['wide', 'other'], shared: 'hall' },
      { kind: 'roomConflict', ids: ['wide', 'other'], shared: 'terrace' },
    ])
    expect(conflictsOf([wide, row('apart', '09:00', '10:00', { rooms: ['cellar'] })])).toEqual([])
  })

  it('are none with a plenary without a room, but with one in a room', () => {
    const plenary = row('plenary', '09:00', '10:00', { plenary: true })
    for (const more of [{}, inHall, { plenary: true }])
      expect(conflictsOf([plenary, row('other', '09:00', '10:00', more)])).toEqual([])
    expect(conflictsOf([{ ...plenary, ...inHall }, row('other', '09:00', '10:00', inHall)])).toHaveLength(1)
  })

  it('are none with a row that is cancelled or ends before it begins', () => {
    const one = row('one', '09:00', '10:00', inHall)
    expect(conflictsOf([one, row('off', '09:00', '10:00', { ...inHall, cancelled: true })])).toEqual([])
    expect(conflictsOf([one, row('wrong', '09:50', '09:10', inHall)])).toEqual([])
  })

  it('are the same in every order of rows, and exactly those pairs that overlap and conflict', () => {
    fc.assert(
      fc.property(day, fc.boolean(), (rows, turned) => {
        const found = new Set(
          conflictsOf(turned ? rows.toReversed() : rows).map(({ ids }) => ids.toSorted().join()),
        )
        const expected = new Set(
          rows.flatMap((one) =>
            rows
              .filter((other) => one.id < other.id && conflictKindOf(one, other) && shareTime(one, other))
              .map((other) => `${one.id},${other.id}`),
          ),
        )
        expect([...found].sort()).toEqual([...expected].sort())
      }),
      { numRuns: 300 },
    )
  })

  const shareTime = (a: Row, b: Row) => {
    const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    const taken = (one: Row) => {
      const steps: number[] = []
      for (let at = minutes(one.start); at < minutes(one.end); at++) steps.push(at)
      return steps
    }
    const mine = new Set(taken(a))
    return taken(b).some((at) => mine.has(at))
  }
})

it('the rows of a programme are its sessions and its breaks', () => {
  const when = { date: '2019-11-12', start: '09:00', end: '10:00' }
  const people = [{ _key: 'a', contributor: 'ungl', role: {}, affiliation: {} }]
  const session = { edition: 'edition-2019', plenary: true, ...when }
  expect(
    rowsOf({
      sessions: [{ _id: 'a', rooms: ['hall'], contributors: people, status: 'cancelled', ...session }],
      breaks: [{ _id: 'c', edition: 'edition-2022', ...when }],
    }),
  ).toEqual([
    row('a', '09:00', '10:00', { rooms: ['hall'], plenary: true, contributors: ['ungl'], cancelled: true }),
    row('c', '09:00', '10:00', { type: 'break', edition: 'edition-2022' }),
  ])
})
