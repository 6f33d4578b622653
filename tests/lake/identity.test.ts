import { expect } from 'vitest'
import { type Lake, startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, refusal, test } from './lake.ts'

test('a client without a token is “Editor”, who has all permissions in the one dataset', async ({ lake }) => {
  const client = clientOf(lake, { apiVersion: '2021-06-07' })
  const get = (url: string) => client.request({ url })
  expect(await get('/users/me')).toMatchObject({ id: 'editor', name: 'Editor', role: 'administrator' })
  expect(await get('/users/editor')).toMatchObject({ id: 'editor', displayName: 'Editor' })
  expect(await get('/users/editor,other')).toMatchObject([{ id: 'editor' }, { id: 'other' }])
  expect(await get('/projects/local')).toMatchObject({ id: 'local', members: [{ id: 'editor' }] })
  expect(await get('/projects/local/datasets/production/acl')).toEqual([
    {
      filter: '_id in path("**")',
      permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'],
    },
  ])
  expect(await client.datasets.list()).toMatchObject([{ name: 'production' }])
})

test('the project has comments, so that the Studio draws its tools once; its settings turn them off', async ({
  lake,
}) => {
  const client = clientOf(lake, { apiVersion: '2025-02-19' })
  for (const url of ['/features', '/projects/local/features'])
    expect(await client.request({ url })).toEqual(['studioComments'])
})

test('key-value settings of the Studio are stored', async ({ lake }) => {
  const client = clientOf(lake)
  const body = [{ key: 'a', value: { width: 300 } }]
  expect(await client.request({ url: '/users/me/keyvalue', method: 'PUT', body })).toEqual(body)
  expect(await client.request({ url: '/users/me/keyvalue/a,b' })).toEqual([
    ...body,
    { key: 'b', value: null },
  ])
})

test('telemetry is denied', async ({ lake }) => {
  const client = clientOf(lake)
  expect(await client.request({ url: '/intake/telemetry-status' })).toEqual({ status: 'denied' })
})

type Named = { id: string; name: string; token: string }

const register = (lake: Lake, name: string, token?: string) =>
  clientOf(lake, token === undefined ? {} : { token }).request<Named>({
    url: '/auth/editors',
    method: 'POST',
    body: { name },
  })
const me = (lake: Lake, token: string) => clientOf(lake, { token }).request({ url: '/users/me' })

test('an editor who gives a name keeps it after a restart', async ({ lake, dataDir }) => {
  const ana = await register(lake, '  Ana   García ')
  expect(ana).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'Ana García', token: ana.id })
  await lake.close()
  const again = await startLake(lakeOptions(dataDir))
  try {
    expect(await me(again, ana.token)).toMatchObject({
      id: ana.id,
      name: 'Ana García',
      role: 'administrator',
    })
    expect(await clientOf(again).request({ url: `/users/${ana.id}` })).toEqual({
      id: ana.id,
      displayName: 'Ana García',
      imageUrl: null,
      isRobot: false,
    })
    expect(await clientOf(again).request({ url: '/projects/local' })).toMatchObject({
      members: [{ id: 'editor' }, { id: ana.id }],
    })
  } finally {
    await again.close()
  }
})

test('the same name is the same editor, and another name another', async ({ lake }) => {
  const ana = await register(lake, 'Ana')
  expect(await register(lake, 'ANA')).toMatchObject({ id: ana.id })
  expect((await register(lake, 'Badou')).id).not.toBe(ana.id)
})

test('an editor who changes their name stays the same editor', async ({ lake }) => {
  const ana = await register(lake, 'Ana')
  expect(await register(lake, 'Ana García', ana.token)).toMatchObject({ id: ana.id, name: 'Ana García' })
  expect(await me(lake, ana.token)).toMatchObject({ name: 'Ana García' })
  const badou = await register(lake, 'Badou')
  expect(await register(lake, 'badou', ana.token)).toMatchObject({ id: badou.id })
  expect(await me(lake, ana.token)).toMatchObject({ name: 'Ana García' })
})

test('an unknown token is a 401 for the user, and an edit with it is stored', async ({ lake }) => {
  const stranger = clientOf(lake, { token: 'from-another-folder' })
  expect(await refusal(stranger.request({ url: '/users/me' }))).toMatchObject({ statusCode: 401 })
  expect(await refusal(stranger.request({ url: '/auth/id' }))).toMatchObject({ statusCode: 401 })
  expect(await stranger.create({ _id: 'note', _type: 'note' })).toMatchObject({ _id: 'note' })
})

test('an invalid name is a 400', async ({ lake }) => {
  for (const name of ['', '   ', 'x'.repeat(81), 'a\u0000b'])
    expect(await refusal(register(lake, name))).toMatchObject({ statusCode: 400 })
})

test('the real client lists the project', async ({ client }) => {
  const [project, ...others] = await client.projects.list({ includeMembers: true })
  expect([project?.id, Array.isArray(project?.members), others]).toEqual(['local', true, []])
  expect(Object.keys((await client.projects.list({ includeMembers: false }))[0] ?? {})).not.toContain(
    'members',
  )
})
