import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { encodeSignatureHeader } from '@sanity/webhook'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openLake } from '#src/commands/local-lake.ts'
import type { Config } from '#src/config.ts'
import type { Lake } from '#src/lake/index.ts'
import { ContentFaultsError, LakeUnreachableError } from '#src/release/failures.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { projectCopy, projectFolder } from '../commands/project.ts'
import { freePort } from '../lake/process.ts'
import {
  configIn,
  fileOf,
  publishNumber,
  shownNumbers,
  siteUrl,
  startedPublisher,
  titled,
  writer,
} from './publishing.ts'

const isLong = process.env.LONG !== undefined
const patient = { timeout: 60_000, interval: 20 }
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'publisher-'))
  await openRenderer({ siteUrl: new URL(siteUrl) })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function opened(config: Config): Promise<Lake> {
  if (config.lake.kind !== 'embedded') throw new Error('a lake of this machine')
  const lake = await openLake(config, config.lake)
  onTestFinished(() => lake.close())
  return lake
}

/** A lake with the default content, and a publisher that has published it. */
async function publishing(name: string) {
  const config = configIn(folder, name, await freePort())
  const lake = await opened(config)
  const running = await startedPublisher(config)
  onTestFinished(() => running.close())
  return { config, lake, client: writer(config), ...running }
}

/** `npm run publisher` as its own process. */
function publisherProcess(config: Config, { cwd = projectFolder, env = {} } = {}) {
  const child = spawn(process.execPath, ['src/commands/publish-releases.ts'], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ENV_FILES: 'no',
      DATA_DIR: config.dataDir,
      LAKE_PORT: String(config.lakePort),
      SITE_URL: siteUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  onTestFinished(() => end('SIGKILL'))
  return { said: () => output, end }
}

test('the lake goes away and comes back: what is published then is live, without a restart', async () => {
  const { config, lake, client, store, errors } = await publishing('away')
  await publishNumber(client, 1)
  await expect.poll(() => shownNumbers(store), patient).toEqual([1])
  const before = store.current?.number

  await lake.close()
  await expect.poll(() => errors.length, patient).toBeGreaterThan(0)
  await setTimeout(1500)
  // However often it tries, it is said once.
  expect(errors.map((error) => error instanceof LakeUnreachableError)).toEqual([true])
  expect(store.current?.number).toBe(before)

  // Whoever starts may refuse to tell of changes for a while.
  let asked = 0
  const starting = createServer((request, response) => {
    if (request.url?.includes('/listen/')) asked += 1
    response.writeHead(503).end()
  })
  starting.listen(config.lakePort)
  await expect.poll(() => asked, patient).toBeGreaterThan(0)
  starting.closeAllConnections()
  starting.close()
  await once(starting, 'close')

  await opened(config)
  await publishNumber(client, 2)
  await expect.poll(() => shownNumbers(store), patient).toEqual([2])
  await publishNumber(client, 3)
  await expect.poll(() => shownNumbers(store), patient).toEqual([3])
})

const kills = isLong ? 50 : 4
test(`killed ${kills} times while editors publish: shown is one whole release, and the last state is live in the end`, {
  timeout: 60_000 + kills * 15_000,
}, async () => {
  const config = configIn(folder, 'killed', await freePort())
  await opened(config)
  const client = writer(config)
  /** When each state was published. */
  const times = new Map<number, string>()
  /** Every address that a shown release had. */
  const published = new Set<string>()
  let number = 0
  const edit = async () => {
    number += 1
    if (number % 10 === 0) await moveSession(number)
    times.set(number, await publishNumber(client, number))
  }
  const moveSession = async (suffix: number) => {
    const slug = titled('').map(({ language, _key }) => ({
      ...{ _key, language, _type: 'internationalizedArraySlugValue' },
      value: { _type: 'slug', current: `sendai-${suffix}` },
    }))
    await client.patch('session-sendai', { set: { slug } }).commit()
  }
  const examineShown = async (): Promise<number | undefined> => {
    const store = await ReleaseStore.open(releasesFolder(config))
    const { current } = store
    if (current === undefined) return undefined
    // Reads every file, and compares it with its digest.
    for (const { digest } of current.files.values()) await store.read(digest)
    const numbers = await shownNumbers(store)
    const [shown] = numbers
    if (shown !== undefined) {
      expect(numbers).toEqual([shown])
      const { newest } = JSON.parse(await fileOf(store, 'release.json'))
      // The address of a session changes in a transaction of its own, after this one and before the next.
      expect(newest >= (times.get(shown) ?? '?')).toBe(true)
      expect(newest <= (times.get(shown + 1) ?? '9')).toBe(true)
    }
    const { addresses } = JSON.parse(await fileOf(store, 'addresses.json'))
    for (const address of Object.keys(addresses)) published.add(address)
    const kept = JSON.parse(readFileSync(join(config.dataDir, 'addresses.json'), 'utf8'))
    expect([...published].filter((address) => !(address in kept.addresses))).toEqual([])
    await store.close()
    return shown
  }
  const edits = new AbortController()
  const editing = (async () => {
    while (!edits.signal.aborted) {
      await edit()
      await setTimeout(60)
    }
  })()
  let seen = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const { said, end } = publisherProcess(config)
    // Now while it starts, now in a release, now while pictures follow.
    if (kill % 3 < 2) await expect.poll(said, patient).toContain('The site shows what is published')
    await setTimeout(Math.random() * 1500)
    await end('SIGKILL')
    const shown = await examineShown()
    if (shown !== undefined) seen += 1
  }
  edits.abort()
  await editing
  publisherProcess(config)
  await expect.poll(examineShown, { timeout: 60_000, interval: 200 }).toBe(number)
  console.log({ kills, seen, number, addresses: published.size })
  expect(seen).toBeGreaterThan(kills / 2)
})

const burst = isLong ? { publications: 500, milliseconds: 10_000 } : { publications: 60, milliseconds: 1500 }
test(`${burst.publications} publications in ${burst.milliseconds} ms make few releases, and the last is live at once`, {
  timeout: 120_000,
}, async () => {
  const { client, store, told, errors } = await publishing('burst')
  const startedAt = performance.now()
  const before = told.releases
  for (let number = 1; number <= burst.publications; number += 1) {
    await publishNumber(client, number)
    const due = startedAt + (number / burst.publications) * burst.milliseconds
    await setTimeout(Math.max(0, due - performance.now()))
  }
  const during = told.releases
  const lastAt = performance.now()
  await expect.poll(() => shownNumbers(store), { timeout: 10_000, interval: 5 }).toEqual([burst.publications])
  const milliseconds = Math.round(performance.now() - lastAt)
  await setTimeout(300)
  console.log({ ...burst, releases: told.releases - before, milliseconds })
  // The one that was being made, the latest, and where the last event came late one more.
  expect(told.releases - during).toBeLessThanOrEqual(3)
  expect(told.releases - before).toBeLessThanOrEqual(burst.publications + 1)
  expect(store.releases().length).toBeLessThanOrEqual(10)
  expect(errors).toEqual([])
})

test('bad content stops releases and names its field, however long it lasts; good content goes live with all edits', async () => {
  const { client, store, errors } = await publishing('bad')
  await publishNumber(client, 1)
  await expect.poll(() => shownNumbers(store), patient).toEqual([1])
  const good = await client.getDocument('session-opening')
  const before = store.current?.number ?? 0

  await client.patch('session-opening', { set: { start: '23:00', end: '22:00' } }).commit()
  await expect.poll(() => errors.length, patient).toBe(1)
  const edits = isLong ? 200 : 5
  for (let edit = 2; edit <= edits; edit += 1) {
    await client.patch('session-modules', { set: { title: titled(`Modules ${edit}.`) } }).commit()
    await expect.poll(() => errors.length, patient).toBeGreaterThanOrEqual(edit)
  }
  for (const error of errors) {
    expect(error).toBeInstanceOf(ContentFaultsError)
    expect(error).toMatchObject({ faults: [{ documentId: 'session-opening', path: 'end' }] })
  }
  expect(store.current?.number).toBe(before)

  await client.patch('session-opening', { set: { start: good?.start, end: good?.end } }).commit()
  await expect.poll(() => store.current?.number, patient).toBe(before + 1)
  const page = await fileOf(store, 'en/2019/programme/index.html')
  expect(page).toContain(`Modules ${edits}.`)
  expect(page).toContain('State 1.')
})

test('a page that throws stops no later release, and what was made before it is not lost', async () => {
  const cwd = await projectCopy()
  const path = join(cwd, 'site/components/SessionFacts.astro')
  const condition = "JSON.stringify(Astro.props.session.title).includes('State 2.')"
  const broken = `---\nif (${condition}) throw new TypeError('a mistake of ours')\n`
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^---\n/, broken))
  const config = configIn(folder, 'page', await freePort())
  await opened(config)
  const client = writer(config)
  await publishNumber(client, 1)
  const { said } = publisherProcess(config, { cwd })
  const shown = async () => {
    const store = await ReleaseStore.open(releasesFolder(config))
    const text = store.current ? await fileOf(store, 'en/index.html') : ''
    return { numbers: await shownNumbers(store), name: /Forum \d/.exec(text)?.[0] }
  }
  await expect.poll(shown, { ...patient, interval: 200 }).toMatchObject({ numbers: [1] })

  // The name of the forum is on every page, also on those that are made before the one that fails.
  const forum = await client.fetch('*[_type == "forum"][0]._id')
  await client
    .transaction()
    .patch(forum, { set: { name: titled('Forum 2') } })
    .commit()
  await expect.poll(shown, { ...patient, interval: 200 }).toEqual({ numbers: [1], name: 'Forum 2' })
  await client
    .transaction()
    .patch(forum, { set: { name: titled('Forum 3') } })
    .patch('session-sendai', { set: { title: titled('State 2.') } })
    .commit()
  await expect.poll(said, patient).toContain('a mistake of ours')
  expect(said()).toMatch(/The page \/\S+ could not be made; the last good release stays as it is\./)
  expect(await shown()).toEqual({ numbers: [1], name: 'Forum 2' })
  await publishNumber(client, 3)
  await expect.poll(shown, { ...patient, interval: 200 }).toEqual({ numbers: [3], name: 'Forum 3' })
})

test('a publisher with a secret answers webhooks, and never shows the secret', async () => {
  const config = configIn(folder, 'webhooks', await freePort())
  await opened(config)
  const port = await freePort()
  const env = { WEBHOOK_SECRET: 'a secret of a webhook', PUBLISHER_PORT: String(port) }
  const { said } = publisherProcess(config, { env })
  await expect.poll(said, patient).toContain(`Webhooks  http://localhost:${port}/publish/`)
  const call = async (signature: string) => {
    const headers = { 'sanity-webhook-signature': signature }
    const init = { method: 'POST', headers, body: '{"_id":"forum"}' }
    return (await fetch(`http://localhost:${port}/publish/`, init)).status
  }
  const signature = await encodeSignatureHeader('{"_id":"forum"}', Date.now(), env.WEBHOOK_SECRET)
  expect([await call(signature), await call(signature), await call('t=1,v1=x')]).toEqual([202, 401, 401])
  await expect
    .poll(() => said().match(/POST \/publish\/: a webhook was refused: .*/g), patient)
    .toEqual([
      'POST /publish/: a webhook was refused: it has come before',
      'POST /publish/: a webhook was refused: the signature does not fit its body and WEBHOOK_SECRET',
    ])
  expect(said()).not.toContain(env.WEBHOOK_SECRET)
})

const small = 'mount -t tmpfs -o size=48m tmpfs "$0" && exec "$@"'
const namespace = ['--user', '--map-root-user', '--mount', 'sh', '-c']
const hasSmallDisks = spawnSync('unshare', [...namespace, small, tmpdir(), 'true']).status === 0

test.skipIf(!hasSmallDisks)(
  'a full disk is told, and the site is up to date when there is room again',
  async () => {
    const config = configIn(folder, 'full', await freePort())
    await opened(config)
    const disk = mkdtempSync(join(folder, 'disk-'))
    const program = join(import.meta.dirname, 'full-disk.ts')
    const child = spawn(
      'unshare',
      [...namespace, small, disk, process.execPath, program, config.dataDir, String(config.lakePort), disk],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk))
    await once(child, 'close')
    expect(JSON.parse(output)).toEqual({
      first: [1],
      told: 'the disk is full',
      shown: [1],
      // Nobody publishes again: it tries by itself.
      afterwards: [2],
      whole: true,
    })
  },
)
