import type { SanityClient } from '@sanity/client'
import { expect, test as unit } from 'vitest'
import { mutationsOf } from '#src/lake/actions.ts'
import { refusal, test, write } from './lake.ts'

const forum = { _id: 'forum', _type: 'forum', name: 'Published' }
const ids = { draftId: 'drafts.forum', publishedId: 'forum' } as const

const all = (client: SanityClient) => client.fetch('*[]{_id, name}')
const edit = (name: string) =>
  ({ actionType: 'sanity.action.document.edit', ...ids, patch: { set: { name } } }) as const

const published = test.extend('client', async ({ client }) => {
  await write(client, [forum])
  return client
})

unit('publishing strengthens references with _strengthenOnPublish, except those of weak fields', () => {
  const system = { _rev: 'r1', _createdAt: '2019-01-01T00:00:00Z', _updatedAt: '2019-01-02T00:00:00Z' }
  const draft = {
    ...system,
    _id: 'drafts.opening',
    _type: 'session',
    part: { _ref: 'p', _weak: true, _strengthenOnPublish: { type: 'part' } },
    list: [{ _key: 'a', _ref: 'q', _weak: true, _strengthenOnPublish: { type: 'part', weak: true } }],
    plain: { _ref: 'r', _weak: true },
  }
  const action = {
    actionType: 'sanity.action.document.publish',
    draftId: 'drafts.opening',
    publishedId: 'opening',
  } as const
  expect(mutationsOf(action, (id) => (id === draft._id ? draft : undefined))).toEqual([
    {
      createOrReplace: {
        _id: 'opening',
        _type: 'session',
        _createdAt: '2019-01-01T00:00:00Z',
        part: { _ref: 'p' },
        list: [{ _key: 'a', _ref: 'q', _weak: true }],
        plain: { _ref: 'r', _weak: true },
      },
    },
    { delete: { id: 'drafts.opening' } },
  ])
})

test('create makes a draft, and fails or does nothing if it exists', async ({ client }) => {
  const action = {
    actionType: 'sanity.action.document.create',
    publishedId: 'forum',
    attributes: { ...forum, _id: 'drafts.forum', name: 'Draft' },
  } as const
  await client.action({ ...action, ifExists: 'fail' })
  await client.action({ ...action, attributes: { ...action.attributes, name: 'Again' }, ifExists: 'ignore' })
  expect(await all(client)).toEqual([{ _id: 'drafts.forum', name: 'Draft' }])
  const description = 'Document by ID "drafts.forum" already exists'
  expect(await refusal(client.action({ ...action, ifExists: 'fail' }))).toEqual({
    statusCode: 409,
    error: {
      type: 'actionError',
      description: `The action(s) failed: ${description}`,
      items: [{ error: { type: 'documentAlreadyExistsError', description, id: 'drafts.forum' }, index: 0 }],
    },
  })
})

published('edit copies the published document to a draft, then changes the draft', async ({ client }) => {
  await client.action(edit('Draft'))
  await client.action({ ...edit(''), patch: { unset: ['_empty_action_guard_pseudo_field_'] } })
  await client.action(edit('Draft 2'))
  expect(await all(client)).toEqual([
    { _id: 'drafts.forum', name: 'Draft 2' },
    { _id: 'forum', name: 'Published' },
  ])
})

test('edit of a document that does not exist is an error', async ({ client }) => {
  expect(await refusal(client.action(edit('x')))).toMatchObject({
    statusCode: 404,
    error: {
      type: 'actionError',
      items: [{ error: { type: 'documentNotFoundError', id: 'forum' }, index: 0 }],
    },
  })
})

published('publish replaces the published document by the draft and keeps _createdAt', async ({ client }) => {
  const before = await client.getDocument('forum')
  await client.action(edit('Draft'))
  const { transactionId } = await client.action({ actionType: 'sanity.action.document.publish', ...ids })
  expect(await client.fetch('*')).toEqual([
    {
      ...forum,
      name: 'Draft',
      _rev: transactionId,
      _createdAt: before?._createdAt,
      _updatedAt: expect.any(String),
    },
  ])
})

published('publish with an old revision of the published document is an error', async ({ client }) => {
  await client.action(edit('Draft'))
  const publish = {
    actionType: 'sanity.action.document.publish',
    ...ids,
    ifPublishedRevisionId: 'old',
  } as const
  expect(await refusal(client.action(publish))).toMatchObject({
    statusCode: 409,
    error: { items: [{ error: { type: 'documentRevisionIDDoesNotMatchError', id: 'forum' } }] },
  })
})

published('unpublish makes the published document a draft, unless there is a draft', async ({ client }) => {
  await client.action({ actionType: 'sanity.action.document.unpublish', ...ids })
  expect(await all(client)).toEqual([{ _id: 'drafts.forum', name: 'Published' }])
  await client.action({ actionType: 'sanity.action.document.publish', ...ids })
  await client.action(edit('Draft'))
  await client.action({ actionType: 'sanity.action.document.unpublish', ...ids })
  expect(await all(client)).toEqual([{ _id: 'drafts.forum', name: 'Draft' }])
})

published('both discard actions delete the draft', async ({ client }) => {
  await client.action(edit('Draft'))
  await client.action({ actionType: 'sanity.action.document.discard', draftId: 'drafts.forum' })
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Published' }])
  await client.action(edit('Draft'))
  const discard = { actionType: 'sanity.action.document.version.discard', versionId: 'drafts.forum' } as const
  await client.action(discard)
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Published' }])
  expect((await refusal(client.action(discard))).statusCode).toBe(404)
})

published(
  'delete also deletes the drafts in includeDrafts, and is an error if one is missing there',
  async ({ client }) => {
    await client.action(edit('Draft'))
    const remove = { actionType: 'sanity.action.document.delete', publishedId: 'forum' } as const
    expect(await refusal(client.action({ ...remove, includeDrafts: [] }))).toMatchObject({ statusCode: 409 })
    await client.action({ ...remove, includeDrafts: ['drafts.forum'] })
    expect(await all(client)).toEqual([])
  },
)

published('versions are created, replaced, and marked to be unpublished', async ({ client }) => {
  const name = { publishedId: 'forum', versionId: 'versions.r1.forum' } as const
  await client.action({ actionType: 'sanity.action.document.version.create', ...name, baseId: 'forum' })
  expect(await client.getDocument(name.versionId)).toMatchObject({ name: 'Published' })
  const document = { _id: name.versionId, _type: 'forum', name: 'Release' }
  await client.action({ actionType: 'sanity.action.document.version.replace', document })
  await client.action({ actionType: 'sanity.action.document.version.unpublish', ...name })
  expect(await client.getDocument(name.versionId)).toMatchObject({
    name: 'Release',
    _system: { delete: true },
  })
})

published('the actions of one request are applied in order, all or none', async ({ client }) => {
  await client.action([edit('Draft'), { actionType: 'sanity.action.document.publish', ...ids }])
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Draft' }])
  const publish = { actionType: 'sanity.action.document.publish', ...ids } as const
  expect(await refusal(client.action([edit('Lost'), publish, publish]))).toMatchObject({
    statusCode: 404,
    error: { items: [{ index: 2 }] },
  })
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Draft' }])
})

published('a dry run of an action changes nothing', async ({ client }) => {
  await client.action(edit('Draft'), { dryRun: true })
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Published' }])
})

test('an unknown action is a 400', async ({ lake }) => {
  const body = JSON.stringify({ actions: [{ actionType: 'sanity.action.release.create', releaseId: 'r1' }] })
  const response = await fetch(`${lake.url}/v1/data/actions/production`, { method: 'POST', body })
  expect(response.status).toBe(400)
})

/** Sends an action that the client's types do not know. */
const send = (client: SanityClient, action: Readonly<Record<string, unknown>>) =>
  client.request({ method: 'POST', url: '/data/actions/production', body: { actions: [action] } })

const actionType = (name: string) => `sanity.action.document.${name}`

test('the App SDK makes a draft with its attributes, edits, publishes and discards by versionId', async ({
  client,
}) => {
  const attributes = { _id: 'drafts.forum', _type: 'forum', name: 'New' }
  await send(client, { actionType: actionType('version.create'), publishedId: 'forum', attributes })
  expect(await all(client)).toEqual([{ _id: 'drafts.forum', name: 'New' }])
  const version = { publishedId: 'forum', versionId: 'drafts.forum' }
  await send(client, { actionType: actionType('edit'), ...version, patch: { set: { name: 'Edited' } } })
  await send(client, { actionType: actionType('publish'), ...version })
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Edited' }])
  await send(client, { actionType: actionType('edit'), ...version, patch: { set: { name: 'Again' } } })
  expect(await all(client)).toEqual([
    { _id: 'drafts.forum', name: 'Again' },
    { _id: 'forum', name: 'Edited' },
  ])
  await send(client, { actionType: actionType('discard'), versionId: 'drafts.forum', purge: false })
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Edited' }])
  await send(client, { actionType: actionType('unpublish'), ...version })
  expect(await all(client)).toEqual([{ _id: 'drafts.forum', name: 'Edited' }])
})

test('a version in a release is made without an id in its attributes, edited and published', async ({
  client,
}) => {
  const version = { publishedId: 'forum', versionId: 'versions.r1.forum' }
  const attributes = { _type: 'forum', name: 'In the release' }
  await send(client, { actionType: actionType('version.create'), ...version, attributes })
  await send(client, { actionType: actionType('edit'), ...version, patch: { set: { name: 'Edited' } } })
  expect(await all(client)).toEqual([{ _id: 'versions.r1.forum', name: 'Edited' }])
  await send(client, { actionType: actionType('publish'), ...version })
  expect(await all(client)).toEqual([{ _id: 'forum', name: 'Edited' }])
  // No version is made for an edit, only a draft.
  expect(
    await refusal(
      send(client, { actionType: actionType('edit'), ...version, patch: { set: { name: 'x' } } }),
    ),
  ).toMatchObject({ statusCode: 404 })
})

test.for([
  [
    'version.create',
    { publishedId: 'a', attributes: { _id: 'drafts.b', _type: 't' } },
    '"drafts.b" is not a version of "a"',
  ],
  [
    'version.create',
    { publishedId: 'a', attributes: { _id: 'a', _type: 't' } },
    '"a" is no draft or version',
  ],
  ['version.create', { attributes: { _type: 't' } }, 'Neither the document nor the action has an id'],
  ['edit', { publishedId: 'a', versionId: 'drafts.b', patch: {} }, '"drafts.b" is not a version of "a"'],
  ['publish', { publishedId: 'a', versionId: 'versions.r1.b' }, '"versions.r1.b" is not a version of "a"'],
] as const)('%s of %o is refused: %s', async ([name, action, description], { client }) => {
  expect(await refusal(send(client, { actionType: actionType(name), ...action }))).toMatchObject({
    statusCode: 400,
    error: { type: 'actionError', items: [{ error: { type: 'invalidActionError', description } }] },
  })
})
