import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { exportDataset } from '@sanity/export'
import { sanityImport } from '@sanity/import'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Lake, startLake } from '#src/lake/index.ts'
import { defaultContent } from '#src/seed/index.ts'
import { clientOf, lakeOptions } from '../lake/lake.ts'
import { readArchive, writeArchive } from './archives.ts'
import { command, projectFolder, seededData, temporaryFolder } from './project.ts'

// Most tests run several commands one after another, each as its own process.
vi.setConfig({ testTimeout: 60_000 })

const folder = temporaryFolder()
const seeded = join(folder, 'seeded')
/** An export of the default content and one draft. */
const archive = join(folder, 'content.tar.gz')
const draft = { _id: 'drafts.room-hall', _type: 'room', name: [], slug: [] }

beforeAll(async () => {
  await seededData(seeded, { changes: [draft] })
  expect(await exported(seeded, archive)).toEqual({
    code: 0,
    output: expect.stringMatching(/content\.tar\.gz: 37 documents \(1 draft\), 1 image or file, 0\.2 MB\n$/),
  })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exported = (dataDir: string, file: string, args: string[] = [], env: Record<string, string> = {}) =>
  command('content-export', { args: [file, ...args], env: { DATA_DIR: dataDir, ...env } })

const imported = (dataDir: string, file: string, args: string[] = [], env: Record<string, string> = {}) =>
  command('content-import', { args: [file, ...args], env: { DATA_DIR: dataDir, ...env } })

/** A new data folder, with a copy of the seeded content or empty. */
function dataFolder({ empty = false } = {}): string {
  const data = join(temporaryFolder(), 'data')
  onTestFinished(() => rmSync(join(data, '..'), { recursive: true, force: true }))
  if (!empty) cpSync(seeded, data, { recursive: true })
  return data
}

/** Runs `work` with a lake over a data folder. */
async function withLake<Result>(dataDir: string, work: (lake: Lake) => Promise<Result>): Promise<Result> {
  const lake = await startLake(lakeOptions(dataDir))
  try {
    return await work(lake)
  } finally {
    await lake.close()
  }
}

/** All documents, without the addresses of assets, which contain the lake's port. */
const stored = (dataDir: string) =>
  withLake(dataDir, (lake) =>
    clientOf(lake, { perspective: 'raw' }).fetch<{ _id: string; hashtag?: string }[]>(
      '*[]{..., "url": null} | order(_id)',
    ),
  )

/** Documents without the fields that each lake sets itself. */
const contentOf = (documents: readonly object[]) =>
  JSON.parse(
    JSON.stringify(documents, (name, value) =>
      ['_rev', '_createdAt', '_updatedAt', 'uploadId'].includes(name) ? undefined : value,
    ),
  )

describe('an export', () => {
  it('is in Sanity’s format, in order, and has the same bytes each time', async () => {
    const again = join(folder, 'again.tar.gz')
    expect(await exported(seeded, again)).toMatchObject({ code: 0 })
    expect(readFileSync(again).equals(readFileSync(archive))).toBe(true)
    const parts = await readArchive(archive)
    const image = 'images/14990ddbb36b0d03cdef9d4843b32f628dc53d74-2400x1350.png'
    expect([...parts.keys()]).toEqual(['data.ndjson', 'assets.json', image])
    const documents = (parts.get('data.ndjson') ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const ids = documents.map(({ _id }) => _id)
    expect(ids).toEqual([...defaultContent.map(({ _id }) => _id), draft._id].sort())
    expect(documents.find(({ _id }) => _id === 'edition-2019').image).toEqual({
      _type: 'image',
      _sanityAsset: `image@file://./${image}`,
      alt: expect.any(Array),
      hotspot: expect.any(Object),
    })
    expect(JSON.parse(parts.get('assets.json') ?? '')).toEqual({
      'image-14990ddbb36b0d03cdef9d4843b32f628dc53d74': {
        metadata: expect.any(Object),
        originalFilename: 'durban.png',
        sha1hash: '14990ddbb36b0d03cdef9d4843b32f628dc53d74',
        size: 207150,
      },
    })
  })

  it('leaves out drafts with --no-drafts, also where npm takes the option', async () => {
    for (const [args, env] of [
      [['--no-drafts'], {}],
      [[], { npm_config_drafts: '' }],
    ] as const) {
      const file = join(folder, `published${args.length}.tar.gz`)
      const result = await exported(seeded, file, [...args], env)
      expect(result.output).toContain('36 documents (0 drafts)')
      expect((await readArchive(file)).get('data.ndjson')).not.toContain('drafts.')
    }
  })

  it('reads from a running lake', async () => {
    const file = join(folder, 'running.tar.gz')
    const result = await withLake(dataFolder(), ({ port }) =>
      exported(dataFolder({ empty: true }), file, [], { LAKE_PORT: String(port) }),
    )
    expect(result).toMatchObject({ code: 0 })
    expect(readFileSync(file).equals(readFileSync(archive))).toBe(true)
  })

  it('replaces a file only with --overwrite', async () => {
    const data = dataFolder()
    const file = join(data, 'content.tar.gz')
    await exported(data, file)
    expect(await exported(data, file)).toEqual({
      code: 1,
      output: `\n${file} already exists. Name another file, or add --overwrite.\n\n`,
    })
    expect(await exported(data, file, ['--overwrite'])).toMatchObject({ code: 0 })
  })

  it('to a folder that does not exist says so', async () => {
    const file = join(folder, 'none', 'content.tar.gz')
    expect(await exported(seeded, file)).toEqual({
      code: 1,
      output: `\nThe file ${file}.part cannot be read or written: the folder does not exist.\n\n`,
    })
  })

  it('of a lake with a damaged image fails, and writes no file', async () => {
    const data = dataFolder()
    const [image = ''] = readdirSync(join(data, 'assets')).filter((name) => name.endsWith('.png'))
    const bytes = readFileSync(join(data, 'assets', image))
    writeFileSync(join(data, 'assets', image), bytes.fill(1, 100, 200))
    const file = join(folder, 'damaged.tar.gz')
    const result = await exported(data, file)
    expect(result.code).toBe(1)
    expect(result.output).toMatch(
      new RegExp(
        `The asset http://localhost:\\d+/images/local/production/${image} could not be read: its bytes are damaged`,
      ),
    )
    expect(readdirSync(folder).filter((name) => name.startsWith('damaged'))).toEqual([])
  })
})

describe('an import', () => {
  it('into an empty lake keeps everything', async () => {
    const data = dataFolder({ empty: true })
    expect(await imported(data, archive)).toEqual({
      code: 0,
      output: [
        `Reading ${archive} …`,
        'Documents: 37 new · 0 changed · 0 the same',
        'Images and files: 1 new · 0 the same',
        'Done: 37 documents, 1 image or file.\n',
      ].join('\n'),
    })
    const again = join(data, 'again.tar.gz')
    await exported(data, again)
    expect(readFileSync(again).equals(readFileSync(archive))).toBe(true)
  })

  it('with --dry-run changes nothing, also where npm takes the option', async () => {
    const data = dataFolder({ empty: true })
    for (const [args, env] of [
      [['--dry-run'], {}],
      [[], { npm_config_dry_run: 'true' }],
    ] as const) {
      const result = await imported(data, archive, [...args], env)
      expect(result).toMatchObject({ code: 0 })
      expect(result.output).toContain('Documents: 37 new · 0 changed · 0 the same\n')
      expect(result.output).toContain('Nothing was changed: this was a dry run.')
      expect(existsSync(join(data, 'lake.sqlite'))).toBe(false)
    }
  })

  it('of the same content changes nothing', async () => {
    const data = dataFolder()
    const before = await stored(data)
    const result = await imported(data, archive)
    expect(result.output).toContain('Documents: 0 new · 0 changed · 37 the same\n')
    expect(result.output).toContain('The lake already has all of it.')
    expect(await stored(data)).toEqual(before)
  })

  it('is stopped by documents that differ, without --replace or --missing', async () => {
    const data = dataFolder()
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { perspective: 'raw' })
      await client.patch('forum').set({ hashtag: '#Other' }).commit()
      await client.delete('break-lunch')
    })
    const before = await stored(data)
    const tried = await imported(data, archive, ['--replace', '--dry-run'])
    expect(tried.output).toContain('Documents: 1 new · 1 changed · 35 the same\n')
    expect(await stored(data)).toEqual(before)
    const refused = await imported(data, archive)
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('Documents: 1 new · 1 changed · 35 the same\n')
    expect(refused.output).toContain(
      'One document is already in the lake and differs: “UCLG Learning Forum”. Nothing was changed.',
    )
    expect(await stored(data)).toEqual(before)

    const missing = await imported(data, archive, ['--missing'])
    expect(missing.output).toContain(
      '1 new · 0 changed · 35 the same · 1 changed, but left as they are (--missing)\n',
    )
    const hashtag = async () => (await stored(data)).find(({ _id }) => _id === 'forum')?.hashtag
    expect(await hashtag()).toBe('#Other')
    expect((await stored(data)).map(({ _id }) => _id)).toContain('break-lunch')

    expect(await imported(data, archive, ['--replace'])).toMatchObject({ code: 0 })
    expect(contentOf(await stored(data))).toEqual(contentOf(await stored(seeded)))
    expect(await imported(data, archive, ['--replace', '--missing'])).toMatchObject({ code: 1 })
  })

  it('into a running lake is one transaction for listeners', async () => {
    const data = dataFolder({ empty: true })
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { perspective: 'raw' })
      const transactions = new Set<string>()
      const listening = client.listen('*[!(_type match "sanity.*")]', {}, { events: ['welcome', 'mutation'] })
      const { promise: welcome, resolve } = Promise.withResolvers<void>()
      const subscription = listening.subscribe((event) => {
        if (event.type === 'welcome') resolve()
        if (event.type === 'mutation') transactions.add(event.transactionId)
      })
      await welcome
      expect(
        await imported(dataFolder({ empty: true }), archive, [], { LAKE_PORT: String(lake.port) }),
      ).toMatchObject({ code: 0 })
      await expect.poll(() => transactions.size, { timeout: 10_000 }).toBe(1)
      subscription.unsubscribe()
      expect(await client.fetch('count(*[!(_type match "sanity.*")])')).toBe(37)
    })
  })

  it('imports content with faults, and lists the faults', async () => {
    const data = dataFolder()
    const file = join(data, 'faulty.tar.gz')
    await writeArchive(file, { lines: [{ _id: 'room-nameless', _type: 'room' }] })
    const result = await imported(data, file)
    expect(result).toMatchObject({ code: 0 })
    expect(result.output).toContain('because of 1 fault in published documents:\nroom-nameless (room): Name')
    expect(result.output).toContain('http://localhost:3333/intent/edit/id=room-nameless;type=room;path=name')
    expect(result.output).toContain('Done: 1 document, 0 images and files.')
  })

  it('with problems is refused with the reasons, and changes nothing', async () => {
    const data = dataFolder({ empty: true })
    mkdirSync(data, { recursive: true })
    const file = join(data, 'bad.tar.gz')
    const room = { _id: 'room-a', _type: 'room', name: [] }
    await writeArchive(file, { lines: [room, { ...room, _id: 'room-b', other: { _ref: 'gone' } }] })
    expect(await imported(data, file)).toEqual({
      code: 1,
      output: `Reading ${file} …\n\n${file} cannot be imported. Nothing was changed.\n  Line 2: "room-b" refers to "gone", which is neither in the archive nor in the lake.\n\n`,
    })
    expect(await stored(data)).toEqual([])
  })

  it('of another file, or of half an archive, is refused', async () => {
    const data = dataFolder({ empty: true })
    mkdirSync(data, { recursive: true })
    const complete = readFileSync(archive)
    const outputOf = async (bytes: Uint8Array) => {
      writeFileSync(join(data, 'x.tar.gz'), bytes)
      return (await imported(data, join(data, 'x.tar.gz'))).output
    }
    const refusal = 'It is not an archive of an export, or it is damaged or incomplete.'
    expect(await outputOf(complete.subarray(0, complete.length / 2))).toContain(refusal)
    expect(await outputOf(Buffer.from('words'))).toContain(refusal)
    expect(await outputOf(randomBytes(5000))).toContain(refusal)
    expect((await imported(data, join(data, 'none.tar.gz'))).output).toContain(
      `There is no file ${join(data, 'none.tar.gz')}.`,
    )
    expect(existsSync(join(data, 'lake.sqlite'))).toBe(false)
  })
})

describe('an interrupted import', () => {
  /** An archive with many files, so that the import can be stopped in the middle. */
  const large = join(folder, 'large.tar.gz')
  beforeAll(async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`files/${at}.bin`, randomBytes(300_000)]),
    )
    await writeArchive(large, { lines: defaultContent, files })
  })

  function startImport(dataDir: string, env: Record<string, string>) {
    const child = spawn(process.execPath, ['src/commands/content-import.ts', large], {
      cwd: projectFolder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, LAKE_PORT: '3929', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
    return { child, ended: once(child, 'close').then(([code]) => ({ code, output })) }
  }

  it('that gets SIGINT says that it stopped, and removes its temporary files', async () => {
    const data = dataFolder({ empty: true })
    mkdirSync(data, { recursive: true })
    const working = join(data, 'work')
    const { child, ended } = startImport(data, {})
    await expect
      .poll(() => existsSync(working) && readdirSync(working).some((name) => name.endsWith('.lock')), {
        timeout: 15_000,
        interval: 10,
      })
      .toBe(true)
    child.kill('SIGINT')
    expect(await ended).toEqual({
      code: 1,
      output: expect.stringMatching(/\nStopped\. Nothing was changed\.\n/),
    })
    expect(readdirSync(working)).toEqual(['turn'])
  })

  it('that is killed has written no document or all of them, and can be run again', async () => {
    const data = dataFolder({ empty: true })
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { perspective: 'raw' })
      const env = { LAKE_PORT: String(lake.port) }
      const { child, ended } = startImport(data, env)
      await expect
        .poll(() => client.fetch('count(*[_type == "sanity.fileAsset"])'), { interval: 5, timeout: 15_000 })
        .toBeGreaterThan(2)
      child.kill('SIGKILL')
      await ended
      const documents = () => client.fetch<number>('count(*[!(_type match "sanity.*")])')
      expect([0, defaultContent.length]).toContain(await documents())
      expect(await startImport(data, env).ended).toMatchObject({ code: 0 })
      expect(await documents()).toBe(defaultContent.length)
      expect(await client.fetch('count(*[_type == "sanity.fileAsset"])')).toBe(40)
    })
  })
})

describe('Sanity’s own tools', () => {
  it('make an export of the lake that can be imported without changes', async () => {
    const file = join(folder, 'theirs.tar.gz')
    await withLake(dataFolder(), async (lake) => {
      await exportDataset({
        client: clientOf(lake, { token: 'any' }),
        dataset: 'production',
        outputPath: file,
      })
    })
    const data = dataFolder({ empty: true })
    expect(await imported(data, file)).toMatchObject({ code: 0 })
    const again = join(data, 'again.tar.gz')
    await exported(data, again)
    expect(readFileSync(again).equals(readFileSync(archive))).toBe(true)
  })

  it('import an export of ours', async () => {
    const data = dataFolder({ empty: true })
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { token: 'any' })
      expect(await sanityImport(createReadStream(archive), { client })).toEqual({ numDocs: 37, warnings: [] })
    })
    expect(contentOf(await stored(data))).toEqual(contentOf(await stored(seeded)))
  }, 30_000)
})
