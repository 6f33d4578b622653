import { describe, expect, it } from 'vitest'
import { emptyLedger, type Ledger, ledgerText, parsedLedger } from '#src/addresses/ledger.ts'
import { addressTable } from '#src/addresses/table.ts'
import { pageChanges } from '#src/content/changes.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { stored, words } from '../seed/stored.ts'

const slugs = (texts: Readonly<Record<string, string>>) =>
  words(texts, 'Slug').map((item) => ({ ...item, value: { _type: 'slug', current: item.value } }))
const person = (id: string, name: string, more: object = {}): RawDocument => ({
  ...{ _id: id, _type: 'contributor', _updatedAt: '2019-11-01T08:00:00Z', kind: 'person' },
  ...{ name: words({ en: name }), slug: slugs({ en: id }), ...more },
})
const withPeople = (people: readonly RawDocument[], inSession: readonly string[], forum: object = {}) => [
  ...stored.map((document) => {
    if (document._type === 'forum') return { ...document, ...forum }
    if (document._id !== 'session-sendai') return document
    const contributors = inSession.map((_ref) => ({
      ...{ _key: _ref, _type: 'contribution', contributor: { _type: 'reference', _ref } },
    }))
    return { ...document, _updatedAt: `2019-11-02T0${inSession.length}:00:00Z`, contributors }
  }),
  ...people,
]
const published = (documents: readonly RawDocument[], ledger: Ledger) => {
  const { snapshot, faults } = examine(documents, ledger)
  if (snapshot === undefined || faults.length > 0) throw new Error(JSON.stringify(faults))
  return addressTable(snapshot, ledger)
}
const people = [person('ines', 'Inés Núñez'), person('ines-nunez', 'Ines Nunez')]
const first = published(withPeople(people, ['ines-nunez']), emptyLedger).ledger
// Since then somebody joined and left the session: the history of changes knows them.
const second = published(withPeople(people, ['ines', 'ines-nunez']), first).ledger

describe('a person who was merged with another', () => {
  const merged = withPeople([person('ines', 'Inés Núñez', { replaces: ['ines-nunez'] })], ['ines'])
  const after = published(merged, first)

  it('leads on by every address and permalink to the one who stays', () => {
    expect(after.past.retiredAt('/en/people/ines-nunez/')).toMatchObject({ target: '/en/people/ines/' })
    expect(after.past.retiredAt('/fr/personnes/ines-nunez/')).toMatchObject({
      target: '/fr/personnes/ines/',
    })
    expect(after.past.record('ines-nunez')).toMatchObject({ id: 'ines', titles: { en: 'Inés Núñez' } })
    expect(published(merged, after.ledger).past.retiredAt('/en/people/ines-nunez/')?.target).toBe(
      '/en/people/ines/',
    )
  })

  it('is told as a page that moves to that of the one who stays', () => {
    const snapshotOf = (documents: readonly RawDocument[]) => {
      const { snapshot } = examine(documents, first)
      if (snapshot === undefined) throw new Error('no snapshot')
      return snapshot
    }
    const before = snapshotOf(withPeople(people, ['ines-nunez']))
    const changes = pageChanges(
      ['ines', 'ines-nunez'],
      { before, after: snapshotOf(merged), ledger: first },
      'en',
    )
    const page = changes.find(({ subject }) => subject.id === 'ines-nunez')
    expect(page).toMatchObject({ kind: 'moved', title: 'Ines Nunez' })
    expect(page?.languages).toContainEqual({
      ...{ locale: 'en', before: '/en/people/ines-nunez/', after: '/en/people/ines/' },
    })
  })

  it('is no change of the programme', () => {
    expect(after.ledger.changes['edition-2019']).toEqual([])
    expect(published(merged, second).ledger.changes['edition-2019']).toEqual([])
  })

  it('leaves an address that the one who stays may have, and nobody else', () => {
    const renamed = person('ines', 'Inés Núñez', {
      replaces: ['ines-nunez'],
      slug: slugs({ en: 'ines-nunez' }),
    })
    expect(examine(withPeople([renamed], ['ines']), first).faults).toEqual([])
    const other = person('other', 'Ines Nunez', { slug: slugs({ en: 'ines-nunez' }) })
    const { faults } = examine([...merged, other], first)
    expect(new Set(faults.map(({ documentId, code }) => `${documentId} ${code}`))).toEqual(
      new Set(['other addressTaken']),
    )
  })

  it('is again who it was where its document comes back', () => {
    const back = published(
      withPeople([...people.slice(1), ...merged.slice(-1)], ['ines-nunez']),
      after.ledger,
    )
    expect(back.addresses.of('en', 'contributor', 'ines-nunez')).toBe('/en/people/ines-nunez/')
    expect(back.past.record('ines-nunez')).toMatchObject({ id: 'ines-nunez' })
  })
})

describe('a person who is forgotten', () => {
  const forgotten = withPeople([person('ines', 'Inés Núñez')], ['ines'], { forgotten: ['ines-nunez'] })
  const after = published(forgotten, second)

  it('is in no address, no permalink, no title and no change of the ledger', () => {
    expect(ledgerText(second)).toContain('Ines Nunez')
    expect(ledgerText(after.ledger)).not.toMatch(/ines-nunez|Ines Nunez/)
    expect(after.past.retiredAt('/en/people/ines-nunez/')).toBeUndefined()
    expect(after.past.record('ines-nunez')).toBeUndefined()
    expect(parsedLedger(ledgerText(after.ledger))).toEqual(after.ledger)
  })

  it('leaves the changes of others, and is told as none of its own', () => {
    expect(after.ledger.changes['edition-2019']).toMatchObject([
      { session: 'session-sendai', before: { people: [] }, after: { people: ['ines'] } },
    ])
  })

  it('leaves the address to whoever wants it', () => {
    const other = person('other', 'Somebody Else', { slug: slugs({ en: 'ines-nunez' }) })
    expect(examine([...forgotten, other], second).faults).toEqual([])
  })
})
