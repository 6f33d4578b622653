import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, test } from './lake.ts'

const bytesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('lake.sqlite'))
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('')

test('a deletion with purge leaves nothing of a document in the data file, and the history of others as it was', async ({
  client,
  dataDir,
  lake,
}) => {
  const person = (_id: string) => ({ _id, _type: 'contributor', name: 'Inés Xochitl' })
  await client
    .transaction()
    .create(person('ines'))
    .create(person('drafts.ines'))
    .create({ _id: 'other', _type: 'contributor', name: 'Karim' })
    .commit()
  await client.patch('ines').set({ name: 'Inés Xochitl Ruiz' }).commit()
  await client.patch('other').set({ name: 'Karim Osman' }).commit()
  expect(bytesIn(dataDir)).toContain('Xochitl')
  await client.action({
    ...{ actionType: 'sanity.action.document.delete', publishedId: 'ines' },
    ...{ includeDrafts: ['drafts.ines'], purge: true },
  })
  expect(bytesIn(dataDir)).not.toContain('Xochitl')
  const note = (id: string) => ({ create: { _id: `note.${id}`, _type: 'note', text: 'Xochitl' } })
  await client.mutate([note('a'), note('b')])
  const purge = async (selection: object, dryRun = false) => {
    const mutations = [{ delete: { ...selection, purge: true } }]
    const url = `/data/mutate/production?dryRun=${dryRun}`
    await client.request({ method: 'POST', url, body: { mutations } })
  }
  await purge({ query: '*[_type == "note"]' }, true)
  await purge({ id: 'note.a' })
  expect(bytesIn(dataDir)).toContain('Xochitl')
  await purge({ query: '*[_type == $type]', params: { type: 'note' } })
  expect(bytesIn(dataDir)).not.toContain('Xochitl')
  const documentAt = (id: string) =>
    client.request<{ documents: { name?: string }[] }>({
      url: `/data/history/production/documents/${id}?time=${encodeURIComponent('2026-01-01T00:00:00Z')}&lastRevision=true`,
    })
  expect((await documentAt('ines')).documents).toEqual([])
  expect((await documentAt('other')).documents).toMatchObject([{ name: 'Karim Osman' }])
  await lake.close()
  const again = await startLake(lakeOptions(dataDir))
  try {
    expect(await clientOf(again).fetch('*[_type == "contributor"].name')).toEqual(['Karim Osman'])
  } finally {
    await again.close()
  }
})
