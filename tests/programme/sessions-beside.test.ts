import { describe, expect, it } from 'vitest'
import { documentsOf } from '#src/programme/documents.ts'
import { listedBeside } from '#src/programme/rooms.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

/** A session of the edition of 2019, on its day. */
const session = (id: string, start: string, end: string, fields: object = {}) => ({
  ...{ _id: id, _type: 'session', _updatedAt: '', edition: { _ref: 'edition-2019' } },
  ...{ title: words({ en: id }), slug: [], date: '2019-11-12', start, end, ...fields },
})
const inPart = (nth: number) => ({ part: { _ref: `part-${nth}` } })

function asked(documents: Parameters<typeof examine>[0]) {
  const { snapshot, faults } = examine(documents)
  if (!snapshot) throw new Error(JSON.stringify(faults))
  const all = documentsOf(snapshot)
  return {
    isParallel: all.runsSideBySide('edition-2019'),
    beside: (id: string) => all.sessionsBeside(id).map(({ _id }) => _id),
    around: (id: string) => {
      const { previous, next } = all.sessionsAround(id)
      return [previous?._id, next?._id]
    },
    naming: (id: string) => all.sessionsNaming(id).map(({ _id }) => _id),
  }
}

describe('where sessions follow one another', () => {
  const one = asked(stored)

  it('those beside a session are the others of its part, and those around it go by time', () => {
    expect(one.isParallel).toBe(false)
    expect(one.beside('session-opening')).toEqual(['session-ground-rules'])
    expect(one.around('session-taking-stock')).toEqual(['session-ground-rules', 'session-sendai'])
  })

  it('an end at the start of the next one is not at the same time, at midnight either', () => {
    const evening = session('evening', '22:00', '00:00')
    expect(asked([...stored, evening, session('night', '00:00', '01:00')]).isParallel).toBe(false)
    expect(asked([...stored, evening, session('late', '23:59', '01:00')]).isParallel).toBe(true)
  })

  it('so they do where one is cancelled and another takes its time', () => {
    const instead = session('instead', '17:00', '18:00', inPart(3))
    const replaced = asked([...changed('session-way-ahead', { status: 'cancelled' }), instead])
    expect(replaced.isParallel).toBe(false)
    expect(replaced.beside('session-opening')).toEqual(['session-ground-rules'])
    expect(asked([...stored, instead]).isParallel).toBe(true)
  })
})

describe('where sessions run side by side', () => {
  const two = asked([
    ...changed('session-way-ahead', { status: 'cancelled' }),
    session('long', '17:10', '20:00', inPart(1)),
    session('short', '17:20', '17:30', inPart(3)),
    session('after', '19:00', '00:30', inPart(1)),
    session('alone', '21:00', '22:00'),
  ])

  it('those beside a session take place while it does, but for what is cancelled', () => {
    expect(two.isParallel).toBe(true)
    expect(two.beside('long')).toEqual(['short', 'after'])
    expect(two.beside('short')).toEqual(['long'])
    expect(two.beside('after')).toEqual(['long', 'alone'])
    expect(two.beside('session-way-ahead')).toEqual(['long', 'short'])
    expect(two.beside('session-opening')).toEqual([])
  })

  it('those around it are of its part, or have none either', () => {
    expect(two.around('session-ground-rules')).toEqual(['session-opening', 'long'])
    expect(two.around('after')).toEqual(['long', undefined])
    expect(two.around('alone')).toEqual([undefined, undefined])
  })

  it('a page that leads to a session is among those that a change of it may change', () => {
    const ids = [
      'session-opening',
      'session-ground-rules',
      'session-way-ahead',
      'long',
      'short',
      'after',
      'alone',
    ]
    for (const id of ids)
      for (const other of [...two.beside(id), ...two.around(id)])
        if (other !== undefined) expect(two.naming(other), `${id} leads to ${other}`).toContain(id)
  })

  it('are listed by start, then by part, then by room', () => {
    const room = (_id: string, name: string) => ({
      ...{ _id, _type: 'room', _updatedAt: '', edition: { _ref: 'edition-2019' } },
      ...{ name: words({ en: name }), slug: [] },
    })
    const inRoom = (id: string) => ({ rooms: [{ _key: id, _ref: id }] })
    const { snapshot } = examine([
      ...[...stored, room('x', 'Room 10'), room('y', 'Room 2')],
      session('here', '20:00', '22:00', inPart(1)),
      session('a', '21:00', '22:00', inPart(1)),
      session('b', '20:00', '21:00', { ...inPart(2), ...inRoom('x') }),
      session('c', '20:00', '21:00', { ...inPart(2), ...inRoom('y') }),
      session('d', '20:00', '21:00', inPart(1)),
    ])
    if (!snapshot) throw new Error('no snapshot')
    const documents = documentsOf(snapshot)
    const here = documents.session('here')
    expect(here && listedBeside(here, documents).map(({ _id }) => _id)).toEqual(['d', 'c', 'b', 'a'])
  })

  it('are eight at most', () => {
    const many = Array.from({ length: 12 }, (_, nth) => session(`hall-${nth}`, '20:00', '21:00'))
    expect(asked([...stored, ...many]).beside('hall-0')).toHaveLength(8)
  })
})
