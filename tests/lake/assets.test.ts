import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import { startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, refusal, test } from './lake.ts'

const picture = (alpha = 1) =>
  sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 0, g: 120, b: 160, alpha } } })

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><script>alert(1)</script></svg>'

const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')

test('an uploaded image is measured, and its document names its bytes', async ({ dataDir, lake, client }) => {
  const bytes = await picture().removeAlpha().jpeg().toBuffer()
  const made = await client.assets.upload('image', bytes, { filename: 'day one.jpg', title: 'Day one' })
  const hash = sha1(bytes)
  const name = `${hash}-80x60.jpg`
  expect(made).toEqual({
    _id: `image-${hash}-80x60-jpg`,
    _type: 'sanity.imageAsset',
    _rev: expect.any(String),
    _createdAt: expect.any(String),
    _updatedAt: expect.any(String),
    assetId: hash,
    sha1hash: hash,
    uploadId: expect.any(String),
    originalFilename: 'day one.jpg',
    title: 'Day one',
    extension: 'jpg',
    mimeType: 'image/jpeg',
    size: bytes.length,
    path: `images/local/production/${name}`,
    url: `${lake.url}/images/local/production/${name}`,
    metadata: {
      _type: 'sanity.imageMetadata',
      dimensions: { _type: 'sanity.imageDimensions', width: 80, height: 60, aspectRatio: 80 / 60 },
      hasAlpha: false,
      isOpaque: true,
      lqip: expect.stringMatching(/^data:image\/jpeg;base64,/),
    },
  })
  expect(readFileSync(join(dataDir, 'assets', name))).toEqual(bytes)
  expect(readdirSync(join(dataDir, 'assets', 'incoming'))).toEqual([])
})

test('a picture that can be seen through says so; one that merely could does not', async ({ client }) => {
  const facts = async (alpha: number) => {
    const { metadata } = await client.assets.upload('image', await picture(alpha).png().toBuffer())
    return { hasAlpha: metadata.hasAlpha, isOpaque: metadata.isOpaque }
  }
  expect(await facts(0.5)).toEqual({ hasAlpha: true, isOpaque: false })
  expect(await facts(1)).toEqual({ hasAlpha: true, isOpaque: true })
})

test('a photograph held sideways is measured as it is seen', async ({ client }) => {
  const bytes = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { metadata } = await client.assets.upload('image', bytes)
  expect(metadata.dimensions).toMatchObject({ width: 60, height: 80 })
})

test('the same image uploaded twice is one document', async ({ client }) => {
  const bytes = await picture().png().toBuffer()
  const first = await client.assets.upload('image', bytes, { filename: 'a.png' })
  expect(await client.assets.upload('image', bytes, { filename: 'b.png' })).toEqual(first)
})

test('a file keeps its name, its kind and its bytes', async ({ client }) => {
  const bytes = Buffer.from('%PDF-1.7 conclusions')
  const made = await client.assets.upload('file', bytes, {
    filename: 'conclusions.pdf',
    contentType: 'application/pdf',
  })
  expect(made).toMatchObject({
    _id: `file-${sha1(bytes)}-pdf`,
    _type: 'sanity.fileAsset',
    originalFilename: 'conclusions.pdf',
    mimeType: 'application/pdf',
    size: bytes.length,
  })
  const response = await fetch(`${made.url}?dl=Conclusions.pdf`)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "attachment; filename*=UTF-8''Conclusions.pdf",
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  expect(await (await fetch(made.url, { headers: { range: 'bytes=0-3' } })).text()).toBe('%PDF')
})

test('what is no image is a 400, and leaves nothing behind', async ({ dataDir, client }) => {
  expect((await refusal(client.assets.upload('image', Buffer.from('no picture')))).statusCode).toBe(400)
  expect(readdirSync(join(dataDir, 'assets'))).toEqual(['incoming'])
  expect(readdirSync(join(dataDir, 'assets', 'incoming'))).toEqual([])
  expect(await client.fetch('count(*)')).toBe(0)
})

test.for([
  ['w=40', [40, 30, 'png']],
  ['w=40&dpr=2', [80, 60, 'png']],
  ['w=40&h=40', [40, 30, 'png']],
  ['w=40&h=40&fit=crop', [40, 40, 'png']],
  ['w=160&fit=max', [80, 60, 'png']],
  ['w=160', [160, 120, 'png']],
  ['w=40&h=40&fit=scale', [40, 40, 'png']],
  ['rect=10,10,20,30', [20, 30, 'png']],
  ['rect=70,50,100,100', [10, 10, 'png']],
  ['rect=10,10,20,30&w=10', [10, 15, 'png']],
  ['fm=jpg&q=50', [80, 60, 'jpeg']],
  ['w=20&fm=webp', [20, 15, 'webp']],
  ['w=20&auto=format', [20, 15, 'webp']],
  ['w=0&h=nothing&rect=1,2&fm=exe', [80, 60, 'png']],
] as const)('an image with %s is as asked', async ([params, expected], { client }) => {
  const { url } = await client.assets.upload('image', await picture().png().toBuffer())
  const response = await fetch(`${url}?${params}`, { headers: { accept: 'image/webp,*/*' } })
  const { width, height, format } = await sharp(await response.arrayBuffer()).metadata()
  expect([width, height, format]).toEqual(expected)
  expect(response.headers.get('content-type')).toBe(`image/${expected[2]}`)
})

test('a drawing goes out as it is, and cannot run script', async ({ client }) => {
  const { url, metadata } = await client.assets.upload('image', Buffer.from(svg))
  expect(metadata.dimensions).toMatchObject({ width: 10, height: 5 })
  const response = await fetch(`${url}?w=100`)
  expect(await response.text()).toBe(svg)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  })
})

test('a page that was uploaded as a file cannot run script', async ({ client }) => {
  const { url } = await client.assets.upload('file', Buffer.from('<script>alert(1)</script>'), {
    filename: 'x.html',
  })
  const { headers } = await fetch(url)
  expect(headers.get('content-security-policy')).toContain('sandbox')
})

test.for([
  '/images/local/production/..%2flake.sqlite',
  '/files/local/production/..%2f..%2f..%2fetc%2fpasswd',
  '/files/local/production/%2e%2e/lake.sqlite',
  '/files/local/production/lake.sqlite',
  '/files/local/production/incoming',
  `/files/local/production/${'0'.repeat(40)}.pdf`,
  `/files/local/production/${'0'.repeat(40)}.pdf%00.png`,
  `/files/other/production/${'0'.repeat(40)}.pdf`,
] as const)('%s leads nowhere', async (path, { dataDir, client, lake }) => {
  await client.fetch('*')
  expect(existsSync(join(dataDir, 'lake.sqlite'))).toBe(true)
  const response = await fetch(lake.url + path)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ statusCode: 404, error: 'Not Found' })
})

test('the address of an asset follows the lake to its next port', async ({ dataDir, lake, client }) => {
  const { _id, path } = await client.assets.upload('image', await picture().png().toBuffer())
  await lake.close()
  const again = await startLake(lakeOptions(dataDir))
  expect((await clientOf(again).getDocument(_id))?.url).toBe(`${again.url}/${path}`)
  await again.close()
})
