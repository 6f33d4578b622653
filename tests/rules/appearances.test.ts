import { describe, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

/** Where a document appears, as `kind id`. */
function appearances(id: string, documents: readonly RawDocument[] = stored): string[] {
  const { snapshot } = examine(documents)
  return snapshot ? appearancesOf(id, snapshot).map(({ kind, id: of }) => `${kind} ${of}`) : []
}

const ofProgramme = ['programme edition-2019', 'myProgramme edition-2019']

describe('the pages of', () => {
  it('a session are its own page, then the closest pages', () => {
    expect(appearances('session-sendai')).toEqual([
      'session session-sendai',
      'part part-2',
      ...ofProgramme,
      'edition edition-2019',
    ])
  })

  it('a part are its page, the programme and the edition’s page', () => {
    expect(appearances('part-2')).toEqual(['part part-2', ...ofProgramme, 'edition edition-2019'])
  })

  it('an edition are also the forum’s page and those of its sessions, which show its city', () => {
    expect(appearances('edition-2019')).toEqual([
      'edition edition-2019',
      ...ofProgramme,
      'forum forum',
      'session session-dialogue',
      'session session-ground-rules',
      'session session-key-components',
      'session session-modules',
      'session session-opening',
      'session session-sendai',
      'session session-taking-stock',
      'session session-way-ahead',
    ])
  })

  it('an edition with a notice are also those of its parts', () => {
    const told = changed('edition-2019', { notice: { text: words({ en: 'Doors open late.' }) } })
    const parts = appearances('edition-2019', told).filter((page) => page.startsWith('part'))
    expect(parts).toEqual(['part part-1', 'part part-2', 'part part-3'])
  })

  it('a break are only the programme', () => {
    expect(appearances('break-lunch')).toEqual(['programme edition-2019'])
  })

  it('a contributor are its own, those of its sessions, and that of all people', () => {
    expect(appearances('un-habitat')).toEqual([
      'contributor un-habitat',
      'session session-sendai',
      'part part-2',
      'programme edition-2019',
      'people people',
    ])
  })

  it('a contributor are listed once each, and only in its editions', () => {
    const part = {
      ...stored.find(({ _id }) => _id === 'part-1'),
      _id: 'later',
      edition: { _ref: 'edition-2022' },
    }
    const sendai = stored.find(({ _id }) => _id === 'session-sendai')
    const later = {
      ...sendai,
      _id: 'session-later',
      edition: { _ref: 'edition-2022' },
      part: { _ref: 'later' },
      date: '2022-10-11',
    }
    const beside = { ...sendai, _id: 'session-beside', start: '12:00', end: '12:30' }
    const documents = [
      ...stored,
      { ...part, _type: 'part' },
      { ...later, _type: 'session' },
      { ...beside, _type: 'session' },
    ]
    expect(appearances('session-later', documents)).toEqual([
      'session session-later',
      'part later',
      'programme edition-2022',
      'myProgramme edition-2022',
      'edition edition-2022',
    ])
    expect(appearances('un-habitat', documents)).toEqual([
      'contributor un-habitat',
      'session session-beside',
      'session session-later',
      'session session-sendai',
      'part part-2',
      'part later',
      'programme edition-2019',
      'programme edition-2022',
      'people people',
    ])
    expect(appearances('edition-2022', documents)).toEqual([
      'edition edition-2022',
      'programme edition-2022',
      'myProgramme edition-2022',
      'forum forum',
      'session session-later',
    ])
  })

  it('a room are its own, that of all rooms, and those of its sessions', () => {
    const room = {
      _id: 'hall',
      _type: 'room',
      _updatedAt: '',
      edition: { _ref: 'edition-2019' },
      name: [{ _key: 'a', language: 'en', value: 'Hall' }],
    }
    const rooms = [{ _key: 'a', _ref: 'hall' }]
    const own = ['room hall', 'rooms edition-2019']
    const pages = [
      ...[...own, 'session session-sendai', 'part part-2'],
      ...['programme edition-2019', 'myProgramme edition-2019'],
    ]
    for (const held of [{ rooms }, { status: 'moved', movedFrom: { rooms } }])
      expect(appearances('hall', [...changed('session-sendai', held), room])).toEqual(pages)
    expect(appearances('hall', [...stored, room])).toEqual(own)
    // What its page lists of others.
    const held = [...changed('session-sendai', { rooms }), room]
    for (const id of ['session-sendai', 'part-2', 'edition-2019'])
      expect(appearances(id, held)).toContain('room hall')
    expect(appearances('edition-2019', held)).toContain('rooms edition-2019')
    expect(appearances('session-way-ahead', held)).not.toContain('room hall')
  })

  it('a strategy section are the strategy and the forum’s page', () => {
    expect(appearances('co-creating')).toEqual(['strategy strategy', 'forum forum'])
  })

  it('the forum and a page of the footer are only their own', () => {
    expect(appearances('forum')).toEqual(['forum forum'])
    expect(appearances('privacy')).toEqual(['page privacy'])
  })

  it('a session without a part are its own and those of its edition', () => {
    const apart = changed('session-sendai', { part: undefined })
    expect(appearances('session-sendai', apart)).toEqual([
      'session session-sendai',
      'programme edition-2019',
      'myProgramme edition-2019',
      'edition edition-2019',
    ])
  })

  it('a document with a fault, or without its edition, are none', () => {
    expect(appearances('session-sendai', changed('session-sendai', { end: undefined }))).toEqual([])
    expect(appearances('session-sendai', changed('session-sendai', { edition: { _ref: 'gone' } }))).toEqual(
      [],
    )
    expect(appearances('no-such-document')).toEqual([])
  })
})
