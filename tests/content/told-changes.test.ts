import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { contentOf } from '#src/content/content.ts'
import { lineText, pageMark, rowMark, toldDays, toldLines } from '#src/content/told-changes.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument, Session } from '#src/model/schema.ts'
import type { Facts, SessionChange } from '#src/programme/session-changes.ts'
import { examine } from '#src/rules/examine.ts'
import { stored, words } from '../seed/stored.ts'

const documents: readonly RawDocument[] = [
  ...stored,
  ...['a', 'b'].map((letter) => ({
    ...{ _id: `room-${letter}`, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', slug: [] },
    ...{ edition: { _ref: 'edition-2019' }, name: words({ en: `Room ${letter.toUpperCase()}` }) },
  })),
  ...['Ann Other', 'ليلى'].map((name, index) => ({
    ...{ _id: `person-${index}`, _type: 'contributor', _updatedAt: '2019-11-01T08:00:00Z', kind: 'person' },
    ...{ name: words({ en: name }), sortName: words({ en: name }), slug: [] },
  })),
]
const contentAt = (time: string, all = documents, ledger = emptyLedger) => {
  const { snapshot, faults } = examine(all, ledger)
  if (snapshot === undefined) throw new Error(JSON.stringify(faults))
  return contentOf({ snapshot, ledger, now: Date.parse(time) })
}
const content = contentAt('2019-11-12T10:00Z')
const told = (change: Partial<SessionChange>, locale: Locale) =>
  toldLines(
    { session: 'session-sendai', began: '', at: '', before: {}, after: {}, ...change },
    { ...content, locale },
  ).map(lineText)
const at = (start: string, end: string, date = '2019-11-12'): Partial<Facts> => ({
  times: { date, start, end },
})

describe('a change in words', () => {
  it('says from when to when a session was moved, with its end or its day where these are others', () => {
    const moved = { before: at('10:00', '10:45'), after: at('10:15', '11:00') }
    expect(told(moved, 'en')).toEqual(['Moved from 10:00 to 10:15'])
    expect(told(moved, 'fr')).toEqual(['Déplacée de 10:00 à 10:15'])
    expect(told(moved, 'es')).toEqual(['Nuevo horario: 10:15 (antes, 10:00)'])
    expect(told({ ...moved, after: at('10:15', '11:15') }, 'en')).toEqual(['Moved from 10:00 to 10:15–11:15'])
    expect(told({ ...moved, after: at('10:00', '11:00') }, 'en')).toEqual(['Now ends at 11:00, not at 10:45'])
    expect(told({ ...moved, after: at('23:30', '00:15', '2019-11-13') }, 'en')).toEqual([
      'Moved from Tuesday 12 November, 10:00 to Wednesday 13 November, 23:30',
    ])
  })

  it('names rooms, people and earlier titles with their languages, and no name that is gone', () => {
    expect(told({ before: { rooms: ['room-a'] }, after: { rooms: ['room-a', 'room-b'] } }, 'fr')).toEqual([
      'Changement de salle\u00a0: Room A et Room B',
    ])
    expect(told({ before: { rooms: ['room-a'] }, after: { rooms: [] } }, 'en')).toEqual([
      'Room to be confirmed',
    ])
    const people = { before: { people: ['gone', 'person-0'] }, after: { people: ['person-1'] } }
    const change: SessionChange = { session: 'session-sendai', began: '', at: '', ...people }
    expect(toldLines(change, { ...content, locale: 'en' })).toEqual([
      ['Also with ', { value: 'ليلى', lang: '' }],
      ['No longer with ', { value: 'Ann Other', lang: '' }],
    ])
    const renamed = { before: { titles: { fr: 'Avant' } }, after: { titles: { fr: 'Après' } } }
    expect(told(renamed, 'en')).toEqual(['Earlier title: “Avant”'])
    expect(told({ ...renamed, before: { titles: { fr: 'Après', es: 'Antes' } } }, 'fr')).toEqual([])
  })

  it('is one for each session and day of the edition, the latest first', () => {
    const change = (session: string, time: string, from: string, to: string): SessionChange => ({
      ...{ session, began: time, at: time },
      ...{ before: at(from, '12:00'), after: at(to, '12:00') },
    })
    const changes = [
      change('session-opening', '2019-11-10T21:59:00Z', '09:00', '09:10'),
      // In Durban it is the next day.
      change('session-sendai', '2019-11-10T22:01:00Z', '10:00', '10:10'),
      change('session-opening', '2019-11-11T08:00:00Z', '09:10', '09:20'),
      change('session-sendai', '2019-11-11T09:00:00Z', '10:10', '10:20'),
    ]
    const days = toldDays(changes, 'Africa/Johannesburg', { ...content, locale: 'en' })
    expect(
      days.map(({ date, changes: ofDay }) => [
        date,
        ...ofDay.map(({ session, lines }) => [session, ...lines.map(lineText)]),
      ]),
    ).toEqual([
      [
        '2019-11-11',
        ['session-sendai', 'Moved from 10:00 to 10:20–12:00'],
        ['session-opening', 'Moved from 09:10 to 09:20–12:00'],
      ],
      ['2019-11-10', ['session-opening', 'Moved from 09:00 to 09:10–12:00']],
    ])
  })
})

describe('the mark of a change', () => {
  const session = (fields: Partial<Session>): Session => {
    const found = content.documents.session('session-sendai')
    if (found === undefined) throw new Error('no session')
    return { ...found, ...fields }
  }
  const change: SessionChange = {
    ...{ session: 'session-sendai', began: '', at: '' },
    before: { ...at('10:00', '10:45'), rooms: ['room-a'], people: [] },
    after: { ...at('10:15', '11:00'), rooms: ['room-b'], people: ['person-0'] },
  }
  const page = (fields: Partial<Session>) =>
    pageMark(session(fields), change, { ...content, locale: 'en' }).map(lineText)

  it('says what the status of the session does not say', () => {
    expect(rowMark(session({}), change, 'en')).toEqual({ word: 'session.movedFromHere', from: '10:00' })
    expect(page({})).toEqual(['Moved from 10:00 to 10:15', 'Now in Room B', 'Also with Ann Other'])
    const moved: Partial<Session> = {
      status: 'moved',
      movedFrom: { date: undefined, start: '10:00', end: undefined, rooms: [] },
    }
    expect(rowMark(session(moved), change, 'en')).toEqual({ word: 'change.mark.rooms' })
    expect(page(moved)).toEqual(['Now in Room B', 'Also with Ann Other'])
    expect(rowMark(session({ status: 'cancelled' }), change, 'en')).toBeUndefined()
    expect(rowMark(session({}), undefined, 'en')).toBeUndefined()
  })

  it('stands for a day after the change, by the moment of the release', () => {
    const { ledger } = content
    const moved = documents.map((one) =>
      one._id === 'session-sendai' ? { ...one, start: '11:10', _updatedAt: '2019-11-12T08:14:05.200Z' } : one,
    )
    const markAt = (time: string) => contentAt(time, moved, ledger).moment
    expect(markAt('2019-11-12T08:14:04Z').changeOf('session-sendai')).toBeUndefined()
    expect(markAt('2019-11-12T08:14:05Z').changeOf('session-sendai')?.after).toMatchObject({
      times: { start: '11:10' },
    })
    const { changeOf, since, span } = markAt('2019-11-13T08:14:04Z')
    expect([changeOf('session-sendai') !== undefined, since, span.until]).toEqual([
      ...[true, '2019-11-12T08:14:05.000Z', Date.parse('2019-11-13T08:14:05Z')],
    ])
    expect(markAt('2019-11-13T08:14:05Z').changeOf('session-sendai')).toBeUndefined()
    expect(markAt('2019-11-13T08:14:05Z').lastChange('edition-2019')).toBe('2019-11-12T08:14:05Z')
    expect(markAt('2019-11-13T08:14:05Z').lastChange('edition-2022')).toBeUndefined()
  })
})
