import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { test as base, expect } from 'vitest'
import { ReleaseStore } from '#src/release/store/release-store.ts'

const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), `store-${task.id}-`))
  onCleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
})

const worker = join(import.meta.dirname, 'store-worker.ts')
const kills = process.env.LONG ? 50 : 6
const small = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
const namespace = ['--user', '--map-root-user', '--mount', 'sh', '-c']
const hasSmallDisks = spawnSync('unshare', [...namespace, small, tmpdir(), 'true']).status === 0

/** The number that all files of the shown release say, and that its publisher said of it. */
async function shownNumber(store: ReleaseStore): Promise<number | undefined> {
  const { current } = store
  if (current === undefined) return undefined
  const said = new Set([String(Object.values(current.about ?? {})[0]), String(current.number)])
  for (const [path, { digest }] of current.files) {
    const [number = '', name] = String(await store.read(digest)).split(' ')
    said.add(number)
    expect(name).toBe(path)
  }
  expect([...said]).toEqual([String(current.number)])
  return current.number
}

test(`whoever is killed ${kills} times while it publishes, goes back and prunes: shown is always one whole release`, async ({
  folder,
}) => {
  const following = await ReleaseStore.open(folder)
  const problems: unknown[] = []
  let switches = 0
  following.onSwitch(() => {
    switches += 1
    // Where the other one is eleven releases further by now, the files may be gone.
    shownNumber(following).catch((error: unknown) => problems.push(error))
  })
  let acknowledged = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const child = fork(worker, [folder], { execArgv: [] })
    const ended = once(child, 'exit')
    child.on('message', (number) => {
      acknowledged = Number(number)
    })
    await once(child, 'message')
    await setTimeout(Math.random() * 150)
    child.kill('SIGKILL')
    await ended
    const store = await ReleaseStore.open(folder)
    expect(await shownNumber(store)).toBeGreaterThan(0)
    expect(store.newest?.number).toBeGreaterThanOrEqual(acknowledged)
    for (const { files } of store.releases())
      for (const { digest } of files.values()) expect(store.has(digest)).toBe(true)
  }
  await following.close()
  expect(problems).toEqual([])
  expect(switches).toBeGreaterThan(kills)
})

test.skipIf(!hasSmallDisks)(
  'a full disk leaves the release that is shown, and no part of another',
  async ({ folder }) => {
    const child = spawn(
      'unshare',
      [...namespace, small, folder, process.execPath, worker, join(folder, 'releases'), folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk))
    await once(child, 'close')
    expect(JSON.parse(output)).toEqual({
      put: 'ENOSPC',
      publish: 'ENOSPC',
      grown: 0,
      parts: [],
      shown: 2,
      reopened: 2,
      afterwards: 3,
    })
  },
)
