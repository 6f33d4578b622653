import { describe, expect, it } from 'vitest'
import type { Change } from '#src/model/change.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { cancelled, movedTo, reinstated } from '#src/programme/move.ts'

const room = (id: string) => ({ _type: 'reference', _ref: id })
const rooms = (...ids: string[]) => ids.map((id) => ({ _key: `to-${id}`, ...room(id) }))
const times = { date: '2019-11-12', start: '11:00', end: '11:40' }
const session: RawDocument = { _id: 'session-sendai', _type: 'session', part: room('part-2'), ...times }
const from = (start: string, end: string) => ({ _type: 'movedFrom', date: '2019-11-12', start, end })

const applied = (document: RawDocument, { set, unset }: Change): RawDocument => {
  const all: RawDocument = { ...document, ...set }
  return { ...all, ...Object.fromEntries(unset.map((field) => [field, undefined])) }
}

describe('moving a session', () => {
  it('that is not published changes only its times', () => {
    expect(movedTo(session, undefined, { start: '11:15', end: '11:55' })).toEqual({
      set: { start: '11:15', end: '11:55' },
      unset: [],
    })
  })

  it('that is published sets “moved” and the announced time', () => {
    expect(movedTo(session, session, { start: '11:15', end: '11:55' })).toEqual({
      set: { start: '11:15', end: '11:55', status: 'moved', movedFrom: from('11:00', '11:40') },
      unset: [],
    })
  })

  it('that was moved before keeps the time that was announced first', () => {
    const published = {
      ...session,
      start: '11:15',
      end: '11:55',
      status: 'moved',
      movedFrom: from('11:00', '11:40'),
    }
    expect(movedTo(published, published, { start: '11:30', end: '12:10' }).set).toEqual({
      start: '11:30',
      end: '12:10',
      status: 'moved',
      movedFrom: from('11:00', '11:40'),
    })
  })

  it('back to the announced time makes it “scheduled” again', () => {
    const published = {
      ...session,
      start: '11:15',
      end: '11:55',
      status: 'moved',
      movedFrom: from('11:00', '11:40'),
    }
    expect(movedTo(published, published, { start: '11:00', end: '11:40' })).toEqual({
      set: { start: '11:00', end: '11:40', status: 'scheduled' },
      unset: ['movedFrom'],
    })
    const draft = applied(session, movedTo(session, session, { start: '12:00', end: '12:40' }))
    expect(applied(draft, movedTo(draft, session, { start: '11:00', end: '11:40' }))).toEqual({
      ...session,
      status: 'scheduled',
      movedFrom: undefined,
    })
  })

  it('with an incomplete announced time takes the rest from the published session', () => {
    const published = { ...session, start: '11:15', status: 'moved', movedFrom: { start: '11:00' } }
    expect(movedTo(published, published, { start: '11:20' }).set.movedFrom).toEqual(from('11:00', '11:40'))
  })

  it('to a first room, to no room or to another part does not change its status', () => {
    expect(movedTo(session, session, { rooms: ['hall'], part: 'part-3' })).toEqual({
      set: { rooms: rooms('hall'), part: room('part-3') },
      unset: [],
    })
    const inHall = { ...session, rooms: rooms('hall') }
    expect(movedTo(inHall, inHall, { rooms: [] })).toEqual({ set: {}, unset: ['rooms'] })
    expect(movedTo(inHall, inHall, { rooms: ['hall', 'annex'] })).toEqual({
      set: { rooms: rooms('hall', 'annex') },
      unset: [],
    })
  })

  it('that is published to another room sets “moved” and the announced place, until it is back there', () => {
    const published = { ...session, rooms: rooms('hall', 'annex') }
    const moved = applied(published, movedTo(published, published, { rooms: ['terrace', 'annex'] }))
    expect(moved).toEqual({
      ...session,
      rooms: rooms('terrace', 'annex'),
      status: 'moved',
      movedFrom: { ...from('11:00', '11:40'), rooms: rooms('hall', 'annex') },
    })
    const further = applied(moved, movedTo(moved, moved, { rooms: ['cellar'], start: '11:20' }))
    expect(further.movedFrom).toEqual({ ...from('11:00', '11:40'), rooms: rooms('hall', 'annex') })
    const back = { rooms: ['hall', 'annex'], start: '11:00' }
    expect(applied(further, movedTo(further, further, back))).toEqual({
      ...published,
      status: 'scheduled',
      movedFrom: undefined,
    })
  })

  it('keeps the stored items of rooms that it keeps', () => {
    const stored = [{ _key: 'room', _type: 'reference', _ref: 'hall', _weak: true }]
    expect(movedTo({ ...session, rooms: stored }, undefined, { rooms: ['annex', 'hall'] }).set.rooms).toEqual(
      [...rooms('annex'), ...stored],
    )
  })

  it('to its present place changes nothing', () => {
    const there = { ...times, rooms: [], part: 'part-2' }
    expect(movedTo(session, session, there)).toEqual({ set: {}, unset: [] })
  })

  it('that is cancelled leaves it cancelled', () => {
    const off = { ...session, status: 'cancelled' }
    expect(movedTo(off, session, { start: '11:15' })).toEqual({ set: { start: '11:15' }, unset: [] })
  })
})

it('moving a break changes only its times', () => {
  const lunch = { ...session, _type: 'break' }
  expect(movedTo(lunch, lunch, { end: '12:00' })).toEqual({ set: { end: '12:00' }, unset: [] })
})

describe('cancelling a session', () => {
  const off = { ...session, status: 'cancelled' }

  it('changes only its status', () => {
    expect(cancelled(session)).toEqual({ set: { status: 'cancelled' }, unset: [] })
    expect(cancelled(off)).toEqual({ set: {}, unset: [] })
  })

  it('can be taken back: the session is then “scheduled” or “moved”, depending on its time', () => {
    expect(reinstated(off, session)).toEqual({ set: { status: 'scheduled' }, unset: [] })
    expect(reinstated({ ...off, start: '11:20' }, session)).toEqual({
      set: { status: 'moved', movedFrom: from('11:00', '11:40') },
      unset: [],
    })
    expect(reinstated(off, undefined)).toEqual({ set: { status: 'scheduled' }, unset: [] })
    expect(reinstated(session, session)).toEqual({ set: {}, unset: [] })
  })
})
