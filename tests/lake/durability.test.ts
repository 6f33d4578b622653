import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { LakeError, startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, test, write } from './lake.ts'
import { freePort, startProcess } from './process.ts'

const forum = { _id: 'forum', _type: 'forum', name: 'Learning Forum' }

/** The error of a lake that is expected not to start. */
async function failure(dataDir: string): Promise<{ kind: string; path?: string; port?: number }> {
  const outcome = await startLake(lakeOptions(dataDir)).catch((error: unknown) => error)
  if (!(outcome instanceof LakeError)) throw outcome
  const { kind, path, port } = outcome
  return { kind, ...(path !== undefined && { path }), ...(port !== undefined && { port }) }
}

test('a restarted lake has every document unchanged', async ({ dataDir, lake, client }) => {
  await write(client, [forum, { _id: 'drafts.forum', _type: 'forum', name: 'Draft' }])
  await client.patch('forum').set({ name: 'Changed' }).commit()
  await client.delete('drafts.forum')
  const before = await client.fetch('*')
  await lake.close()
  const again = await startLake(lakeOptions(dataDir))
  expect(await clientOf(again).fetch('*')).toEqual(before)
  await again.close()
})

test('closing the lake leaves one data file', async ({ dataDir, lake, client }) => {
  await client.create(forum)
  await lake.close()
  expect(readdirSync(dataDir)).toEqual(['assets', 'lake.sqlite'])
})

test('isEmpty is false once a document was stored, even if it was deleted', async ({
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

test('documents that were stored before a crash are there after the next start', async ({
  dataDir,
  lake,
  client,
}) => {
  await client.create(forum)
  // A copy of the files of a running lake is the same as what a killed process leaves behind.
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
] as const)('a data file that %s is refused and left unchanged', async ([, kind, make], { dataDir }) => {
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

test('a data file with a document that is not JSON is refused', async ({ dataDir, lake, client }) => {
  const path = join(dataDir, 'lake.sqlite')
  await client.create(forum)
  await lake.close()
  sqlite(path, "UPDATE documents SET json = '{'")
  expect(await failure(dataDir)).toEqual({ kind: 'dataCorrupt', path })
})

test('an empty data file is not a new one, nor is a log whose file is gone', async ({
  dataDir,
  lake,
  client,
}) => {
  const path = join(dataDir, 'lake.sqlite')
  await client.create(forum)
  const log = readFileSync(`${path}-wal`)
  await lake.close()
  writeFileSync(path, '')
  expect(await failure(dataDir)).toEqual({ kind: 'dataCorrupt', path })
  rmSync(path)
  writeFileSync(`${path}-wal`, log)
  expect(await failure(dataDir)).toEqual({ kind: 'dataCorrupt', path })
})

test('a lake that was killed while it made its first data file starts again', async ({ dataDir }) => {
  writeFileSync(join(dataDir, 'lake.sqlite.new'), '')
  const lake = await startLake(lakeOptions(dataDir))
  expect(lake.isEmpty).toBe(true)
  await lake.close()
  expect(readdirSync(dataDir)).toEqual(['assets', 'lake.sqlite'])
})

test('only the owner can read the data', async ({ dataDir, lake, client }) => {
  await client.create(forum)
  await client.assets.upload('file', Buffer.from('x'), { filename: 'x.txt' })
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const modes = files.map(({ parentPath, name }) =>
    (statSync(join(parentPath, name)).mode & 0o777).toString(8),
  )
  expect(modes).toEqual(modes.map(() => '600'))
  expect(modes.length).toBeGreaterThan(2)
  await lake.close()
  chmodSync(join(dataDir, 'lake.sqlite'), 0o644)
  await (await startLake(lakeOptions(dataDir))).close()
  expect(statSync(join(dataDir, 'lake.sqlite')).mode & 0o777).toBe(0o600)
})

test.for(['documents', 'transactions', 'effects', 'editors'])(
  'one changed letter in a row of %s is found at the start',
  async (table, { dataDir, lake, client }) => {
    const path = join(dataDir, 'lake.sqlite')
    await client.create({ ...forum, name: 'Learnyng Forum' })
    await fetch(`${lake.url}/v1/auth/editors`, {
      method: 'POST',
      body: JSON.stringify({ name: 'Learnyng Forum' }),
    })
    await lake.close()
    sqlite(path, changes[table] ?? '')
    expect(await failure(dataDir)).toEqual({ kind: 'dataCorrupt', path })
  },
)

/** Each changes one letter of a name that the row stores, and nothing else. */
const changed = (table: string, column: string) =>
  `UPDATE ${table} SET ${column} = replace(${column}, 'Learnyng', 'Learning')`
const changes: Readonly<Record<string, string>> = {
  documents: changed('documents', 'json'),
  transactions: changed('transactions', 'mutations'),
  effects: changed('effects', 'apply'),
  editors: changed('editors', 'name'),
}

test('a data file that cannot be opened has another error than a damaged one', async ({ dataDir }) => {
  const path = join(dataDir, 'lake.sqlite')
  mkdirSync(path)
  expect(await failure(dataDir)).toEqual({ kind: 'dataUnreadable', path })
})

test('a folder that cannot be created is named in the error', async ({ dataDir }) => {
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  expect(await failure(join(file, 'data'))).toEqual({
    kind: 'dataUnreadable',
    path: join(file, 'data', 'assets'),
  })
})

test.skipIf(!existsSync('/proc/self'))('a folder that the system refuses is named too', async () => {
  expect(await failure('/proc/new/data')).toEqual({ kind: 'dataUnreadable', path: '/proc/new/data/assets' })
})

test('two lakes cannot share their data', async ({ dataDir, lake }) => {
  expect(lake.isEmpty).toBe(true)
  expect(await failure(dataDir)).toEqual({ kind: 'dataInUse', path: join(dataDir, 'lake.sqlite') })
})

test('a port in use is named in the error, and no data is written', async ({ dataDir, lake }) => {
  const other = join(dataDir, 'other')
  const outcome = startLake({ ...lakeOptions(other), port: lake.port })
  await expect(outcome).rejects.toMatchObject({ kind: 'portInUse', port: lake.port })
  expect(readdirSync(dataDir)).not.toContain('other')
})

/** A data file of version 1 with one document and one transaction. */
const versionOne = `
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, revision TEXT NOT NULL, updated TEXT NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE transactions (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, author TEXT NOT NULL, timestamp TEXT NOT NULL,
    mutations TEXT NOT NULL
  ) STRICT;
  CREATE TABLE effects (
    document TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES transactions (seq),
    apply TEXT NOT NULL, revert TEXT NOT NULL, PRIMARY KEY (document, seq)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${0x4c414b45}; PRAGMA user_version = 1;
  INSERT INTO transactions VALUES (1, 't1', 'editor', '2026-11-01T09:00:00.000Z', '[]');
  INSERT INTO effects VALUES ('forum', 1, '[0,{}]', '[0,null]');
  INSERT INTO documents VALUES ('forum', 'forum', 't1', '2026-11-01T09:00:00.000Z',
    '{"_id":"forum","_type":"forum","_rev":"t1","_createdAt":"2026-11-01T09:00:00.000Z","_updatedAt":"2026-11-01T09:00:00.000Z","name":"Learning Forum"}');
`

const versionOf = (path: string) => {
  const database = new DatabaseSync(path, { readOnly: true })
  const row = database.prepare('PRAGMA user_version').get()
  database.close()
  return row?.user_version
}

test('a data file of an older version is copied, then migrated', async ({ dataDir }) => {
  const path = join(dataDir, 'lake.sqlite')
  sqlite(path, versionOne)
  const lake = await startLake(lakeOptions(dataDir))
  expect(await clientOf(lake).fetch('*[0]')).toMatchObject({ ...forum, _rev: 't1' })
  await clientOf(lake).patch('forum').set({ name: 'Changed' }).commit()
  await lake.close()
  expect(readdirSync(dataDir)).toEqual(['assets', 'lake.sqlite', 'lake.sqlite.version-1'])
  expect(versionOf(path)).toBeGreaterThan(1)
  expect(versionOf(`${path}.version-1`)).toBe(1)

  // The copy is a complete data file: a lake migrates it with the same result.
  const copy = join(dataDir, 'copy')
  mkdirSync(copy)
  renameSync(`${path}.version-1`, join(copy, 'lake.sqlite'))
  const again = await startLake(lakeOptions(copy))
  expect(await clientOf(again).fetch('*[0]')).toMatchObject({ ...forum, _rev: 't1' })
  await again.close()
})

test('a data file that cannot be migrated stays unchanged', async ({ dataDir }) => {
  const path = join(dataDir, 'lake.sqlite')
  // The index that the migration creates already exists, which cannot happen in a file of the lake.
  sqlite(path, `${versionOne} CREATE TABLE effects_by_transaction (a);`)
  expect(await failure(dataDir)).toMatchObject({ path })
  expect(versionOf(path)).toBe(1)
  expect(versionOf(`${path}.version-1`)).toBe(1)
})

// A file system of two megabytes in a mount namespace of its own.
const smallDisk = (dataDir: string, command: readonly string[]) => [
  ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'],
  `mount -t tmpfs -o size=2m tmpfs "${dataDir}" && exec "$@"`,
  ...['sh', ...command],
]
const hasSmallDisks = spawnSync('unshare', smallDisk(tmpdir(), ['true']).slice(1)).status === 0

test.skipIf(!hasSmallDisks)('a full disk is a 507 and damages nothing', async ({ dataDir }) => {
  const lake = await startProcess(dataDir, await freePort(), smallDisk(dataDir, []))
  const send = (path: string, body: string) =>
    fetch(`${lake.url}/v1/${path}/production`, { method: 'POST', body })
  const create = (_id: string, text: string) =>
    send('data/mutate', JSON.stringify({ mutations: [{ create: { _id, _type: 'note', text } }] }))
  const full = {
    statusCode: 507,
    error: 'Insufficient Storage',
    message: 'The disk is full: nothing was stored',
  }
  try {
    let stored = 0
    let answer = await create('note-0', 'x'.repeat(60_000))
    for (; answer.status === 200; answer = await create(`note-${stored}`, 'x'.repeat(60_000))) stored += 1
    expect([answer.status, await answer.json()]).toEqual([507, full])
    expect(stored).toBeGreaterThan(2)

    const upload = await send('assets/files', 'y'.repeat(1_000_000))
    expect([upload.status, await upload.json()]).toEqual([507, full])

    // Stored documents can be read, failed ones are missing, and a document that is small enough can be stored.
    const count = await fetch(`${lake.url}/v2025-02-19/data/query/production?query=count(*)`)
    expect((await count.json()).result).toBe(stored)
    expect((await create('small', '')).status).toBe(200)
  } finally {
    await lake.end('SIGKILL')
  }
})
