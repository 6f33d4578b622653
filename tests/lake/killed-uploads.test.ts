import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import { startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, test } from './lake.ts'

const lakeScript = `
  import { startLake } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/lake/index.ts'))}
  const lake = await startLake({ dataDir: process.argv[1], port: 0, projectId: 'local', dataset: 'production', origins: [] })
  process.send(lake.url)`

/** A lake in a process of its own, which can be killed. */
async function ownProcess(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', lakeScript, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [url] = await once(child, 'message')
  return { child, url: String(url) }
}

async function killed(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Checks that no file is incomplete and each asset document has its file. Gives the number of asset documents. */
async function checkedAssets(dataDir: string): Promise<number> {
  const lake = await startLake(lakeOptions(dataDir))
  try {
    expect(readdirSync(join(dataDir, 'assets', 'incoming'))).toEqual([])
    const files = readdirSync(join(dataDir, 'assets')).filter((name) => name !== 'incoming')
    const digests = new Map(
      files.map((name) => [
        name,
        createHash('sha1')
          .update(readFileSync(join(dataDir, 'assets', name)))
          .digest('hex'),
      ]),
    )
    for (const [name, digest] of digests) expect(name.slice(0, 40)).toBe(digest)
    const assets = await clientOf(lake, { perspective: 'raw' }).fetch<{ path: string; sha1hash: string }[]>(
      '*[_type in ["sanity.imageAsset", "sanity.fileAsset"]]{path, sha1hash}',
    )
    for (const { path, sha1hash } of assets) expect(digests.get(path.split('/').at(-1) ?? '')).toBe(sha1hash)
    return assets.length
  } finally {
    await lake.close()
  }
}

test('a lake that is killed during an upload has no incomplete asset', async ({ dataDir }) => {
  const { child, url } = await ownProcess(dataDir)
  const upload = request(`${url}/v1/assets/images/production`, { method: 'POST' })
  upload.on('error', () => {})
  upload.write(Buffer.alloc(500_000))
  await expect
    .poll(() => readdirSync(join(dataDir, 'assets', 'incoming')), { timeout: 10_000 })
    .toHaveLength(1)
  await killed(child)
  expect(await checkedAssets(dataDir)).toBe(0)
})

test('after a kill at any moment, every asset is complete and every acknowledged asset is stored', {
  // Starts four lakes in processes of their own, and four here.
  timeout: 60_000,
}, async ({ dataDir }) => {
  let acknowledged = 0
  for (let round = 0; round < 4; round += 1) {
    const { child, url } = await ownProcess(dataDir)
    const pictures = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((shade) =>
        sharp({
          create: { width: 300 + round, height: 200, channels: 3, background: { r: shade, g: 0, b: 0 } },
        })
          .png()
          .toBuffer(),
      ),
    )
    const enough = Promise.withResolvers<void>()
    let answered = 0
    const uploads = pictures.map(async (bytes) => {
      const response = await fetch(`${url}/v1/assets/images/production`, {
        method: 'POST',
        body: new Uint8Array(bytes),
      })
      if (response.ok) acknowledged += 1
      // Each round ends one answer later than the round before.
      if (++answered === round + 1) enough.resolve()
    })
    const ended = Promise.allSettled(uploads)
    await enough.promise
    await killed(child)
    await ended
    expect(await checkedAssets(dataDir)).toBeGreaterThanOrEqual(acknowledged)
  }
  expect(acknowledged).toBeGreaterThanOrEqual(10)
})
