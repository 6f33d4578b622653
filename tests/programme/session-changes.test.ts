import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appliedTo,
  changeBetween,
  type Facts,
  mergedChanges,
  type PlannedSessions,
  toldOf,
} from '#src/programme/session-changes.ts'

const opening: Facts = {
  times: { date: '2019-11-12', start: '10:00', end: '10:45' },
  ...{ rooms: ['room-a'], people: ['ann'], titles: { en: 'Opening' }, isCancelled: false },
}
const changed = (facts: Partial<Facts>) => {
  const change = changeBetween('opening', opening, { ...opening, ...facts })
  return change && toldOf(change)
}

describe('what changed of a session', () => {
  it('is told in full, the most important first', () => {
    const times = { date: '2019-11-12', start: '10:15', end: '11:00' }
    expect(
      changed({ times, rooms: ['room-b'], people: ['bob'], titles: { en: 'Welcome' }, isCancelled: true }),
    ).toEqual([
      { kind: 'cancelled' },
      { kind: 'moved', from: opening.times, to: times },
      { kind: 'rooms', from: ['room-a'], to: ['room-b'] },
      { kind: 'people', joined: ['bob'], left: ['ann'] },
      { kind: 'renamed', from: { en: 'Opening' }, to: { en: 'Welcome' } },
    ])
  })

  it('is nothing where only its typesetting differs', () => {
    const facts: Facts = { ...opening, titles: { fr: "Qu'en dire\u202f?", en: 'Opening' } }
    const typeset: Facts = { ...facts, titles: { fr: 'Qu’en dire ?', en: 'Opening' } }
    expect(changeBetween('opening', facts, typeset)).toBeUndefined()
  })

  it('is told as new, as withdrawn, and as back', () => {
    expect(toldOf({ session: 'opening', before: null, after: opening })).toEqual([{ kind: 'new' }])
    expect(toldOf({ session: 'opening', before: opening, after: null })).toEqual([{ kind: 'withdrawn' }])
    expect(toldOf({ session: 'opening', before: null, after: opening, isBack: true })).toEqual([
      { kind: 'back' },
    ])
  })

  it('reads as one change where several were merged, and says so where nothing is left of them', () => {
    const to = (start: string, end: string) => ({ times: { date: '2019-11-12', start, end } })
    const later = { session: 'opening', before: to('10:00', '10:45'), after: to('10:15', '11:00') }
    const latest = { session: 'opening', before: to('10:15', '11:00'), after: to('10:30', '11:15') }
    const undone = { session: 'opening', before: to('10:30', '11:15'), after: to('10:00', '10:45') }
    expect(toldOf(mergedChanges(later, latest))).toEqual([
      { kind: 'moved', from: to('10:00', '10:45').times, to: to('10:30', '11:15').times },
    ])
    expect(toldOf(mergedChanges(mergedChanges(later, latest), undone))).toEqual([{ kind: 'asBefore' }])
  })
})

const facts: fc.Arbitrary<Facts> = fc.record({
  times: fc.record({
    date: fc.constantFrom('2019-11-12', '2019-11-13'),
    start: fc.constantFrom('09:00', '22:00'),
    end: fc.constantFrom('10:00', '00:30'),
  }),
  rooms: fc.subarray(['room-a', 'room-b']),
  people: fc.subarray(['ann', 'bob', 'eve']),
  titles: fc.record({ en: fc.constantFrom('Opening', 'Welcome') }),
  isCancelled: fc.boolean(),
})
const history = fc.array(fc.dictionary(fc.constantFrom('one', 'two', 'three'), facts), {
  minLength: 2,
  maxLength: 8,
})

const planned = (sessions: Readonly<Record<string, Facts>>): PlannedSessions =>
  new Map(Object.entries(sessions))
const between = (older: PlannedSessions, newer: PlannedSessions) =>
  [...new Set([...older.keys(), ...newer.keys()])].flatMap(
    (id) => changeBetween(id, older.get(id), newer.get(id)) ?? [],
  )

describe('the changes between programmes', () => {
  it('give the newer programme, applied to the older one', () => {
    fc.assert(
      fc.property(history, (programmes) => {
        for (const [index, sessions] of programmes.slice(1).entries()) {
          const [older, newer] = [planned(programmes[index] ?? {}), planned(sessions)]
          expect(appliedTo(older, between(older, newer))).toEqual(newer)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('give the newest one, applied to the first, all in a row or merged session by session', () => {
    fc.assert(
      fc.property(history, (programmes) => {
        const all = programmes.map(planned)
        const changes = all.slice(1).flatMap((newer, index) => between(all[index] ?? newer, newer))
        const [first, last] = [all[0] ?? new Map(), all.at(-1)]
        const merged = [...Map.groupBy(changes, ({ session }) => session).values()].map((list) =>
          list.reduce((one, next) => mergedChanges(one, next)),
        )
        expect(appliedTo(first, changes)).toEqual(last)
        expect(appliedTo(first, merged)).toEqual(last)
      }),
      { numRuns: 200 },
    )
  })
})
