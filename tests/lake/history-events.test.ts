import type { SanityClient } from '@sanity/client'
import { expect } from 'vitest'
import type { Lake } from '#src/lake/index.ts'
import { clientOf, test } from './lake.ts'

const opening = { _type: 'session', title: 'Opening' }

/** Actions as the Studio sends them, each in one transaction of the given id. */
const studio = (client: SanityClient) => {
  const ids = { draftId: 'drafts.opening', publishedId: 'opening' }
  const act = (transactionId: string, action: object) =>
    client.action({ ...ids, ...action } as never, { transactionId })
  return {
    create: (id: string) =>
      act(id, { actionType: 'sanity.action.document.create', attributes: { _id: ids.draftId, ...opening } }),
    edit: (id: string, title: string) =>
      act(id, { actionType: 'sanity.action.document.edit', patch: { set: { title } } }),
    publish: (id: string) => act(id, { actionType: 'sanity.action.document.publish' }),
    unpublish: (id: string) => act(id, { actionType: 'sanity.action.document.unpublish' }),
    discard: (id: string) =>
      act(id, { actionType: 'sanity.action.document.version.discard', versionId: ids.draftId }),
    delete: (id: string) =>
      act(id, { actionType: 'sanity.action.document.delete', includeDrafts: [ids.draftId] }),
  }
}

async function page(lake: Lake, id: string, query = '') {
  const address = `${lake.url}/v2025-02-19/data/history/production/events/documents/${id}?${query}`
  return (await fetch(address)).json()
}

async function events(lake: Lake, id: string): Promise<Record<string, unknown>[]> {
  const { events: found } = await page(lake, id)
  return found[id]
}

/** Events without the fields that all of them have. */
const facts = (found: readonly Record<string, unknown>[]) =>
  found.map(({ timestamp, documentId, ...rest }) => {
    expect(documentId).toBe('opening')
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    return rest
  })

const draft = { author: 'editor', versionId: 'drafts.opening' }

test('the events of a draft are its creation, publication and deletion, newest first', async ({
  lake,
  client,
}) => {
  const { create, edit, publish, discard } = studio(client)
  await create('t1')
  await edit('t2', 'Welcome')
  await publish('t3')
  await edit('t4', 'Welcome to Durban')
  await discard('t5')
  expect(facts(await events(lake, 'drafts.opening'))).toEqual([
    { ...draft, type: 'deleteDocumentVersion', versionRevisionId: 't4' },
    { ...draft, type: 'createDocumentVersion', versionRevisionId: 't4' },
    {
      ...draft,
      type: 'publishDocumentVersion',
      revisionId: 't3',
      versionRevisionId: 't2',
      publishCause: 'document.publish',
      contributors: ['editor'],
    },
    { ...draft, type: 'createDocumentVersion', versionRevisionId: 't1' },
  ])
})

test('the events of a published document are what readers saw', async ({ lake, client }) => {
  const { edit, publish, unpublish, discard } = studio(client)
  await client.mutate([{ create: { _id: 'opening', ...opening } }], { transactionId: 't1' })
  await client.mutate([{ patch: { id: 'opening', set: { title: 'x' } } }], { transactionId: 't2' })
  await edit('t3', 'Welcome')
  await publish('t4')
  await edit('t5', 'Welcome again')
  await unpublish('t6')
  await publish('t7')
  await studio(client).delete('t8')
  const published = { ...draft, type: 'publishDocumentVersion', publishCause: 'document.publish' }
  expect(facts(await events(lake, 'opening'))).toEqual([
    { author: 'editor', type: 'deleteDocumentGroup' },
    { ...published, revisionId: 't7', versionRevisionId: 't5', contributors: ['editor'] },
    { ...draft, type: 'unpublishDocument', versionRevisionId: 't5' },
    { ...published, revisionId: 't4', versionRevisionId: 't3', contributors: ['editor'] },
    { author: 'editor', type: 'updateLiveDocument', revisionId: 't2' },
    { author: 'editor', type: 'createLiveDocument', revisionId: 't1' },
  ])
  await studio(client).create('t9')
  await discard('t10')
  expect(facts(await events(lake, 'drafts.opening')).slice(0, 2)).toEqual([
    { author: 'editor', type: 'deleteDocumentGroup' },
    { ...draft, type: 'createDocumentVersion', versionRevisionId: 't9' },
  ])
})

test('the events of a draft begin with what a program published before there was a draft', async ({
  lake,
  client,
}) => {
  const made = await client.create({ _id: 'opening', ...opening })
  await client.mutate([{ patch: { id: 'opening', set: { title: 'x' } } }], { transactionId: 't1' })
  const { edit } = studio(client)
  await edit('t2', 'Welcome')
  await client.mutate([{ patch: { id: 'opening', set: { title: 'y' } } }], { transactionId: 't3' })
  expect(facts(await events(lake, 'drafts.opening'))).toEqual([
    { author: 'editor', type: 'updateLiveDocument', revisionId: 't3' },
    { ...draft, type: 'createDocumentVersion', versionRevisionId: 't2' },
    { author: 'editor', type: 'updateLiveDocument', revisionId: 't1' },
    { ...draft, type: 'publishDocumentVersion', revisionId: made._rev, publishCause: 'document.publish' },
  ])
  const at = async (path: string) =>
    (await fetch(`${lake.url}/v1/data/history/production/documents/${path}`)).json()
  expect(await at(`drafts.opening?revision=${made._rev}`)).toEqual({ documents: [made] })
  expect(await at('drafts.opening?revision=t2')).toMatchObject({ documents: [{ title: 'Welcome' }] })
})

test('a long history is served in pages', async ({ lake, client }) => {
  const { edit, publish, create } = studio(client)
  await create('e0')
  await publish('p0')
  for (const round of [1, 2, 3]) {
    await edit(`e${round}`, `Title ${round}`)
    await publish(`p${round}`)
  }
  const revisions: unknown[] = []
  let cursor = ''
  const sizes: number[] = []
  do {
    const { events: found, nextCursor } = await page(lake, 'drafts.opening', `limit=3&nextCursor=${cursor}`)
    const part: { versionRevisionId: string; type: string }[] = found['drafts.opening']
    sizes.push(part.length)
    revisions.push(...part.map(({ type, versionRevisionId }) => `${type.slice(0, 7)} ${versionRevisionId}`))
    cursor = nextCursor
  } while (cursor !== '')
  expect(sizes).toEqual([3, 3, 2])
  expect(revisions).toEqual([3, 2, 1, 0].flatMap((round) => [`publish e${round}`, `createD e${round}`]))
})

test('each of two editors is the author of their own changes, and both are contributors', async ({
  lake,
  client,
}) => {
  const named = (name: string) =>
    client.request<{ id: string; token: string }>({ url: '/auth/editors', method: 'POST', body: { name } })
  const [ana, badou] = [await named('Ana'), await named('Badou')]
  const as = ({ token }: { token: string }) => studio(clientOf(lake, { token }))
  await as(ana).create('t1')
  await as(badou).edit('t2', 'Welcome')
  await as(ana).publish('t3')
  const [published, made] = await events(lake, 'drafts.opening')
  expect(published).toMatchObject({ type: 'publishDocumentVersion', author: ana.id })
  expect(new Set(published?.contributors as string[])).toEqual(new Set([ana.id, badou.id]))
  expect(made).toMatchObject({ type: 'createDocumentVersion', author: ana.id })
})

test('the events of a draft with very many edits are found quickly', async ({ lake, client }) => {
  const { create, publish } = studio(client)
  await create('made')
  const count = process.env.LONG ? 10_000 : 1000
  for (let batch = 0; batch < count; batch += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, place) =>
        client
          .patch('drafts.opening')
          .set({ title: `Title ${batch + place}` })
          .commit({ returnDocuments: false }),
      ),
    )
  }
  await publish('published')
  const started = performance.now()
  expect((await events(lake, 'drafts.opening')).map(({ type }) => type)).toEqual([
    'publishDocumentVersion',
    'createDocumentVersion',
  ])
  expect(performance.now() - started).toBeLessThan(500)
}, 120_000)
