import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { LakeError, startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, test, write } from './lake.ts'

const forum = { _id: 'forum', _type: 'forum', name: 'Learning Forum' }

/** Starts a lake that is expected not to start. */
async function failure(dataDir: string): Promise<{ kind: string; path?: string; port?: number }> {
  const outcome = await startLake(lakeOptions(dataDir)).catch((error: unknown) => error)
  if (!(outcome instanceof LakeError)) throw outcome
  const { kind, path, port } = outcome
  return { kind, ...(path !== undefined && { path }), ...(port !== undefined && { port }) }
}

test('a lake that is started again has every document as it was', async ({ dataDir, lake, client }) => {
  await write(client, [forum, { _id: 'drafts.forum', _type: 'forum', name: 'Draft' }])
  await client.patch('forum').set({ name: 'Changed' }).commit()
  await client.delete('drafts.forum')
  const before = await client.fetch('*')
  await lake.close()
  const again = await startLake(lakeOptions(dataDir))
  expect(await clientOf(again).fetch('*')).toEqual(before)
  await again.close()
})

test('a closed lake is one data file', async ({ dataDir, lake, client }) => {
  await client.create(forum)
  await lake.close()
  expect(readdirSync(dataDir)).toEqual(['assets', 'lake.sqlite'])
})

test('a lake is empty until a document was stored, also when it was deleted since', async ({
  dataDir,
  lake,
  client,
}) => {
  expect(lake.isEmpty).toBe(true)
  await client.assets.upload('file', Buffer.from('x'), { filename: 'x.txt' })
  await lake.close()
  const second = await startLake(lakeOptions(dataDir))
  expect(second.isEmpty).toBe(true)
  await clientOf(second).create(forum)
  await clientOf(second).delete('forum')
  expect(second.isEmpty).toBe(true)
  await second.close()
  const third = await startLake(lakeOptions(dataDir))
  expect(third.isEmpty).toBe(false)
  await third.close()
})

test('what was written when the power went is there after the next start', async ({
  dataDir,
  lake,
  client,
}) => {
  await client.create(forum)
  // A copy of the files of a running lake is what a killed process leaves behind.
  const copy = join(dataDir, 'copy')
  mkdirSync(copy)
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith('lake.sqlite')))
    writeFileSync(join(copy, file), readFileSync(join(dataDir, file)))
  const again = await startLake(lakeOptions(copy))
  expect(await clientOf(again).fetch('*[0]')).toMatchObject(forum)
  await again.close()
  await lake.close()
})

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

const sqlite = (path: string, sql: string) => {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

test.for([
  [
    'is no database',
    'dataCorrupt',
    (path: string) => writeFileSync(path, 'not a database, but long enough for one'),
  ],
  ['belongs to another program', 'dataCorrupt', (path: string) => sqlite(path, 'CREATE TABLE other (a)')],
  [
    'was written by a newer version',
    'dataNewer',
    (path: string) =>
      sqlite(path, 'CREATE TABLE t (a); PRAGMA application_id = 0x4c414b45; PRAGMA user_version = 99'),
  ],
] as const)('a data file that %s is refused and left as it is', async ([, kind, make], { dataDir }) => {
  const path = join(dataDir, 'lake.sqlite')
  make(path)
  const before = digest(path)
  expect(await failure(dataDir)).toEqual({ kind, path })
  expect(digest(path)).toBe(before)
})

test('a damaged data file is refused', async ({ dataDir, lake, client }) => {
  const path = join(dataDir, 'lake.sqlite')
  await client.create({ ...forum, text: 'x'.repeat(100_000) })
  await lake.close()
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0x55, 4096, 4096 * 4))
  expect(await failure(dataDir)).toEqual({ kind: 'dataCorrupt', path })
})

test('a data file with a document that is none is refused', async ({ dataDir, lake, client }) => {
  const path = join(dataDir, 'lake.sqlite')
  await client.create(forum)
  await lake.close()
  sqlite(path, "UPDATE documents SET json = '{'")
  expect(await failure(dataDir)).toEqual({ kind: 'dataCorrupt', path })
})

test('a data file that cannot be opened is told apart from a damaged one', async ({ dataDir }) => {
  const path = join(dataDir, 'lake.sqlite')
  mkdirSync(path)
  expect(await failure(dataDir)).toEqual({ kind: 'dataUnreadable', path })
})

test('a folder that cannot be made is named', async ({ dataDir }) => {
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  expect(await failure(join(file, 'data'))).toEqual({
    kind: 'dataUnreadable',
    path: join(file, 'data', 'assets'),
  })
})

test('two lakes cannot share their data', async ({ dataDir, lake }) => {
  expect(lake.isEmpty).toBe(true)
  expect(await failure(dataDir)).toEqual({ kind: 'dataInUse', path: join(dataDir, 'lake.sqlite') })
})

test('a port that is taken is named, and no data is touched', async ({ dataDir, lake }) => {
  const other = join(dataDir, 'other')
  const outcome = startLake({ ...lakeOptions(other), port: lake.port })
  await expect(outcome).rejects.toMatchObject({ kind: 'portInUse', port: lake.port })
  expect(readdirSync(dataDir)).not.toContain('other')
})
