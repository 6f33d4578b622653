import type { SanityClient } from '@sanity/client'
import { describe, expect } from 'vitest'
import { movedTo } from '#src/programme/move.ts'
import { publishAll } from '#studio/publishing/publishAll.ts'
import {
  ChangedElsewhereError,
  type RequestedChange,
  redoChanges,
  type ShownDocument,
  undoChanges,
  writeChanges,
} from '#studio/store/transactions.ts'
import { test as base } from '../lake/lake.ts'
import { stored } from '../seed/stored.ts'

/** A lake with the default content, published; and sendai with a draft. */
const test = base.extend('content', async ({ client }) => {
  await client.mutate(stored.map(({ _updatedAt, ...document }) => ({ createOrReplace: document })))
  const sendai = stored.find(({ _id }) => _id === 'session-sendai')
  if (sendai) await client.create({ ...sendai, _id: 'drafts.session-sendai', start: '11:05' })
  return client
})

/** Everything that is stored, but when and in which transaction it was written. */
const all = async (client: SanityClient) =>
  (await client.fetch<Record<string, unknown>[]>('*[_type in ["session", "break"]] | order(_id)')).map(
    ({ _rev, _updatedAt, _createdAt, ...content }) => content,
  )

const shown = async (client: SanityClient, ...ids: string[]): Promise<ShownDocument[]> =>
  (
    await client
      .withConfig({ perspective: 'drafts' })
      .fetch<ShownDocument[]>('*[_id in $ids] | order(_id)', { ids })
  ).map((one) => ({ ...one }))

const later = (one: ShownDocument): RequestedChange => ({
  shown: one,
  change: (current, published) => movedTo(current, published, { start: '11:20', end: '13:20' }),
})
const both = ['session-modules', 'session-sendai'] as const

describe('changes on the board', () => {
  test('are written to drafts in one transaction, with the time that was announced before', async ({
    content: client,
  }) => {
    const outcome = await writeChanges(client, (await shown(client, ...both)).map(later))
    const moved = (start: string, end: string) => ({
      ...{ status: 'moved', start: '11:20', end: '13:20' },
      movedFrom: { _type: 'movedFrom', date: '2019-11-12', start, end },
    })
    expect(await client.getDocument('drafts.session-modules')).toMatchObject(moved('11:40', '13:00'))
    expect(await client.getDocument('drafts.session-sendai')).toMatchObject(moved('11:00', '11:40'))
    expect(await client.getDocument('session-modules')).toMatchObject({ start: '11:40', end: '13:00' })
    expect(outcome.written.map(({ id, created }) => [id, created])).toEqual([
      ['session-modules', true],
      ['session-sendai', false],
    ])
    expect(outcome.shown).toEqual(await shown(client, ...both))
  })

  test('are undone exactly, redone, and undone again', async ({ content: client }) => {
    const before = await all(client)
    const done = await writeChanges(client, (await shown(client, ...both)).map(later))
    const after = await all(client)
    const back = await undoChanges(client, done.written, done.shown)
    expect(await all(client)).toEqual(before)
    const again = await redoChanges(client, back.written, back.shown)
    expect(await all(client)).toEqual(after)
    await undoChanges(client, again.written, again.shown)
    expect(await all(client)).toEqual(before)
  })

  test('are refused as a whole when somebody else has changed one of the documents', async ({
    content: client,
  }) => {
    const [modules, sendai] = await shown(client, ...both)
    await client.patch('drafts.session-sendai').set({ status: 'cancelled' }).commit()
    const before = await all(client)
    if (!modules || !sendai) throw new Error('no sessions')
    await expect(writeChanges(client, [later(modules), later(sendai)])).rejects.toEqual(
      new ChangedElsewhereError(['session-sendai']),
    )
    expect(await all(client)).toEqual(before)
  })

  test('are not undone when somebody else has changed a document since', async ({ content: client }) => {
    const done = await writeChanges(client, (await shown(client, ...both)).map(later))
    await client.patch('drafts.session-modules').set({ status: 'cancelled' }).commit()
    const before = await all(client)
    await expect(undoChanges(client, done.written, done.shown)).rejects.toEqual(
      new ChangedElsewhereError(['session-modules']),
    )
    expect(await all(client)).toEqual(before)
  })

  test('without an effect write nothing', async ({ content: client }) => {
    const before = await all(client)
    const [modules] = await shown(client, 'session-modules')
    if (!modules) throw new Error('no session')
    const stays: RequestedChange = { shown: modules, change: () => ({ set: {}, unset: [] }) }
    expect(await writeChanges(client, [stays])).toEqual({ written: [], shown: [] })
    expect(await all(client)).toEqual(before)
  })
})

describe('publishing several drafts at once', () => {
  test('publishes them all', async ({ content: client }) => {
    await writeChanges(client, (await shown(client, ...both)).map(later))
    expect(await publishAll(client, both)).toEqual([])
    expect(await client.getDocuments(both.map((id) => `drafts.${id}`))).toEqual([null, null])
    expect(await client.getDocument('session-modules')).toMatchObject({ start: '11:20', status: 'moved' })
  })

  test('publishes none when one has a fault, and returns the fault', async ({ content: client }) => {
    await writeChanges(client, (await shown(client, ...both)).map(later))
    await client.patch('drafts.session-sendai').set({ end: '10:00' }).commit()
    const faults = await publishAll(client, both)
    expect(faults.map(({ documentId, path, code }) => [documentId, path, code])).toEqual([
      ['session-sendai', 'end', 'endsBeforeStart'],
    ])
    expect(await client.getDocument('session-modules')).toMatchObject({ start: '11:40' })
  })
})
