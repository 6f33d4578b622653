import { expect } from 'vitest'
import { clientOf, test } from './lake.ts'

test('the Studio finds one editor, who may do everything in the one dataset', async ({ lake }) => {
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

test('what the Studio asks to be remembered is remembered', async ({ lake }) => {
  const client = clientOf(lake)
  const body = [{ key: 'a', value: { width: 300 } }]
  expect(await client.request({ url: '/users/me/keyvalue', method: 'PUT', body })).toEqual(body)
  expect(await client.request({ url: '/users/me/keyvalue/a,b' })).toEqual([
    ...body,
    { key: 'b', value: null },
  ])
})

test('nothing is counted', async ({ lake }) => {
  const client = clientOf(lake)
  expect(await client.request({ url: '/intake/telemetry-status' })).toEqual({ status: 'denied' })
})
