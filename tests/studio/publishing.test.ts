import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { changedAt, followRelease, type Progress } from '#studio/publishing/follow.ts'
import { draftsWithin, outlookOf, type Step } from '#studio/publishing/outlook.ts'
import { test as withLake } from '../lake/lake.ts'
import { stored } from '../seed/stored.ts'

const draft = (id: string, fields: object): RawDocument => {
  const published = stored.find(({ _id }) => _id === id)
  return { _type: 'session', ...published, ...fields, _id: `drafts.${id}` }
}

const ahead = (step: Step, ids: readonly string[], drafts: readonly RawDocument[] = []) => {
  const { changes, faults, warnings } = outlookOf(
    { stored: [...stored, ...drafts], ledger: emptyLedger },
    step,
    ids,
    'en',
  )
  return {
    changes: changes.map(({ kind, subject }) => `${kind} ${subject.kind} ${subject.id}`),
    faults: faults.map(({ documentId, code }) => `${documentId} ${code}`),
    warnings: warnings.map(({ documentId, code }) => `${documentId} ${code}`),
  }
}

describe('the look ahead', () => {
  test('counts the drafts that are to be published, and no other', () => {
    const drafts = [draft('session-sendai', { end: '11:30' }), draft('session-opening', { end: '08:00' })]
    expect(ahead('publish', ['session-sendai'], drafts)).toEqual({
      changes: [
        'changed session session-sendai',
        'changed part part-2',
        'changed programme edition-2019',
        'changed myProgramme edition-2019',
        'changed edition edition-2019',
      ],
      faults: [],
      warnings: [],
    })
    expect(ahead('publish', ['session-opening'], drafts).faults).toEqual(['session-opening endsBeforeStart'])
  })

  test('warns of what the site would be', () => {
    expect(
      ahead('publish', ['session-sendai'], [draft('session-sendai', { end: '11:50' })]).warnings,
    ).toEqual(['session-sendai sameTime'])
  })

  test('says what would lead nowhere when something is taken away', () => {
    expect(ahead('remove', ['un-habitat']).faults).toEqual(['session-sendai brokenReference'])
    expect(ahead('remove', ['session-way-ahead']).changes[0]).toBe('gone session session-way-ahead')
  })
})

test('within a part or an edition are its own drafts, those that are new among them', () => {
  const drafts = [
    draft('session-sendai', {}),
    draft('part-3', { _type: 'part' }),
    draft('break-lunch', { _type: 'break' }),
    draft('uclg', { _type: 'contributor' }),
    { _id: 'drafts.new', _type: 'session', part: { _ref: 'part-2' } },
  ]
  const all = [...stored, ...drafts]
  expect([...draftsWithin(all, 'part-2')].sort()).toEqual(['new', 'session-sendai'])
  expect([...draftsWithin(all, 'edition-2019')].sort()).toEqual([
    'break-lunch',
    'new',
    'part-3',
    'session-sendai',
  ])
})

/** A site that is as new as it says. */
async function siteOf(newest: () => string): Promise<string> {
  const server = createServer((_, response) => response.end(JSON.stringify({ newest: newest() })))
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  onTestFinished(() => new Promise((closed) => void server.close(() => closed())))
  return `http://localhost:${(server.address() as AddressInfo).port}/`
}

describe('what was published is followed', () => {
  const ids = ['session-sendai']
  const content = withLake.extend('content', async ({ client }) => {
    await client.mutate(stored.map(({ _updatedAt, ...document }) => ({ createOrReplace: document })))
    return client
  })

  content('until the site is as new', async ({ content: client }) => {
    const before = await changedAt(client, ids)
    await client.patch('session-sendai').set({ end: '11:30' }).commit()
    let asked = 0
    const site = await siteOf(() => (++asked < 3 ? (before ?? '') : new Date().toISOString()))
    const told: Progress[] = []
    await followRelease({ client, site, ids, before, every: 10 }, (one) => told.push(one))
    expect(told).toEqual([{ kind: 'building' }, { kind: 'live', at: expect.any(Date) }])
    expect(asked).toBe(3)
  })

  content('to what the build refuses, where the site stays as it was', async ({ content: client }) => {
    const before = await changedAt(client, ids)
    await client.patch('session-sendai').set({ end: '10:00' }).commit()
    const site = await siteOf(() => before ?? '')
    const told: Progress[] = []
    await followRelease({ client, site, ids, before, every: 10, patience: 0 }, (one) => told.push(one))
    expect(told).toEqual([
      { kind: 'building' },
      { kind: 'refused', faults: [expect.objectContaining({ documentId: 'session-sendai', path: 'end' })] },
    ])
  })
})
