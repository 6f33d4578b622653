import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { expect } from 'vitest'
import { startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, refusal, test } from './lake.ts'

const picture = (alpha = 1) =>
  sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 0, g: 120, b: 160, alpha } } })

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><script>alert(1)</script></svg>'

const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')

test('an uploaded image gets a document with its hash and measurements', async ({
  dataDir,
  lake,
  client,
}) => {
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

test('an image with transparent pixels is not opaque; one with an unused alpha channel is', async ({
  client,
}) => {
  const facts = async (alpha: number) => {
    const { metadata } = await client.assets.upload('image', await picture(alpha).png().toBuffer())
    return { hasAlpha: metadata.hasAlpha, isOpaque: metadata.isOpaque }
  }
  expect(await facts(0.5)).toEqual({ hasAlpha: true, isOpaque: false })
  expect(await facts(1)).toEqual({ hasAlpha: true, isOpaque: true })
})

test('the dimensions of a rotated photograph are those after EXIF rotation', async ({ client }) => {
  const bytes = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { metadata } = await client.assets.upload('image', bytes)
  expect(metadata.dimensions).toMatchObject({ width: 60, height: 80 })
})

test('the same image uploaded twice is one document', async ({ client }) => {
  const bytes = await picture().png().toBuffer()
  const first = await client.assets.upload('image', bytes, { filename: 'a.png' })
  expect(await client.assets.upload('image', bytes, { filename: 'b.png' })).toEqual(first)
})

test('a file keeps its name, content type and bytes', async ({ client }) => {
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

const noisy = (width = 400, height = 300) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })

const cut = (bytes: Buffer, part = 0.7) => bytes.subarray(0, Math.floor(bytes.length * part))

/** A PNG with another size in its header, where width and height are numbers of four bytes. */
function withSize(png: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(png)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

const notComplete = 'Invalid image: the file is damaged or not complete'
const noImage = 'Invalid image: the file is not an image of a known format'

test.for([
  ['text that is called a picture', async () => Buffer.from('no picture'), noImage],
  ['a page that is called a picture', async () => Buffer.from('<html><script>alert(1)</script>'), noImage],
  ['nothing at all', async () => Buffer.alloc(0), 'Invalid image: the file is empty'],
  ['a JPEG that ends too early', async () => cut(await noisy().jpeg().toBuffer()), notComplete],
  ['a PNG that ends too early', async () => cut(await noisy().png().toBuffer()), notComplete],
  ['a WebP that ends too early', async () => cut(await noisy().webp().toBuffer()), noImage],
  ['an AVIF that ends too early', async () => cut(await noisy(64, 64).avif().toBuffer()), notComplete],
  ['a GIF that ends too early', async () => cut(await noisy().gif().toBuffer()), noImage],
  [
    'a small file of very many pixels',
    async () => withSize(await picture().png().toBuffer(), 20_000, 20_000),
    'Invalid image: it has more than 256 million pixels',
  ],
  [
    'a drawing of very many pixels',
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>'),
    'Invalid image: it has more than 256 million pixels',
  ],
] as const)(
  '%s is a 400 and leaves no file and no document',
  async ([, make, message], { dataDir, lake, client }) => {
    const response = await fetch(`${lake.url}/v2025-02-19/assets/images/production?filename=a.png`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: new Uint8Array(await make()),
    })
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 400,
      body: { statusCode: 400, error: 'Bad Request', message },
    })
    expect(readdirSync(join(dataDir, 'assets'))).toEqual(['incoming'])
    expect(readdirSync(join(dataDir, 'assets', 'incoming'))).toEqual([])
    expect(await client.fetch('count(*)')).toBe(0)
  },
)

test('an empty file is a 400', async ({ dataDir, client }) => {
  const upload = client.assets.upload('file', Buffer.alloc(0), { filename: 'empty.pdf' })
  expect(await refusal(upload)).toEqual({ statusCode: 400, error: 'Bad Request' })
  expect(readdirSync(join(dataDir, 'assets'))).toEqual(['incoming'])
})

test('a file whose announced size is too large is refused before it is sent', async ({ lake }) => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sending = request(`${lake.url}/v1/assets/files/production`, {
    method: 'POST',
    headers: { 'content-length': 600 * 2 ** 20 },
  })
  sending.once('response', resolve).once('error', reject).flushHeaders()
  const response = await promise
  expect(response.statusCode).toBe(413)
  expect(JSON.parse(await text(response))).toMatchObject({ statusCode: 413, error: 'Payload Too Large' })
  sending.destroy()
})

test('an aborted upload leaves nothing behind', async ({ dataDir, lake, client }) => {
  const sending = request(`${lake.url}/v1/assets/files/production`, { method: 'POST' })
  sending.on('error', () => {})
  sending.write(Buffer.alloc(100_000))
  const incoming = () => readdirSync(join(dataDir, 'assets', 'incoming'))
  await expect.poll(incoming, { timeout: 10_000 }).toHaveLength(1)
  sending.destroy()
  await expect.poll(incoming, { timeout: 10_000 }).toEqual([])
  expect(readdirSync(join(dataDir, 'assets'))).toEqual(['incoming'])
  expect(await client.fetch('count(*)')).toBe(0)
})

test.for([
  ['w=40', [40, 30, 'png']],
  ['w=40&dpr=2', [80, 60, 'png']],
  ['w=40&h=40&fit=crop', [40, 40, 'png']],
  ['w=160&fit=max', [80, 60, 'png']],
  ['w=160', [160, 120, 'png']],
  ['rect=70,50,100,100', [10, 10, 'png']],
  ['fm=jpg&q=50', [80, 60, 'jpeg']],
  ['w=20&fm=webp', [20, 15, 'webp']],
  ['w=20&auto=format', [20, 15, 'webp']],
] as const)('an image with %s is transformed', async ([params, expected], { client }) => {
  const { url } = await client.assets.upload('image', await picture().png().toBuffer())
  const address = `${url}?${params}`
  const headers = { accept: 'image/webp,*/*' }
  const first = await fetch(address, { headers })
  const bytes = await first.arrayBuffer()
  const { width, height, format } = await sharp(bytes).metadata()
  expect([width, height, format]).toEqual(expected)
  const again = await fetch(address, { headers })
  expect(await again.arrayBuffer()).toEqual(bytes)
  for (const response of [first, again])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': `image/${expected[2]}`,
      'content-length': String(bytes.byteLength),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: params.includes('auto') ? 'Origin, Accept' : 'Origin',
    })
})

test('an invalid parameter of an image address is a 400', async ({ client }) => {
  const { url } = await client.assets.upload('image', await picture().png().toBuffer())
  const response = await fetch(`${url}?w=230.18`)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    statusCode: 400,
    error: 'Bad Request',
    message: 'Parameter "w" must be a valid integer',
  })
})

test('a transformed image is cached on disk until the folder is removed', async ({ dataDir, client }) => {
  const { url } = await client.assets.upload('image', await picture().png().toBuffer())
  const cache = join(dataDir, 'image-cache')
  const download = async () => (await fetch(`${url}?w=40`)).arrayBuffer()
  const first = await download()
  expect(readdirSync(cache)).toHaveLength(1)
  rmSync(cache, { recursive: true })
  expect(await download()).toEqual(first)
  expect(readdirSync(cache)).toHaveLength(1)
})

test('an SVG is sent unchanged and cannot run scripts', async ({ client }) => {
  const { url, metadata } = await client.assets.upload('image', Buffer.from(svg))
  expect(metadata.dimensions).toMatchObject({ width: 10, height: 5 })
  const response = await fetch(`${url}?w=100`)
  expect(await response.text()).toBe(svg)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  })
})

test('an uploaded HTML file cannot run scripts', async ({ client }) => {
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
] as const)('%s is a 404', async (path, { dataDir, client, lake }) => {
  await client.fetch('*')
  expect(existsSync(join(dataDir, 'lake.sqlite'))).toBe(true)
  const response = await fetch(lake.url + path)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ statusCode: 404, error: 'Not Found' })
})

test('the address of an asset has the lake’s current port', async ({ dataDir, lake, client }) => {
  const { _id, path } = await client.assets.upload('image', await picture().png().toBuffer())
  await lake.close()
  const again = await startLake(lakeOptions(dataDir))
  expect((await clientOf(again).getDocument(_id))?.url).toBe(`${again.url}/${path}`)
  await again.close()
})
