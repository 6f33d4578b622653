import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { test as base, expect } from 'vitest'
import { RenditionCache } from '#src/lake/images/rendition-cache.ts'
import { Semaphore } from '#src/lake/semaphore.ts'

const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), `renditions-${task.id}-`))
  onCleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
})

const options = (folder: string, maxBytes = 2 ** 20) => ({ folder, maxBytes, semaphore: new Semaphore(1) })

/** An image of about 30 KB. */
const noise = async () =>
  sharp({
    create: {
      width: 100,
      height: 100,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  }).png()

async function bytesOf(made: FileHandle | Buffer): Promise<Buffer> {
  if (Buffer.isBuffer(made)) return made
  try {
    return await made.readFile()
  } finally {
    await made.close()
  }
}

const never = async () => {
  throw new Error('made again')
}

test('an image is made once, also for several requests at once and after a restart', async ({ folder }) => {
  const renditions = new RenditionCache(options(folder))
  let made = 0
  const make = async () => {
    made += 1
    return noise()
  }
  const all = await Promise.all([1, 2, 3].map(() => renditions.get(['a'], make).then(bytesOf)))
  expect(made).toBe(1)
  expect(all[1]).toEqual(all[0])
  expect(await bytesOf(await renditions.get(['a'], never))).toEqual(all[0])
  expect(await bytesOf(await new RenditionCache(options(folder)).get(['a'], never))).toEqual(all[0])
})

test('the least recently used image is removed first, also after a restart', async ({ folder }) => {
  const size = (await (await noise()).toBuffer()).length
  const room = options(folder, Math.round(size * 2.5))
  const before = new RenditionCache(room)
  await before.get('old', noise)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(1000), new Date(1000))
  await before.get('older', noise)
  await bytesOf(await before.get('old', never))
  const renditions = new RenditionCache(room)
  await renditions.get('new', noise)
  expect(readdirSync(folder)).toHaveLength(2)
  await bytesOf(await renditions.get('old', never))
  await bytesOf(await renditions.get('new', never))
  await expect(renditions.get('older', never)).rejects.toThrow('made again')
})

test('the unfinished file of a killed lake is removed', async ({ folder }) => {
  writeFileSync(join(folder, 'half.part'), 'half')
  await new RenditionCache(options(folder)).get('a', noise)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('an image is served even if it cannot be written to disk', async ({ folder }) => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const renditions = new RenditionCache(options(file))
  expect(await renditions.get('a', noise)).toBeInstanceOf(Buffer)
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('an image that cannot be made is an error for all requests, and is tried again later', async ({
  folder,
}) => {
  const renditions = new RenditionCache(options(folder))
  const outcomes = await Promise.allSettled([renditions.get('a', never), renditions.get('a', never)])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await renditions.get('a', noise)).toBeInstanceOf(Buffer)
})

test('a semaphore runs a limited number of tasks at a time, in order', async () => {
  const semaphore = new Semaphore(2)
  const log: string[] = []
  let inside = 0
  await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((name) =>
      semaphore.run(async () => {
        inside += 1
        log.push(`${name}${inside}`)
        await new Promise(setImmediate)
        inside -= 1
      }),
    ),
  )
  expect(log).toEqual(['a1', 'b2', 'c2', 'd2', 'e2'])
})
