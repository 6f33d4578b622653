import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { noteId } from '#src/model/note.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { editionFindings } from '#studio/findings/edition-findings.ts'
import { authorsOf, notedDocuments, notesFound } from '#studio/notes/edition-notes.ts'
import { notedField } from '#studio/notes/noted-field.ts'
import { notesByDocument } from '#studio/notes/notes-store.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { stored, words } from '../seed/stored.ts'

const to = (_ref: string) => ({ _type: 'reference', _ref })
const note = (key: string, document: string, hour: number, more: object = {}) => ({
  ...{ _id: noteId(key), _type: 'note', document, text: `Note ${key}`, isDone: false },
  ...{ author: { id: 'e1', name: 'Amina' }, at: `2026-11-12T${String(hour).padStart(2, '0')}:00:00.000Z` },
  ...more,
})
const documents: readonly RawDocument[] = [
  { _id: 'e26', _type: 'edition', title: words({ en: 'Quito' }) },
  {
    ...{ _id: 'opening', _type: 'session', edition: to('e26'), title: words({ en: 'Opening' }) },
    contributors: [{ _key: 'a', contributor: to('ines') }],
  },
  { _id: 'ines', _type: 'contributor', name: words({ en: 'Inés Núñez' }) },
  { _id: 'page', _type: 'page', title: words({ en: 'Contact' }) },
]
const content = contentVersions(documents)
const all = notesByDocument([
  note('a', 'opening', 11),
  note('b', 'opening', 9, { isDone: true }),
  note('c', 'ines', 10, { author: { id: 'e2', name: 'Karim' }, text: 'Portrait by Friday' }),
  note('d', 'page', 8),
  note('e', 'gone', 7, { author: { id: 'e2', name: 'K. Osman' } }),
])
const ids = (found: ReturnType<typeof notesFound>) =>
  found.map(({ id, notes }) => [id, ...notes.map(({ _id }) => _id.slice(5))])
const everything = { author: undefined, search: '', withDone: false }

describe('the notes of an edition', () => {
  const noted = notedDocuments(content, all, 'e26')

  it('are those about its documents and its people, the longest open first', () => {
    expect(ids(notesFound(noted, everything))).toEqual([
      ['ines', 'c'],
      ['opening', 'a'],
    ])
    expect(ids(notesFound(noted, { ...everything, withDone: true }))).toEqual([
      ['opening', 'b', 'a'],
      ['ines', 'c'],
    ])
  })

  it('of everything have also those about what was deleted', () => {
    expect(ids(notesFound(notedDocuments(content, all, undefined), everything))).toEqual([
      ['gone', 'e'],
      ['page', 'd'],
      ['ines', 'c'],
      ['opening', 'a'],
    ])
  })

  it('are found by who wrote them, by document and by their words, without accents', () => {
    expect(ids(notesFound(noted, { ...everything, author: 'e1' }))).toEqual([['opening', 'a']])
    expect(ids(notesFound(noted, { ...everything, search: 'nunez friday' }))).toEqual([['ines', 'c']])
    expect(ids(notesFound(noted, { ...everything, search: 'note a' }))).toEqual([['opening', 'a']])
  })

  it('have authors by the name that they had last', () => {
    expect(authorsOf(notedDocuments(content, all, undefined))).toEqual([
      { id: 'e1', name: 'Amina' },
      { id: 'e2', name: 'Karim' },
    ])
  })
})

it('a field is named by its label, with its language where it is a text of one', () => {
  const session = { _id: 's', _type: 'session', title: [{ _key: 'x', language: 'fr', value: 'Ouverture' }] }
  expect(notedField(session, 'title[_key=="x"].value')).toBe('Title (Français)')
  expect(notedField(session, 'title[_key=="gone"].value')).toBe('Title')
  expect(notedField(undefined, 'start')).toBe('Start')
  expect(notedField(session, 'links[_key=="a"].url')).toBe('Web address')
})

describe('the findings of an edition', () => {
  it('are none for the default content', () => {
    const found = editionFindings(contentVersions(stored), emptyLedger, 'edition-2019')
    expect(found).toEqual({ faults: [], warnings: [], untranslated: [] })
  })

  it('are those of drafts as they are, with missing translations apart', () => {
    const sendai = stored.find(({ _id }) => _id === 'session-sendai')
    const draft = {
      ...sendai,
      _id: 'drafts.session-sendai',
      _type: 'session',
      end: '10:00',
      title: words({ en: 'Sendai' }),
    }
    const content = contentVersions([...stored, { ...draft, _updatedAt: '2026-01-01T00:00:00Z' }])
    const { faults, warnings, untranslated } = editionFindings(content, emptyLedger, 'edition-2019')
    expect(faults.map(({ documentId, code }) => [documentId, code])).toEqual([
      ['session-sendai', 'endsBeforeStart'],
    ])
    expect(warnings).toEqual([])
    expect(untranslated.map(({ path, locale }) => [path, locale])).toEqual([
      ['title', 'fr'],
      ['title', 'es'],
    ])
    expect(editionFindings(content, emptyLedger, 'edition-2022').faults).toEqual([])
  })

  it('have those of the people who take part in it, and none of others', () => {
    const person = { _id: 'ruiz', _type: 'contributor', kind: 'person', _updatedAt: '2026-01-01T00:00:00Z' }
    const faultsOf = (documents: readonly RawDocument[]) =>
      editionFindings(contentVersions([...documents, person]), emptyLedger, 'edition-2019').faults.map(
        ({ documentId, path }) => [documentId, path],
      )
    expect(faultsOf(stored)).toEqual([])
    const contributors = [{ _key: 'a', _type: 'contribution', contributor: to('ruiz') }]
    const taking = stored.map((one) => (one._id === 'session-sendai' ? { ...one, contributors } : one))
    expect(faultsOf(taking)).toEqual([['ruiz', 'name']])
  })
})
