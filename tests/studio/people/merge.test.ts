import { describe, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { canStay, mergePlan } from '#studio/people/merge.ts'
import { writeStored } from '#studio/store/stored-writes.ts'
import { ChangedElsewhereError } from '#studio/store/transactions.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { test as withLake } from '../../lake/lake.ts'
import { words } from '../../seed/stored.ts'

const to = (_ref: string, more: object = {}) => ({ _type: 'reference', _ref, ...more })
const person = (id: string, fields: object): RawDocument => ({
  ...{ _id: id, _type: 'contributor', kind: 'person', ...fields },
})
const contribution = (_key: string, id: string, fields: object = {}) => ({
  ...{ _key, _type: 'contribution', contributor: to(id), ...fields },
})
const ines = person('ines', {
  name: words({ en: 'Inés Núñez' }),
  position: words({ en: 'Mayor' }),
  affiliation: words({ en: 'Porto' }),
  review: [{ _key: 'a', path: 'position', language: 'es', reviewed: true }],
})
const double = person('double', {
  name: words({ en: 'Ines Nunez' }),
  position: words({ en: 'Lord mayor', fr: 'Lord-maire' }),
  affiliation: words({ en: 'Porto', fr: 'Ville de Porto' }),
  url: 'https://example.org/ines',
  organisation: to('towns'),
  replaces: ['older'],
  review: [
    { _key: 'b', path: 'affiliation', language: 'fr', reviewed: true },
    { _key: 'c', path: 'name', language: 'en' },
  ],
})
const towns = { ...person('towns', { name: words({ en: 'Towns' }) }), kind: 'organisation' }
const session = {
  ...{ _id: 'session', _type: 'session', title: words({ en: 'Opening' }) },
  contributors: [
    contribution('k1', 'ines', { role: words({ en: 'Chair' }) }),
    contribution('k2', 'double', { role: words({ en: 'Chair', fr: 'Présidence' }) }),
    contribution('k3', 'double', { role: words({ en: 'Speaker' }) }),
  ],
}
const draft = { ...session, _id: 'drafts.session', contributors: [contribution('k2', 'double')] }
const all: readonly RawDocument[] = [ines, double, towns, session, draft]
const after = (documents: readonly RawDocument[], stays = 'ines', goes = 'double') =>
  mergePlan(contentVersions(documents), stays, goes).changes.map((change) => change.after)
const afterOf = (documents: readonly RawDocument[], id: string) =>
  after(documents).find((one) => one?._id === id)

describe('two contributors become one', () => {
  it('what is empty is filled, and what both have is kept', () => {
    const { fields } = mergePlan(contentVersions(all), 'ines', 'double')
    expect(fields.map(({ field, locale, outcome }) => [field, locale, outcome])).toEqual([
      ['name', 'en', 'kept'],
      ['position', 'en', 'kept'],
      ['position', 'fr', 'kept'],
      ['affiliation', 'fr', 'filled'],
      ['organisation', undefined, 'kept'],
      ['url', undefined, 'filled'],
    ])
    expect(afterOf(all, 'ines')).toEqual({
      ...ines,
      affiliation: words({ en: 'Porto', fr: 'Ville de Porto' }),
      url: 'https://example.org/ines',
      replaces: ['double', 'older'],
      review: [
        { _key: 'a', path: 'position', language: 'es', reviewed: true },
        { _key: 'b', path: 'affiliation', language: 'fr', reviewed: true },
      ],
    })
  })

  it('an organisation is taken where no words stand for it, and words where no organisation does', () => {
    const outcomes = (stays: object, goes: object) =>
      mergePlan(contentVersions([towns, person('a', stays), person('b', goes)]), 'a', 'b').fields.map(
        ({ field, outcome }) => [field, outcome],
      )
    const [inWords, inList] = [{ affiliation: words({ en: 'Porto' }) }, { organisation: to('towns') }]
    expect(outcomes({}, inList)).toEqual([['organisation', 'filled']])
    expect(outcomes({}, inWords)).toEqual([['affiliation', 'filled']])
    expect(outcomes(inWords, inList)).toEqual([['organisation', 'kept']])
    expect(outcomes(inList, inWords)).toEqual([['affiliation', 'kept']])
  })

  it('what a draft has and the other one has otherwise gets not into what is published', () => {
    const edited = { ...ines, _id: 'drafts.ines', position: words({ en: 'Mayor', fr: 'Maire de Soria' }) }
    const other = { ...double, position: words({ en: 'Mayor', fr: 'Infirmière' }) }
    const documents = [ines, edited, other, towns]
    expect(afterOf(documents, 'ines')?.position).toEqual(ines.position)
    expect(afterOf(documents, 'drafts.ines')?.position).toEqual(edited.position)
  })

  it('a session has them once, unless it says different things, and drafts follow', () => {
    expect(afterOf(all, 'session')?.contributors).toEqual([
      contribution('k1', 'ines', { role: words({ en: 'Chair', fr: 'Présidence' }) }),
      contribution('k3', 'ines', { role: words({ en: 'Speaker' }) }),
    ])
    expect(afterOf(all, 'drafts.session')?.contributors).toEqual([contribution('k2', 'ines')])
  })

  it('people of an organisation follow it, and nobody refers to themselves', () => {
    const other = { ...towns, _id: 'town', organisation: to('towns') }
    const people = [towns, other, person('a', { organisation: to('towns') })]
    expect(after(people, 'town', 'towns')).toEqual([
      person('a', { organisation: to('town') }),
      { ...towns, _id: 'town', replaces: ['towns'] },
      undefined,
    ])
  })

  it('nothing that was not published gets into what is', () => {
    const edited = { ...double, _id: 'drafts.double', place: words({ en: 'Bogotá' }) }
    expect(afterOf([...all, edited], 'ines')?.place).toBeUndefined()
    expect(afterOf([...all, edited], 'drafts.ines')).toMatchObject({
      place: words({ en: 'Bogotá' }),
      replaces: ['double', 'older'],
    })
  })

  it('one that was never published gives its place, and gets none', () => {
    const content = contentVersions([ines, { ...double, _id: 'drafts.double' }])
    expect([canStay(content, 'ines', 'double'), canStay(content, 'double', 'ines')]).toEqual([true, false])
    const weak = to('double', { _weak: true, _strengthenOnPublish: { type: 'contributor' } })
    const waiting = { ...draft, contributors: [{ ...contribution('k1', ''), contributor: weak }] }
    const plan = mergePlan(
      contentVersions([ines, { ...double, _id: 'drafts.double' }, waiting]),
      'ines',
      'double',
    )
    expect(plan.changes[0]?.after?.contributors).toEqual([contribution('k1', 'ines')])
    expect(plan.changes.find((one) => one.after?._id === 'ines')?.after).toEqual(ines)
  })
})

describe('stored versions are written', () => {
  withLake('all at once, and taken back as they were', async ({ client }) => {
    const read = async () => {
      const found = await client
        .withConfig({ perspective: 'raw' })
        .fetch<RawDocument[]>('*[_type in $types] | order(_id)', {
          types: ['contributor', 'session'],
        })
      return found
    }
    const plain = (list: readonly RawDocument[]) =>
      list.map(({ _rev, _createdAt, _updatedAt, ...fields }) => fields)
    await client.mutate(all.map((document) => ({ create: document })))
    const before = await read()
    const { changes } = mergePlan(contentVersions(before), 'ines', 'double')
    const back = await writeStored(client, changes)
    const merged = await read()
    expect(merged.map(({ _id }) => _id)).toEqual(['drafts.session', 'ines', 'session', 'towns'])
    expect(JSON.stringify(merged)).not.toContain('"_ref":"double"')
    await writeStored(client, back)
    expect(plain(await read())).toEqual(plain(before))
  })

  withLake('not at all where somebody has changed one of them', async ({ client }) => {
    await client.mutate(all.map((document) => ({ create: document })))
    const stored = await client.withConfig({ perspective: 'raw' }).fetch<RawDocument[]>('*[]')
    const { changes } = mergePlan(contentVersions(stored), 'ines', 'double')
    await client.patch('session').set({ start: '09:00' }).commit()
    await expect(writeStored(client, changes)).rejects.toThrow(ChangedElsewhereError)
    expect(await client.getDocument('double')).toBeDefined()
    // As little where one of them is gone.
    await client.delete('drafts.session')
    const gone = changes.filter(({ before }) => before?._id === 'drafts.session')
    await expect(writeStored(client, gone)).rejects.toThrow(ChangedElsewhereError)
  })
})
