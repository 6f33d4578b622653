import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOf } from '#src/addresses/change-history.ts'
import { emptyLedger, type Ledger, ledgerText, parsedLedger } from '#src/addresses/ledger.ts'
import { addressTable } from '#src/addresses/table.ts'
import type { Session, Snapshot } from '#src/model/schema.ts'
import { appliedTo, type PlannedSessions, toldOf } from '#src/programme/session-changes.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored } from '../seed/stored.ts'

const snapshotOf = (documents: readonly unknown[], ledger: Ledger): Snapshot => {
  const { snapshot } = examine(documents as typeof stored, ledger)
  if (snapshot === undefined) throw new Error('The content has faults.')
  return snapshot
}
const published = (ledger: Ledger, documents: readonly unknown[]) =>
  addressTable(snapshotOf(documents, ledger), ledger).ledger
const first = published(emptyLedger, stored)

const sendai = (_updatedAt: string, fields: Readonly<Record<string, unknown>>) =>
  changed('session-sendai', { _updatedAt, ...fields })
const without = (id: string) => stored.filter(({ _id }) => _id !== id)
const told = ({ changes }: Ledger, edition = 'edition-2019') =>
  (changes[edition] ?? []).map((change) => [
    change.session,
    change.at,
    toldOf(change).map(({ kind }) => kind),
  ])

describe('the history of changes', () => {
  it('begins without any, for the first publication and after a ledger that had none', () => {
    expect(first.changes['edition-2019']).toEqual([])
    const { changes: _changes, ...old } = first
    const ledger = parsedLedger(JSON.stringify(old))
    expect(
      published(ledger, sendai('2019-11-02T08:00:00Z', { start: '10:30' })).changes['edition-2019'],
    ).toEqual([])
  })

  it('has what changed with the time of its document, and nothing where nothing did', () => {
    const moved = sendai('2019-11-02T08:00:00.640Z', { date: '2019-11-12', start: '11:10', end: '11:40' })
    const second = published(first, moved)
    expect(told(second)).toEqual([['session-sendai', '2019-11-02T08:00:00Z', ['moved']]])
    expect(published(second, moved).changes).toEqual(second.changes)
    expect(parsedLedger(ledgerText(second))).toEqual(second)
  })

  it('reads as one change what follows within ten minutes, and as two what follows later', () => {
    const second = published(first, sendai('2019-11-02T08:00:00Z', { start: '11:10' }))
    const third = published(second, sendai('2019-11-02T08:03:00Z', { start: '11:15', rooms: [] }))
    expect(told(third)).toEqual([['session-sendai', '2019-11-02T08:03:00Z', ['moved']]])
    expect(third.changes['edition-2019']?.[0]?.began).toBe('2019-11-02T08:00:00Z')
    const undone = published(third, sendai('2019-11-02T08:09:59Z', {}))
    expect(told(undone)).toEqual([['session-sendai', '2019-11-02T08:09:59Z', ['asBefore']]])
    expect(told(published(third, sendai('2019-11-02T08:10:00Z', {})))).toEqual([
      ['session-sendai', '2019-11-02T08:03:00Z', ['moved']],
      ['session-sendai', '2019-11-02T08:10:00Z', ['moved']],
    ])
  })

  it('tells of what was withdrawn at the time of the newest change, and of what came back', () => {
    const gone = published(first, without('session-sendai'))
    expect(told(gone)).toEqual([['session-sendai', '2019-11-01T08:00:00Z', ['withdrawn']]])
    expect(published(gone, without('session-sendai')).changes).toEqual(gone.changes)
    const back = published(gone, sendai('2019-11-03T08:00:00Z', {}))
    expect(told(back)).toEqual([
      ['session-sendai', '2019-11-01T08:00:00Z', ['withdrawn']],
      ['session-sendai', '2019-11-03T08:00:00Z', ['back']],
    ])
  })

  it('has times that only rise, also after a copy of earlier content was restored', () => {
    const second = published(first, sendai('2019-11-02T08:00:00Z', { status: 'cancelled' }))
    const third = published(second, sendai('2019-10-01T08:00:00Z', {}))
    expect(told(third)).toEqual([['session-sendai', '2019-11-02T08:00:01Z', ['asBefore']]])
  })

  it('tells of a session that goes to another edition in both', () => {
    const moved = sendai('2019-11-02T08:00:00Z', {
      edition: { _ref: 'edition-2022' },
      part: undefined,
      date: '2022-10-11',
    })
    const other = { ...stored.find(({ _id }) => _id === 'session-opening'), _id: 'session-other' }
    const before = published(first, [
      ...stored,
      { ...other, slug: [], part: undefined, edition: { _ref: 'edition-2022' }, date: '2022-10-11' },
    ])
    const ledger = published(before, [
      ...moved,
      { ...other, slug: [], part: undefined, edition: { _ref: 'edition-2022' }, date: '2022-10-11' },
    ])
    expect(told(ledger)).toEqual([['session-sendai', '2019-11-02T08:00:00Z', ['withdrawn']]])
    expect(told(ledger, 'edition-2022')).toEqual([['session-sendai', '2019-11-02T08:00:00Z', ['new']]])
  })

  it('tells nothing of sessions of which the ledger knows too little', () => {
    const permalinks = Object.fromEntries(
      Object.entries(first.permalinks).map(([id, { last: _last, ...record }]) => [id, record]),
    )
    expect(
      told(published({ ...first, permalinks }, sendai('2019-11-02T08:00:00Z', { start: '11:10' }))),
    ).toEqual([])
  })
})

const ids = ['session-opening', 'session-sendai', 'session-way-ahead', 'session-dialogue']
const edit = fc.constantFrom<Partial<Session> | 'withdrawn'>(
  { start: '23:00', end: '00:30' },
  { start: '08:15', end: '08:45' },
  { status: 'cancelled' },
  { contributors: [] },
  // As it was.
  {},
  'withdrawn',
)
/** Publications, some minutes after one another, of one session or of several. */
const publications = fc.array(
  fc.record({
    minutes: fc.integer({ min: 0, max: 20 }),
    edits: fc.dictionary(fc.constantFrom(...ids), edit),
  }),
  { minLength: 1, maxLength: 6 },
)

it('200 random histories: the changes, applied to the first programme, give each later one', () => {
  const original = snapshotOf(stored, emptyLedger)
  const planned = ({ permalinks }: Ledger): PlannedSessions =>
    new Map(
      Object.values(permalinks).flatMap((record) => {
        const facts = record.edition === 'edition-2019' ? factsOf(record) : undefined
        return facts ? [[record.id, facts] as const] : []
      }),
    )
  fc.assert(
    fc.property(publications, (all) => {
      let ledger = addressTable(original, emptyLedger).ledger
      const oldest = planned(ledger)
      let now = Date.parse('2019-11-02T08:00Z')
      let sessions = new Map(original.sessions.map((session) => [session._id, session]))
      for (const { minutes, edits } of all) {
        now += minutes * 60_000
        const _updatedAt = new Date(now).toISOString()
        sessions = new Map(sessions)
        for (const session of original.sessions) {
          const fields = edits[session._id]
          if (fields === 'withdrawn') sessions.delete(session._id)
          else if (fields) sessions.set(session._id, { ...session, ...fields, _updatedAt })
        }
        const snapshot = { ...original, sessions: [...sessions.values()] }
        ledger = addressTable(snapshot, ledger).ledger
        expect(appliedTo(oldest, ledger.changes['edition-2019'] ?? [])).toEqual(planned(ledger))
        // The same again is no change.
        expect(addressTable(snapshot, ledger).ledger.changes).toEqual(ledger.changes)
      }
    }),
    { numRuns: 200 },
  )
})
