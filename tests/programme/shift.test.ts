import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conflictKindOf, conflictsOf, type Row } from '#src/programme/conflicts.ts'
import { movedIn, planShift, type Shift, type ShiftPlan } from '#src/programme/shift.ts'
import { day, row } from './rows.ts'

const lunch = row('lunch', '13:00', '15:00', { type: 'break' })
const modules = row('modules', '11:40', '12:50')
const components = row('components', '15:00', '16:00')
const dialogue = row('dialogue', '16:10', '17:00')
const wayAhead = row('way-ahead', '17:00', '18:00')
const afternoon = [modules, lunch, components, dialogue, wayAhead]

const shift = (from: string, minutes: number, more: Partial<Shift> = {}): Shift => ({
  from,
  minutes,
  pinned: new Set(),
  absorbGaps: false,
  ...more,
})
const pinned = (...ids: string[]) => ({ pinned: new Set(ids) })
const summary = ({ rows, problems }: ShiftPlan) => ({
  rows: rows.map(({ after, stays }) =>
    [after.id, `${after.start}–${after.end}`, stays].filter(Boolean).join(' '),
  ),
  problems,
})

describe('a shift', () => {
  it('says when a row could end that would run into one that stays, and shortens it where that is asked for', () => {
    const plan = planShift(afternoon, shift('11:00', 15, pinned('lunch')))
    expect(plan.problems).toEqual([{ kind: 'overlaps', ids: ['modules', 'lunch'], until: '13:00' }])
    const shorter = planShift(afternoon, {
      ...shift('11:00', 15, pinned('lunch')),
      shortened: new Set(['modules', 'components']),
    })
    expect(summary(shorter)).toMatchObject({
      rows: ['modules 11:55–13:00', 'lunch 13:00–15:00 pinned', 'components 15:15–16:15', {}, {}].map(
        (one) => (typeof one === 'string' ? one : expect.any(String)),
      ),
      problems: [],
    })
  })

  it('cannot shorten a row that would begin after what stays has begun', () => {
    const plan = planShift([row('a', '09:00', '10:00'), row('b', '10:00', '11:00')], {
      ...shift('09:00', 75, pinned('b')),
      shortened: new Set(['a']),
    })
    expect(plan.problems).toEqual([{ kind: 'overlaps', ids: ['a', 'b'] }])
  })

  it('moves rows that begin at the time or later, except pinned ones', () => {
    expect(summary(planShift(afternoon, shift('12:00', 15, pinned('lunch'))))).toEqual({
      rows: [
        'modules 11:40–12:50 earlier',
        'lunch 13:00–15:00 pinned',
        'components 15:15–16:15',
        'dialogue 16:25–17:15',
        'way-ahead 17:15–18:15',
      ],
      problems: [],
    })
  })

  it('reports rows that would move into a pinned row or past it', () => {
    const problems = (minutes: number) =>
      planShift(afternoon, shift('11:00', minutes, pinned('lunch'))).problems
    expect(problems(10)).toEqual([])
    expect(problems(15)).toEqual([{ kind: 'overlaps', ids: ['modules', 'lunch'], until: '13:00' }])
    expect(problems(200)).toEqual([{ kind: 'passes', ids: ['modules', 'lunch'] }])
  })

  it('reports rows that would move into an earlier row', () => {
    expect(planShift(afternoon, shift('15:00', -15)).problems).toEqual([
      { kind: 'overlaps', ids: ['components', 'lunch'] },
    ])
    expect(planShift(afternoon, shift('16:00', -10)).problems).toEqual([])
  })

  it('uses up free time between moving rows with absorbGaps', () => {
    expect(summary(planShift(afternoon, shift('15:00', 15, { absorbGaps: true }))).rows.slice(2)).toEqual([
      'components 15:15–16:15',
      'dialogue 16:15–17:05',
      'way-ahead 17:05–18:05',
    ])
    expect(summary(planShift(afternoon, shift('15:00', 10, { absorbGaps: true }))).rows.slice(2)).toEqual([
      'components 15:10–16:10',
      'dialogue 16:10–17:00 absorbed',
      'way-ahead 17:00–18:00 absorbed',
    ])
  })

  it('finds no free time while another row lasts', () => {
    const long = row('long', '09:00', '12:00', { rooms: ['hall'] })
    const short = row('short', '09:10', '09:20', { rooms: ['annex'] })
    const next = row('next', '12:00', '13:00', { rooms: ['hall'] })
    expect(summary(planShift([long, short, next], shift('09:00', 15, { absorbGaps: true })))).toEqual({
      rows: ['long 09:15–12:15', 'short 09:25–09:35', 'next 12:15–13:15'],
      problems: [],
    })
  })

  it('to an earlier time does not change free time', () => {
    expect(summary(planShift(afternoon, shift('16:00', -10, { absorbGaps: true }))).rows.slice(2)).toEqual([
      'components 15:00–16:00 earlier',
      'dialogue 16:00–16:50',
      'way-ahead 16:50–17:50',
    ])
  })

  it('never moves a row out of the day', () => {
    expect(planShift(afternoon, shift('17:00', 419)).problems).toEqual([])
    expect(planShift(afternoon, shift('17:00', 420)).problems).toEqual([
      { kind: 'outsideDay', ids: ['way-ahead'] },
    ])
    expect(planShift([modules], shift('11:00', -701)).problems).toEqual([
      { kind: 'outsideDay', ids: ['modules'] },
    ])
  })

  it('does not move cancelled rows, and ignores them as obstacles', () => {
    const off = { ...dialogue, cancelled: true }
    expect(summary(planShift([components, off], shift('15:00', 30)))).toEqual({
      rows: ['components 15:30–16:30', 'dialogue 16:10–17:00 cancelled'],
      problems: [],
    })
  })
})

describe('for every day and every shift', () => {
  const time = fc
    .integer({ min: 0, max: 287 })
    .map(
      (step) =>
        `${String(Math.floor(step / 12)).padStart(2, '0')}:${String((step % 12) * 5).padStart(2, '0')}`,
    )
  const any = fc
    .record({
      rows: day,
      from: time,
      minutes: fc.integer({ min: -36, max: 36 }).map((step) => step * 5),
      pins: fc.array(fc.nat(11), { maxLength: 4 }),
      absorbGaps: fc.boolean(),
    })
    .map(({ rows, from, minutes, pins, absorbGaps }) => ({
      rows,
      wanted: { from, minutes, absorbGaps, pinned: new Set(pins.map((index) => `row-${index}`)) },
    }))
  const holds = (check: (rows: readonly Row[], wanted: Shift, plan: ShiftPlan) => void, numRuns = 500) =>
    fc.assert(
      fc.property(any, ({ rows, wanted }) => check(rows, wanted, planShift(rows, wanted))),
      { numRuns },
    )
  const outcome = (plan: ShiftPlan) => plan.rows.map((one) => one.after)
  const byId = (rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

  it('rows that are pinned, earlier or cancelled do not move', () => {
    holds((_, { from, pinned: pins }, plan) => {
      for (const one of plan.rows) {
        if (pins.has(one.before.id) || one.before.start < from || one.before.cancelled) {
          expect(one.after).toEqual(one.before)
        }
      }
    })
  })

  it('only times change, and lengths stay the same', () => {
    const length = ({ start, end }: Row) =>
      (Date.parse(`1970-01-02T${end}Z`) - Date.parse(`1970-01-01T${start}Z`)) % 86_400_000
    holds((_, __, plan) => {
      for (const one of plan.rows) {
        expect(length(one.after)).toBe(length(one.before))
        expect({ ...one.after, start: '', end: '' }).toEqual({ ...one.before, start: '', end: '' })
      }
    })
  })

  it('no row moves further than requested, or in the other direction', () => {
    const minutesBetween = (a: string, b: string) =>
      (Date.parse(`1970-01-01T${b}Z`) - Date.parse(`1970-01-01T${a}Z`)) / 60_000
    holds((_, { minutes, absorbGaps }, plan) => {
      for (const { before, after: then } of movedIn(plan)) {
        const by = minutesBetween(before.start, then.start)
        expect(Math.sign(by)).toBe(Math.sign(minutes))
        expect(Math.abs(by)).toBeLessThanOrEqual(Math.abs(minutes))
        if (!absorbGaps || minutes < 0) expect(by).toBe(minutes)
      }
    })
  })

  it('a plan without problems keeps the order of conflicting rows and of moving rows', () => {
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: each pair of lines is compared.
    holds((_, __, plan) => {
      if (plan.problems.length > 0) return
      const moved = new Set(movedIn(plan).map(({ before }) => before.id))
      for (const a of plan.rows) {
        for (const b of plan.rows) {
          const bound =
            conflictKindOf(a.before, b.before) || (moved.has(a.before.id) && moved.has(b.before.id))
          if (bound && a.before.end <= b.before.start) {
            expect([a.before.id, b.before.id, a.after.end <= b.after.start]).toEqual([
              a.before.id,
              b.before.id,
              true,
            ])
          }
        }
      }
    })
  })

  it('there is no new conflict, unless the plan reports it', () => {
    const pairs = (rows: readonly Row[]) => conflictsOf(rows).map(({ ids }) => ids.toSorted().join())
    holds((rows, _, plan) => {
      const known = new Set(pairs(rows))
      const named = new Set(plan.problems.map(({ ids }) => ids.toSorted().join()))
      expect(pairs(outcome(plan)).filter((pair) => !known.has(pair) && !named.has(pair))).toEqual([])
    })
  })

  it('the old times can be restored exactly', () => {
    holds((rows, _, plan) => {
      expect(byId(plan.rows.map(({ before }) => before))).toEqual(byId(rows))
    }, 100)
  })

  it('a shift by 0 minutes changes nothing', () => {
    holds((rows, wanted) => {
      expect(planShift(rows, { ...wanted, minutes: 0 })).toMatchObject({ problems: [] })
      expect(byId(outcome(planShift(rows, { ...wanted, minutes: 0 })))).toEqual(byId(rows))
    }, 100)
  })

  it('a shift back restores the times, where no gap was used up', () => {
    let done = 0
    holds((rows, wanted, _) => {
      const minutes = Math.abs(wanted.minutes)
      const there = planShift(rows, { ...wanted, minutes, absorbGaps: false })
      const start = Date.parse(`1970-01-01T${wanted.from}Z`) + minutes * 60_000
      if (there.problems.length > 0 || start >= 86_400_000) return
      const from = new Date(start).toISOString().slice(11, 16)
      const back = planShift(outcome(there), { ...wanted, from, minutes: -minutes, absorbGaps: false })
      // Lines that were apart may only meet again where they met before.
      const known = new Set(conflictsOf(rows).map(({ ids }) => ids.toSorted().join()))
      expect(back.problems.filter(({ ids }) => !known.has(ids.toSorted().join()))).toEqual([])
      expect(byId(outcome(back))).toEqual(byId(rows))
      done++
    })
    expect(done).toBeGreaterThan(50)
  })
})
