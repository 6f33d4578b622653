import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { test as base, expect } from 'vitest'
import { ImagePool } from '#src/lake/images/image-pool.ts'

const heavySvg = resolve(import.meta.dirname, '../cases/heavy-filter.svg')

const test = base
  .extend('folder', async ({ task }, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), `images-${task.id}-`))
    onCleanup(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  })
  .extend('images', async ({ task: _ }, { onCleanup }) => {
    const images = new ImagePool()
    onCleanup(() => images.close())
    return images
  })

const refused = (message: RegExp) =>
  expect.objectContaining({
    status: 400,
    body: expect.objectContaining({ message: expect.stringMatching(message) }),
  })

test('heavy SVGs are refused one by one, and a photo beside them waits for one at most', async ({
  folder,
  images,
}) => {
  const photo = join(folder, 'photo')
  writeFileSync(
    photo,
    await sharp({ create: { width: 90, height: 60, channels: 3, background: '#246' } })
      .jpeg()
      .toBuffer(),
  )
  const answered: string[] = []
  const heavy = [1, 2, 3].map((nth) => images.measure(heavySvg).finally(() => answered.push(`heavy ${nth}`)))
  const outcomes = Promise.allSettled(heavy)
  const facts = await images.measure(photo).finally(() => answered.push('photo'))
  expect(facts.metadata.dimensions).toMatchObject({ width: 90, height: 60 })
  expect((await outcomes).map((outcome) => Object(outcome).reason)).toEqual(
    Array(3).fill(refused(/takes too much time/)),
  )
  // How long a process takes to start depends on the machine, so the photo may come after the first.
  expect(answered).toHaveLength(4)
  expect(answered.indexOf('photo')).toBeLessThan(2)
})

test('an SVG is known by its content, compressed or in another encoding too', async ({ folder, images }) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"/>'
  const files = [
    Buffer.from(`\ufeff<?xml version="1.0"?><!-- mark -->${svg}`),
    gzipSync(svg),
    Buffer.from(`${' '.repeat(200)}${svg}`),
  ]
  for (const [nth, bytes] of files.entries()) {
    const path = join(folder, String(nth))
    writeFileSync(path, bytes)
    expect(await images.measure(path)).toMatchObject({
      format: 'svg',
      metadata: { dimensions: { width: 10, height: 5 } },
    })
  }
})

test('the same image gives the same bytes as without the pool', async ({ folder, images }) => {
  const path = join(folder, 'picture')
  writeFileSync(
    path,
    await sharp({ create: { width: 80, height: 60, channels: 3, background: '#a52' } })
      .png()
      .toBuffer(),
  )
  const rendition = {
    region: { left: 0, top: 0, width: 80, height: 60 },
    width: 40,
    height: 30,
    entropy: false,
    format: 'png',
    progressive: false,
    quality: 100,
  } as const
  const bytes = await images.render(path, { format: 'png', width: 80, height: 60 }, rendition)
  const direct = await sharp(path).resize({ width: 40, height: 30, fit: 'fill' }).png().toBuffer()
  const digest = (image: Buffer) => createHash('sha256').update(image).digest('hex')
  expect(digest(bytes)).toBe(digest(direct))
})

test('a closed pool answers all that wait', async ({ images }) => {
  const waiting = Promise.allSettled([1, 2, 3].map(() => images.measure(heavySvg)))
  images.close()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})
