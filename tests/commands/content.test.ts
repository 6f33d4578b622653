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

// Most of it runs several commands one after the other, each a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const folder = temporaryFolder()
const seeded = join(folder, 'seeded')
/** The default content, with a draft on top. */
const archive = join(folder, 'content.tar.gz')
const draft = { _id: 'drafts.room-hall', _type: 'room', name: [] }

beforeAll(async () => {
  await seededData(seeded, { changes: [draft] })
  expect(await exported(seeded, archive)).toEqual({
    code: 0,
    output: expect.stringMatching(/content\.tar\.gz: 31 documents \(1 draft\), 1 image or file, 0\.2 MB\n$/),
  })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exported = (dataDir: string, file: string, args: string[] = [], env: Record<string, string> = {}) =>
  command('content-export', { args: [file, ...args], env: { DATA_DIR: dataDir, ...env } })

const imported = (dataDir: string, file: string, args: string[] = [], env: Record<string, string> = {}) =>
  command('content-import', { args: [file, ...args], env: { DATA_DIR: dataDir, ...env } })

/** A data folder of its own; with what was seeded, or with nothing. */
function dataFolder({ empty = false } = {}): string {
  const data = join(temporaryFolder(), 'data')
  onTestFinished(() => rmSync(join(data, '..'), { recursive: true, force: true }))
  if (!empty) cpSync(seeded, data, { recursive: true })
  return data
}

/** Works with the lake over a data folder. */
async function withLake<Result>(dataDir: string, work: (lake: Lake) => Promise<Result>): Promise<Result> {
  const lake = await startLake(lakeOptions(dataDir))
  try {
    return await work(lake)
  } finally {
    await lake.close()
  }
}

/** All documents, without the addresses of assets: those follow the lake from port to port. */
const stored = (dataDir: string) =>
  withLake(dataDir, (lake) =>
    clientOf(lake, { perspective: 'raw' }).fetch<{ _id: string; hashtag?: string }[]>(
      '*[]{..., "url": null} | order(_id)',
    ),
  )

/** Without what each lake gives by itself. */
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

  it('leaves out drafts when it is asked to, also where npm has taken the option for its own', async () => {
    for (const [args, env] of [
      [['--no-drafts'], {}],
      [[], { npm_config_drafts: '' }],
    ] as const) {
      const file = join(folder, `published${args.length}.tar.gz`)
      const ran = await exported(seeded, file, [...args], env)
      expect(ran.output).toContain('30 documents (0 drafts)')
      expect((await readArchive(file)).get('data.ndjson')).not.toContain('drafts.')
    }
  })

  it('reads through a lake that runs', async () => {
    const file = join(folder, 'running.tar.gz')
    const ran = await withLake(dataFolder(), ({ port }) =>
      exported(dataFolder({ empty: true }), file, [], { LAKE_PORT: String(port) }),
    )
    expect(ran).toMatchObject({ code: 0 })
    expect(readFileSync(file).equals(readFileSync(archive))).toBe(true)
  })

  it('replaces a file only when it is asked to', async () => {
    const data = dataFolder()
    const file = join(data, 'content.tar.gz')
    await exported(data, file)
    expect(await exported(data, file)).toEqual({
      code: 1,
      output: `\n${file} is there already. Name another file, or add --overwrite.\n\n`,
    })
    expect(await exported(data, file, ['--overwrite'])).toMatchObject({ code: 0 })
  })

  it('to a place that there is not says so', async () => {
    const file = join(folder, 'none', 'content.tar.gz')
    expect(await exported(seeded, file)).toEqual({
      code: 1,
      output: `\nThe file ${file}.part cannot be read or written: the folder is not there.\n\n`,
    })
  })

  it('of a lake with a damaged image fails, and leaves no file', async () => {
    const data = dataFolder()
    const [image = ''] = readdirSync(join(data, 'assets')).filter((name) => name.endsWith('.png'))
    const bytes = readFileSync(join(data, 'assets', image))
    writeFileSync(join(data, 'assets', image), bytes.fill(1, 100, 200))
    const file = join(folder, 'damaged.tar.gz')
    const ran = await exported(data, file)
    expect(ran.code).toBe(1)
    expect(ran.output).toMatch(
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
        'Documents: 31 new · 0 changed · 0 the same',
        'Images and files: 1 new · 0 the same',
        'Done: 31 documents, 1 image or file.\n',
      ].join('\n'),
    })
    const again = join(data, 'again.tar.gz')
    await exported(data, again)
    expect(readFileSync(again).equals(readFileSync(archive))).toBe(true)
  })

  it('that is tried only changes nothing, also where npm has taken the option for its own', async () => {
    const data = dataFolder({ empty: true })
    for (const [args, env] of [
      [['--dry-run'], {}],
      [[], { npm_config_dry_run: 'true' }],
    ] as const) {
      const ran = await imported(data, archive, [...args], env)
      expect(ran).toMatchObject({ code: 0 })
      expect(ran.output).toContain('Documents: 31 new · 0 changed · 0 the same\n')
      expect(ran.output).toContain('Nothing was changed: this was a dry run.')
      expect(existsSync(join(data, 'lake.sqlite'))).toBe(false)
    }
  })

  it('of what is there already changes nothing', async () => {
    const data = dataFolder()
    const before = await stored(data)
    const ran = await imported(data, archive)
    expect(ran.output).toContain('Documents: 0 new · 0 changed · 31 the same\n')
    expect(ran.output).toContain('Everything is there already.')
    expect(await stored(data)).toEqual(before)
  })

  it('is stopped by documents that differ, unless they are to be replaced, or to stay', async () => {
    const data = dataFolder()
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { perspective: 'raw' })
      await client.patch('forum').set({ hashtag: '#Other' }).commit()
      await client.delete('break-lunch')
    })
    const before = await stored(data)
    const tried = await imported(data, archive, ['--replace', '--dry-run'])
    expect(tried.output).toContain('Documents: 1 new · 1 changed · 29 the same\n')
    expect(await stored(data)).toEqual(before)
    const refused = await imported(data, archive)
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('Documents: 1 new · 1 changed · 29 the same\n')
    expect(refused.output).toContain(
      'One document is in the lake already and not the same: “UCLG Learning Forum”. Nothing was changed.',
    )
    expect(await stored(data)).toEqual(before)

    const missing = await imported(data, archive, ['--missing'])
    expect(missing.output).toContain(
      '1 new · 0 changed · 29 the same · 1 changed, but left as they are (--missing)\n',
    )
    const hashtag = async () => (await stored(data)).find(({ _id }) => _id === 'forum')?.hashtag
    expect(await hashtag()).toBe('#Other')
    expect((await stored(data)).map(({ _id }) => _id)).toContain('break-lunch')

    expect(await imported(data, archive, ['--replace'])).toMatchObject({ code: 0 })
    expect(contentOf(await stored(data))).toEqual(contentOf(await stored(seeded)))
    expect(await imported(data, archive, ['--replace', '--missing'])).toMatchObject({ code: 1 })
  })

  it('goes into a lake that runs, in one step for those who listen', async () => {
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
      expect(await client.fetch('count(*[!(_type match "sanity.*")])')).toBe(31)
    })
  })

  it('tells what the site would not show, and brings it in all the same', async () => {
    const data = dataFolder()
    const file = join(data, 'faulty.tar.gz')
    await writeArchive(file, { lines: [{ _id: 'room-nameless', _type: 'room' }] })
    const ran = await imported(data, file)
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.output).toContain('because of 1 fault in what is published:\nroom-nameless (room): Name')
    expect(ran.output).toContain('http://localhost:3333/intent/edit/id=room-nameless;type=room;path=name')
    expect(ran.output).toContain('Done: 1 document, 0 images and files.')
  })

  it('with something wrong in it is refused with the reasons, and changes nothing', async () => {
    const data = dataFolder({ empty: true })
    mkdirSync(data, { recursive: true })
    const file = join(data, 'bad.tar.gz')
    const room = { _id: 'room-a', _type: 'room', name: [] }
    await writeArchive(file, { lines: [room, { ...room, _id: 'room-b', other: { _ref: 'gone' } }] })
    expect(await imported(data, file)).toEqual({
      code: 1,
      output: `Reading ${file} …\n\n${file} cannot be brought in. Nothing was changed.\n  Line 2: "room-b" refers to "gone", which is neither in the archive nor in the lake.\n\n`,
    })
    expect(await stored(data)).toEqual([])
  })

  it('of something else, or of half an archive, is refused', async () => {
    const data = dataFolder({ empty: true })
    mkdirSync(data, { recursive: true })
    const whole = readFileSync(archive)
    const said = async (bytes: Uint8Array) => {
      writeFileSync(join(data, 'x.tar.gz'), bytes)
      return (await imported(data, join(data, 'x.tar.gz'))).output
    }
    const refusal = 'It is no archive of an export, or it is damaged or not complete.'
    expect(await said(whole.subarray(0, whole.length / 2))).toContain(refusal)
    expect(await said(Buffer.from('words'))).toContain(refusal)
    expect(await said(randomBytes(5000))).toContain(refusal)
    expect((await imported(data, join(data, 'none.tar.gz'))).output).toContain(
      `There is no file ${join(data, 'none.tar.gz')}.`,
    )
    expect(existsSync(join(data, 'lake.sqlite'))).toBe(false)
  })
})

describe('an import that ends early', () => {
  /** Many files to bring in, so that there is a middle. */
  const large = join(folder, 'large.tar.gz')
  beforeAll(async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`files/${at}.bin`, randomBytes(300_000)]),
    )
    await writeArchive(large, { lines: defaultContent, files })
  })

  function begun(dataDir: string, env: Record<string, string>) {
    const child = spawn(process.execPath, ['src/commands/content-import.ts', large], {
      cwd: projectFolder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, LAKE_PORT: '3929', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
    return { child, ended: once(child, 'close').then(([code]) => ({ code, output })) }
  }

  it('because somebody ended it says so, and leaves nothing lying about', async () => {
    const data = dataFolder({ empty: true })
    mkdirSync(data, { recursive: true })
    const { child, ended } = begun(data, { TMPDIR: data })
    await expect
      .poll(() => readdirSync(data).some((name) => name.startsWith('content-')), { timeout: 15_000 })
      .toBe(true)
    child.kill('SIGINT')
    expect(await ended).toEqual({
      code: 1,
      output: expect.stringMatching(/\nStopped\. Nothing was changed\.\n/),
    })
    expect(readdirSync(data).filter((name) => name.startsWith('content-'))).toEqual([])
  })

  it('because it was killed left no document, or all; and can be done again', async () => {
    const data = dataFolder({ empty: true })
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { perspective: 'raw' })
      const env = { LAKE_PORT: String(lake.port) }
      const { child, ended } = begun(data, env)
      await expect
        .poll(() => client.fetch('count(*[_type == "sanity.fileAsset"])'), { interval: 5, timeout: 15_000 })
        .toBeGreaterThan(2)
      child.kill('SIGKILL')
      await ended
      const documents = () => client.fetch<number>('count(*[!(_type match "sanity.*")])')
      expect([0, defaultContent.length]).toContain(await documents())
      expect(await begun(data, env).ended).toMatchObject({ code: 0 })
      expect(await documents()).toBe(defaultContent.length)
      expect(await client.fetch('count(*[_type == "sanity.fileAsset"])')).toBe(40)
    })
  })
})

describe('Sanity’s own tools', () => {
  it('make an export of the lake that is brought in as it was', async () => {
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

  it('bring in an export from here', async () => {
    const data = dataFolder({ empty: true })
    await withLake(data, async (lake) => {
      const client = clientOf(lake, { token: 'any' })
      expect(await sanityImport(createReadStream(archive), { client })).toEqual({ numDocs: 31, warnings: [] })
    })
    expect(contentOf(await stored(data))).toEqual(contentOf(await stored(seeded)))
  }, 30_000)
})
