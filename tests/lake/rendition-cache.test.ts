import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { test as base, expect } from 'vitest'
import { RenditionCache } from '#src/lake/images/rendition-cache.ts'

const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), `renditions-${task.id}-`))
  onCleanup(() => rmSync(folder, { recursive: true, force: true }))
  return folder
})

const options = (folder: string, maxBytes = 2 ** 20) => ({ folder, maxBytes })

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
  })
    .png()
    .toBuffer()

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
  const all = await Promise.all([1, 2, 3].map(() => renditions.get(['a'], make)))
  expect(made).toBe(1)
  expect(all[1]).toEqual(all[0])
  expect(await renditions.get(['a'], never)).toEqual(all[0])
  expect(await new RenditionCache(options(folder)).get(['a'], never)).toEqual(all[0])
})

test('the least recently used image is removed first, also after a restart', async ({ folder }) => {
  const size = (await noise()).length
  const room = options(folder, Math.round(size * 2.5))
  const before = new RenditionCache(room)
  await before.get('old', noise)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(1000), new Date(1000))
  await before.get('older', noise)
  await before.get('old', never)
  const renditions = new RenditionCache(room)
  await renditions.get('new', noise)
  expect(readdirSync(folder)).toHaveLength(2)
  await renditions.get('old', never)
  await renditions.get('new', never)
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

test('a file that was cut short or changed is made again', async ({ folder }) => {
  const image = await noise()
  await new RenditionCache(options(folder)).get('a', async () => image)
  const path = join(folder, readdirSync(folder)[0] ?? '')
  const whole = readFileSync(path)
  const changed = Buffer.from(whole)
  changed[whole.length - 9] = (changed[whole.length - 9] ?? 0) ^ 1
  for (const damaged of [whole.subarray(0, 200), whole.subarray(0, 20), Buffer.alloc(0), changed]) {
    writeFileSync(path, damaged)
    expect(await new RenditionCache(options(folder)).get('a', async () => image)).toEqual(image)
    expect(readFileSync(path)).toEqual(whole)
  }
})
