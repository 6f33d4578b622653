import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { scheduledId, storedScheduled } from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftsWithin, outlookOf, type Step } from '#studio/publishing/outlook.ts'
import { newestChange, type ReleaseStatus, watchRelease } from '#studio/publishing/release-status.ts'
import { scheduleOutlook } from '#studio/scheduling/schedule-outlook.ts'
import { currentContent } from '#studio/store/content-store.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { test as withLake } from '../lake/lake.ts'
import { stored } from '../seed/stored.ts'

const draft = (id: string, fields: object): RawDocument => {
  const published = stored.find(({ _id }) => _id === id)
  return { _type: 'session', ...published, ...fields, _id: `drafts.${id}` }
}

const outlook = (step: Step, ids: readonly string[], drafts: readonly RawDocument[] = []) => {
  const { changes, faults, warnings } = outlookOf(
    contentVersions([...stored, ...drafts]),
    emptyLedger,
    step,
    ids,
    { locale: 'en', now: 0 },
  )
  return {
    changes: changes.map(({ kind, subject }) => `${kind} ${subject.kind} ${subject.id}`),
    faults: faults.map(({ documentId, code }) => `${documentId} ${code}`),
    warnings: warnings.map(({ documentId, code }) => `${documentId} ${code}`),
  }
}

test('what a fault will hold back by then is no fault of what is approved beside it', () => {
  const from = '2019-11-12T08:00:00.000Z'
  const faulty = storedScheduled({
    ...{ _id: scheduledId('session-opening'), document: 'session-opening', documentType: 'session' },
    ...{ isNew: false, from, by: 'Ana', approvedAt: from, change: { set: { start: '99:99' }, unset: [] } },
  })
  const content = contentVersions([...stored, faulty, draft('session-sendai', { end: '11:30' })])
  const at = { locale: 'en', now: Date.parse(from) } as const
  const { faults, holding, changes } = scheduleOutlook(content, emptyLedger, ['session-sendai'], at)
  expect([faults, holding]).toEqual([[], []])
  expect(changes.map(({ subject }) => subject.id)).toContain('session-sendai')
  expect(changes.map(({ subject }) => subject.id)).not.toContain('session-opening')
})

describe('the outlook of a step', () => {
  test('takes the drafts that are to be published, and no others', () => {
    const drafts = [draft('session-sendai', { end: '11:30' }), draft('session-opening', { end: '08:00' })]
    expect(outlook('publish', ['session-sendai'], drafts)).toEqual({
      changes: [
        'changed session session-sendai',
        'changed part part-2',
        'changed programme edition-2019',
        'changed myProgramme edition-2019',
        'changed search search',
        'changed contributor uclg-aspac',
        'changed contributor ungl',
        'changed contributor san-jose',
        'changed contributor uclg',
        'changed contributor un-habitat',
      ],
      faults: [],
      warnings: [],
    })
    expect(outlook('publish', ['session-opening'], drafts).faults).toEqual([
      'session-opening endsBeforeStart',
    ])
  })

  test('has the warnings about the site as it would be', () => {
    expect(
      outlook('publish', ['session-sendai'], [draft('session-sendai', { end: '11:50' })]).warnings,
    ).toEqual(['session-sendai sameTime'])
  })

  test('takes what is removed out of the documents that refer to it, and has the faults of those that need it', () => {
    const { changes, faults } = outlook('remove', ['un-habitat'])
    expect(faults).toEqual([])
    expect(changes).toContain('changed session session-sendai')
    expect(outlook('remove', ['edition-2019']).faults).toContain('session-sendai missing')
    expect(outlook('remove', ['session-way-ahead']).changes[0]).toBe('gone session session-way-ahead')
  })
})

test('the outlook of a step has the faults of other published documents, which hold back what is published', () => {
  const published = stored.map((one) => (one._id === 'session-opening' ? { ...one, end: '08:00' } : one))
  const drafts = [draft('session-sendai', { end: '11:30' })]
  const { faults, holding } = outlookOf(
    contentVersions([...published, ...drafts]),
    emptyLedger,
    'publish',
    ['session-sendai'],
    { locale: 'en', now: 0 },
  )
  expect([faults, holding]).toEqual([
    [],
    [expect.objectContaining({ documentId: 'session-opening', path: 'end', code: 'endsBeforeStart' })],
  ])
})

test('the drafts within a part or an edition are its own and those of its documents, new ones included', () => {
  const drafts = [
    draft('session-sendai', {}),
    draft('part-3', { _type: 'part' }),
    draft('break-lunch', { _type: 'break' }),
    draft('uclg', { _type: 'contributor' }),
    { _id: 'drafts.new', _type: 'session', edition: { _ref: 'edition-2019' }, part: { _ref: 'part-2' } },
  ]
  const content = contentVersions([...stored, ...drafts])
  const ids = (owner: string) => draftsWithin(content, owner).map(({ _id }) => _id)
  expect(ids('part-2')).toEqual(['new', 'session-sendai'])
  expect(ids('edition-2019')).toEqual(['break-lunch', 'new', 'part-3', 'session-sendai'])
})

/** A site whose release answers with a time of its newest document; without a status where it has only files. */
async function siteOf(newest: () => string, status?: object): Promise<string> {
  const server = createServer(({ url }, response) => {
    if (url === '/release.json') response.end(JSON.stringify({ newest: newest() }))
    else if (status) response.end(JSON.stringify(status))
    else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  onTestFinished(() => new Promise((closed) => void server.close(() => closed())))
  return `http://localhost:${(server.address() as AddressInfo).port}/`
}

describe('the status of a release', () => {
  const ids = ['session-sendai']
  const content = withLake.extend('content', async ({ client }) => {
    await client.mutate(stored.map(({ _updatedAt, ...document }) => ({ createOrReplace: document })))
    return client
  })

  content('is live once the site is as new as what was published', async ({ content: client }) => {
    const before = newestChange(await currentContent(client), ids)
    await client.patch('session-sendai').set({ end: '11:30' }).commit()
    let asked = 0
    const site = await siteOf(() => (++asked < 3 ? (before ?? '') : new Date().toISOString()))
    const statuses: ReleaseStatus[] = []
    await watchRelease({ client, site, ids, before, everyMilliseconds: 10 }, (one) => statuses.push(one))
    expect(statuses).toEqual([{ kind: 'building' }, { kind: 'live', at: expect.any(Date) }])
    expect(asked).toBe(3)
  })

  content('has the release where the site tells how it was made', async ({ content: client }) => {
    await client.patch('session-sendai').set({ end: '11:31' }).commit()
    const release = {
      number: 12,
      time: '2026-11-26T08:00:00Z',
      pages: 90,
      changed: 21,
      milliseconds: 170,
      steps: { read: 20, make: 100, store: 50 },
    }
    const last = async (status: object) => {
      const site = await siteOf(() => new Date().toISOString(), status)
      const statuses: ReleaseStatus[] = []
      await watchRelease({ client, site, ids, before: undefined }, (one) => statuses.push(one))
      return statuses.at(-1)
    }
    const status = { state: 'live', release, shown: { number: 12, time: release.time } }
    expect(await last(status)).toEqual({ kind: 'live', at: expect.any(Date), release })
    const earlier = { ...status, shown: { number: 11, time: release.time } }
    expect(await last(earlier)).toEqual({ kind: 'live', at: expect.any(Date) })
  })

  content('is refused where the build has a reason to keep the old release', async ({ content: client }) => {
    const before = newestChange(await currentContent(client), ids)
    await client.patch('session-sendai').set({ end: '10:00' }).commit()
    const site = await siteOf(() => before ?? '')
    const statuses: ReleaseStatus[] = []
    await watchRelease({ client, site, ids, before, everyMilliseconds: 10, patienceMilliseconds: 0 }, (one) =>
      statuses.push(one),
    )
    expect(statuses).toEqual([
      { kind: 'building' },
      { kind: 'refused', faults: [expect.objectContaining({ documentId: 'session-sendai', path: 'end' })] },
    ])
  })
})
