import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openLake } from '#src/commands/local-lake.ts'
import { migrateContent } from '#src/commands/migrate-content.ts'
import { readConfig } from '#src/config.ts'
import { type Lake, startLake } from '#src/lake/index.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { defaultContent } from '#src/seed/index.ts'
import { clientOf, lakeOptions, test, write } from '../lake/lake.ts'
import { words } from '../seed/stored.ts'
import { command, seededData, temporaryFolder } from './project.ts'

// Most tests run several commands one after another, each as its own process.
vi.setConfig({ testTimeout: 120_000 })

const to = (id: string) => ({ _type: 'reference', _ref: id })
/** The default content as an earlier version stored it: with a hall, a draft, and a session whose part is gone. */
const old: readonly RawDocument[] = [
  ...defaultContent.flatMap((document) => {
    if (document._type !== 'session') return []
    const { edition: _, ...session } = document
    return [{ ...session, ...(document._id === 'session-sendai' && { room: to('hall') }) }]
  }),
  { _id: 'hall', _type: 'room', name: words({ en: 'Great Hall', fr: 'Grande salle' }) },
  { _id: 'drafts.later', _type: 'session', part: to('part-later'), room: to('hall') },
  { _id: 'part-later', _type: 'part', edition: to('edition-2022') },
  {
    _id: 'drafts.lost',
    _type: 'session',
    part: { ...to('gone'), _weak: true },
    title: words({ en: 'Lost' }),
  },
]

const folder = temporaryFolder()
const earlier = join(folder, 'earlier')
beforeAll(() => seededData(earlier, { changes: old }), 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A data folder with the content of the earlier version. */
function dataFolder(from = join(earlier, 'lake.sqlite')): string {
  const data = join(temporaryFolder(), 'data')
  onTestFinished(() => rmSync(join(data, '..'), { recursive: true, force: true }))
  mkdirSync(data)
  copyFileSync(from, join(data, 'lake.sqlite'))
  return data
}

const fetched = (lake: Lake, query: string) => clientOf(lake, { perspective: 'raw' }).fetch(query)
const all = '*[_type in ["session", "room", "part", "edition", "forum"]] | order(_id)'

async function inLake<T>(dataDir: string, work: (lake: Lake) => Promise<T>): Promise<T> {
  const lake = await startLake(lakeOptions(dataDir))
  try {
    return await work(lake)
  } finally {
    await lake.close()
  }
}

const migratedShape = [
  { _id: 'drafts.later', edition: 'edition-2022', rooms: ['hall-edition-2022'], room: null },
  { _id: 'drafts.lost', edition: null, rooms: null, room: null },
  { _id: 'hall', edition: 'edition-2019', rooms: null, room: null },
  { _id: 'hall-edition-2022', edition: 'edition-2022', rooms: null, room: null },
  { _id: 'session-sendai', edition: 'edition-2019', rooms: ['hall'], room: null },
]
const shape = `*[_id in ["drafts.later", "drafts.lost", "hall", "hall-edition-2022", "session-sendai"]] | order(_id) {
  _id, "edition": edition._ref, "rooms": rooms[]._ref, room
}`
const lost =
  '“Lost” (session drafts.lost) stays as it is: its part (gone) is gone. Choose an edition for it in the Studio.'

describe('the start of a lake', () => {
  it('migrates the content of an earlier version, after a backup of it, once', async () => {
    const dataDir = dataFolder()
    const said = vi.spyOn(console, 'log').mockImplementation(() => {})
    onTestFinished(() => said.mockRestore())
    const config = readConfig({ DATA_DIR: dataDir })
    const start = async () => {
      if (config.lake.kind !== 'embedded') throw new Error('a hosted lake')
      const lake = await openLake(config, { ...config.lake, url: 'http://localhost:0' })
      try {
        return [await fetched(lake, shape), await fetched(lake, all)]
      } finally {
        await lake.close()
      }
    }
    const backup = join(dataDir, 'lake.sqlite.before-rooms')
    const [after, documents] = await start()
    expect(after).toEqual(migratedShape)
    expect(said.mock.calls.flat()).toEqual([
      lost,
      `Backup before content is migrated: ${backup}`,
      'Content migrated: 10 documents of an earlier shape, 1 room to add.',
    ])
    const before = await inLake(earlier, (lake) => fetched(lake, all))
    expect(await inLake(dataFolder(backup), (lake) => fetched(lake, all))).toEqual(before)

    said.mockClear()
    expect((await start())[1]).toEqual(documents)
    expect(said.mock.calls.flat()).toEqual([lost])
    expect(existsSync(`${backup}-2`)).toBe(false)
  })

  it('shows the same site before and after', async () => {
    const published = '*[!(_id in path("drafts.**"))] | order(_id)'
    const before: RawDocument[] = await inLake(earlier, (lake) => fetched(lake, published))
    const dataDir = dataFolder()
    await command('content-migrate', { env: { DATA_DIR: dataDir } })
    const after: RawDocument[] = await inLake(dataDir, (lake) => fetched(lake, published))
    const read = (documents: RawDocument[]) => {
      const { snapshot } = examine(documents.map((document) => ({ ...document, _updatedAt: '' })))
      return { ...snapshot, rooms: snapshot?.rooms.filter(({ _id }) => _id === 'hall') }
    }
    expect(read(after)).toEqual(read(before))
  })
})

describe('npm run content:migrate', () => {
  it('says in a dry run what it would do, and does it then, once', async () => {
    const dataDir = dataFolder()
    const migrate = (...args: string[]) => command('content-migrate', { args, env: { DATA_DIR: dataDir } })
    const dry = await migrate('--dry-run')
    expect(dry.code).toBe(0)
    expect(dry.output.split('\n')).toEqual([
      lost,
      '  room hall: edition, slug',
      '  new: room hall-edition-2022 (“Great Hall”)',
      '  session drafts.later: edition, rooms',
      ...['dialogue', 'ground-rules', 'key-components', 'modules', 'opening'].map(
        (name) => `  session session-${name}: edition`,
      ),
      '  session session-sendai: edition, rooms',
      '  session session-taking-stock: edition',
      '  session session-way-ahead: edition',
      'Content to migrate: 10 documents of an earlier shape, 1 room to add.',
      'Nothing was changed: this was a dry run.',
      '',
    ])
    const unchanged = await inLake(earlier, (lake) => fetched(lake, all))
    expect(await inLake(dataDir, (lake) => fetched(lake, all))).toEqual(unchanged)

    expect(await migrate()).toMatchObject({
      code: 0,
      output: expect.stringContaining('Content migrated: 10'),
    })
    expect(existsSync(join(dataDir, 'lake.sqlite.before-rooms'))).toBe(true)
    expect(await inLake(dataDir, (lake) => fetched(lake, shape))).toEqual(migratedShape)
    const healed = { changes: [{ _id: 'drafts.lost', _type: 'session' }] }
    await seededData(dataDir, healed)
    expect(await migrate()).toEqual({ code: 0, output: 'All content has the present shape.\n' })
  })

  it('needs a token for a hosted project', async () => {
    const { code, output } = await command('content-migrate', { env: { SANITY_PROJECT_ID: 'abc123de' } })
    expect([code, output]).toEqual([1, expect.stringContaining('SANITY_TOKEN')])
  })

  test('takes several transactions for a hosted project, and goes on where one failed', async ({
    client,
  }) => {
    const many = Array.from({ length: 250 }, (_, nth): RawDocument & { _id: string } => ({
      ...{ _id: `s${String(nth).padStart(3, '0')}`, _type: 'session', part: to('part-1') },
      ...(nth % 2 === 0 && { room: to('hall') }),
    }))
    await write(client, [
      { _id: 'edition-2019', _type: 'edition' },
      { _id: 'part-1', _type: 'part', edition: to('edition-2019') },
      { _id: 'hall', _type: 'room', name: words({ en: 'Hall' }) },
      ...many,
    ])
    const options = { isEmbedded: false, log: () => {} }
    const somebody = async () => {
      await client.patch('s249').set({ plenary: true }).commit()
      return 'nowhere'
    }
    await expect(migrateContent(client, { ...options, backUp: somebody })).rejects.toThrow(
      'Somebody changed the content in the meantime. Run the command again.',
    )
    expect(await client.fetch('count(*[_type == "session" && defined(room)])')).toBe(25)
    await migrateContent(client, options)
    expect(await client.fetch('count(*[_type == "session" && !defined(room) && defined(edition)])')).toBe(250)
    expect(await client.fetch('count(*[rooms[0]._ref == "hall"])')).toBe(125)
    expect(await migrateContent(client, options)).toBe(false)
  })
})

describe('npm run content:import', () => {
  it('brings an export of an earlier version to the present shape, again without a change', async () => {
    const archive = join(folder, 'earlier.tar.gz')
    expect(await command('content-export', { args: [archive], env: { DATA_DIR: earlier } })).toMatchObject({
      code: 0,
    })
    const dataDir = join(folder, 'imported')
    const load = () => command('content-import', { args: [archive], env: { DATA_DIR: dataDir } })
    const first = await load()
    expect(first).toMatchObject({ code: 0 })
    expect(first.output).toContain('Documents of an earlier shape: 10, brought to the present one\n')
    expect(first.output).toContain(`${lost}\n`)
    expect(await inLake(dataDir, (lake) => fetched(lake, shape))).toEqual(migratedShape)
    const second = await load()
    expect(second.output).toContain('Documents: 0 new · 0 changed · 40 the same · 1 only in the lake')
    expect(second.output).toContain('The lake already has all of it.')
  })
})
