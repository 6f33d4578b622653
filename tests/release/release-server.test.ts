import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReleaseServer } from '#src/release/server/release-server.ts'
import { type NewRelease, ReleaseStore } from '#src/release/store/release-store.ts'
import { temporaryFolder } from '../commands/project.ts'
import { type Answer, type Ask, asker, closeAskers } from '../serving/asker.ts'
import { publishContents } from './published.ts'

const folder = temporaryFolder()
const text = '0123456789'
const page = (what: string) => `<!doctype html><title>${what}</title>${`${what} page `.repeat(500)}`
const large = Buffer.alloc(3 * 2 ** 20, 'large ')
const notFound =
  '<!DOCTYPE html><html lang="en"><head><title>None</title><style>h1[data-astro-cid-x1]{margin:0}</style></head>' +
  '<body><main class="page"><h1 data-astro-cid-x1>None</h1><p>old</p></main></body></html>'
const rules = [
  {
    path: '/*',
    headers: {
      ...{ 'Cache-Control': 'no-cache', 'X-Rule': 'all' },
      'Content-Security-Policy': "frame-ancestors 'self'",
    },
  },
  { path: '/files/*', headers: { 'X-Rule': 'files' } },
  {
    path: '/en/embed/*',
    headers: { 'X-Rule': 'embed', 'Content-Security-Policy': 'frame-ancestors partner.example' },
  },
  { path: '/_astro/*', headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } },
]
const site: Readonly<Record<string, string | Buffer>> = {
  '404.html': notFound,
  'index.html': page('first'),
  'en/index.html': page('English'),
  'en/embed/part-1/index.html': page('embed'),
  'en/old/index.html': page('gone'),
  'files/a.html': '<script>1</script>',
  'files/notes.docx': 'docx',
  'notes.txt': text,
  'empty.txt': '',
  'with space é.txt': text,
  'images/a.png': Buffer.from('png'.repeat(500)),
  'images/large.png': large,
  '_astro/a.js': 'const a = 1;'.repeat(100),
  '_astro/font.woff2': Buffer.from('woff2'.repeat(300)),
  'sitemap.xml': '<urlset/>'.repeat(100),
  'calendar.ics': 'BEGIN:VCALENDAR\r\n'.repeat(100),
}

let store: ReleaseStore
let ask: Ask
let askBelow: Ask
const servers: ReleaseServer[] = []
const lines: string[] = []

async function serverOf(from: ReleaseStore, base: string): Promise<Ask> {
  const server = new ReleaseServer(from, base, { log: (line) => lines.push(line) })
  servers.push(server)
  return asker(server.listener)
}

const publish = (to: ReleaseStore, files: typeof site, more: Partial<NewRelease> = {}) =>
  publishContents(to, files, { headers: rules, ...more })

beforeAll(async () => {
  store = await ReleaseStore.open(folder)
  await publish(store, site, {
    retired: [
      { address: '/en/2019/' },
      { address: '/en/moved/', target: '/fr/là/' },
      { address: '/en/old/' },
    ],
  })
  ask = await serverOf(store, '/')
  askBelow = await serverOf(store, '/forum/')
})
afterAll(async () => {
  closeAskers()
  for (const server of servers) server.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const summary = ({ status, headers, body }: Answer) => [
  status,
  headers.location,
  String(body.subarray(0, 40)),
]

describe('the files of a release', () => {
  it.each<[string, number, string, string?]>([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=-5', 206, '56789', 'bytes 5-9/10'],
    ['bytes=-50', 206, text, 'bytes 0-9/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=7-999', 206, '789', 'bytes 7-9/10'],
    ['BYTES= 7-8 ', 206, '78', 'bytes 7-8/10'],
    ['bytes=10-', 416, '416 Range Not Satisfiable\n', 'bytes */10'],
    ['bytes=-0', 416, '416 Range Not Satisfiable\n', 'bytes */10'],
    ['bytes=99999999999999999999-', 416, '416 Range Not Satisfiable\n', 'bytes */10'],
    ['bytes=5-1', 200, text],
    ['bytes=x', 200, text],
    ['bytes=-', 200, text],
    ['bytes=1x-2', 200, text],
    ['bytes=0-1,5-6', 200, text],
    ['lines=1-2', 200, text],
    ['', 200, text],
  ])('answer the range "%s" with %i', async (range, status, body, contentRange) => {
    const answer = await ask('/notes.txt', { Range: range, 'Accept-Encoding': 'gzip' })
    expect([answer.status, String(answer.body)]).toEqual([status, body])
    expect(answer.headers['content-range']).toBe(contentRange)
    expect(answer.headers['content-length']).toBe(String(body.length))
    expect(answer.headers['content-encoding']).toBeUndefined()
  })

  it('that are large are sent from the disk, whole and in part', async () => {
    const whole = await ask('/images/large.png')
    expect([whole.status, whole.body.equals(large), whole.headers['content-length']]).toEqual([
      200,
      true,
      String(large.length),
    ])
    const part = await ask('/images/large.png', { Range: 'bytes=2999990-2999999' })
    expect([part.status, String(part.body)]).toEqual([206, String(large.subarray(2999990, 3000000))])
    expect((await ask('/images/large.png', {}, 'HEAD')).body).toHaveLength(0)
  })

  it.each<[string, string | undefined, string | undefined]>([
    ['/', 'gzip, deflate, br, zstd', 'br'],
    ['/', 'br;q=0.1, gzip', 'br'],
    ['/', 'gzip', 'gzip'],
    ['/', 'GZIP', 'gzip'],
    ['/', 'br;q=0, gzip', 'gzip'],
    ['/', '*', 'br'],
    ['/', '*;q=0', undefined],
    ['/', 'zstd', undefined],
    ['/', 'identity', undefined],
    ['/', '', undefined],
    ['/', ';;,q=', undefined],
    ['/', undefined, undefined],
    ['/_astro/a.js', 'br', 'br'],
    ['/sitemap.xml', 'br', 'br'],
    ['/calendar.ics', 'br', 'br'],
    ['/_astro/font.woff2', 'br', undefined],
    ['/images/a.png', 'br', undefined],
    ['/files/a.html', 'br', undefined],
    // It would be longer.
    ['/notes.txt', 'br', undefined],
  ])('%s for "%s" is encoded as %s', async (path, accepted, encoding) => {
    const { headers, body } = await ask(path, accepted === undefined ? {} : { 'Accept-Encoding': accepted })
    expect(headers['content-encoding']).toBe(encoding)
    const plain =
      encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
    expect(plain.equals(Buffer.from(site[path === '/' ? 'index.html' : path.slice(1)] ?? ''))).toBe(true)
    expect(headers['content-length']).toBe(String(body.length))
    const isText = !/woff2|png|files/.test(path)
    expect(headers.vary).toBe(isText ? 'Accept-Encoding' : undefined)
  })

  it('have a strong tag for each encoding, and are not sent to who has one of them', async () => {
    const tags = new Set<string>()
    for (const accepted of ['br', 'gzip', 'identity']) {
      const { headers } = await ask('/', { 'Accept-Encoding': accepted })
      const { etag = '' } = headers
      expect(etag).toMatch(/^"[0-9a-f]{32}(-br|-gz)?"$/)
      tags.add(etag)
      const again = await ask('/', { 'Accept-Encoding': accepted, 'If-None-Match': `"x", W/${etag}` })
      expect([again.status, again.headers.etag, again.headers.vary, again.body.length]).toEqual([
        304,
        etag,
        'Accept-Encoding',
        0,
      ])
      expect(again.headers['cache-control']).toBe('no-cache')
      expect((await ask('/en/', { 'If-None-Match': etag })).status).toBe(200)
    }
    expect(tags.size).toBe(3)
  })

  it('are answered with 304 where they have not changed, and 412 where they should not have', async () => {
    const { etag = '' } = (await ask('/notes.txt')).headers
    const statuses = [
      await ask('/notes.txt', { 'If-None-Match': '*' }),
      await ask('/notes.txt', { 'If-None-Match': 'none' }),
      await ask('/notes.txt', { 'If-Match': etag }),
      await ask('/notes.txt', { 'If-Match': '*' }),
      await ask('/notes.txt', { 'If-Match': '"other"' }),
      await ask('/notes.txt', { Range: 'bytes=0-3', 'If-Range': etag }),
      await ask('/notes.txt', { Range: 'bytes=0-3', 'If-Range': '"other"' }),
      await ask('/notes.txt', { Range: 'bytes=0-3', 'If-Range': 'Thu, 26 Nov 2026 00:00:00 GMT' }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([304, 200, 200, 200, 412, 206, 200, 200])
  })

  it('have a head without a body', async () => {
    for (const [path, status, length] of [
      ['/notes.txt', 200, '10'],
      ['/none', 404, String(notFound.length)],
    ] as const) {
      const { status: found, headers, body } = await ask(path, { Range: 'bytes=0-1' }, 'HEAD')
      expect([found, headers['content-length'], body.length]).toEqual([status, length, 0])
    }
  })

  it.each<[string, number, string?]>([
    ['/', 200],
    ['/en/', 200],
    ['/en/index.html', 200],
    ['/empty.txt', 200],
    ['/with%20space%20%C3%A9.txt', 200],
    ['http://localhost/notes.txt?x', 200],
    ['/en', 301, '/en/'],
    ['/en?a=/b', 301, '/en/?a=/b'],
    ['/en/embed/part-1', 301, '/en/embed/part-1/'],
    ['/en/moved/', 301, '/fr/l%C3%A0/'],
    ['/en/moved/?a', 301, '/fr/l%C3%A0/?a'],
    ['/en/old/', 410],
    ['/en/2019/', 404],
    ['/notes.txt/', 404],
    ['/none', 404],
    ['/EN/', 404],
    ['//en', 404],
    ['//localhost/en', 404],
    ['/en/../../outside.txt', 404],
    ['/%2e%2e/outside.txt', 404],
    ['/en/..%5c..%5coutside.txt', 404],
    ['/__proto__', 404],
    [`/${'x/'.repeat(3000)}`, 404],
    ['/notes.txt%00.html', 400],
    ['/%ff', 400],
    ['*', 400],
  ])('answer %s with %i', async (path, status, location) => {
    const answer = await ask(path)
    expect([path, answer.status, answer.headers.location]).toEqual([path, status, location])
    if (status === 404)
      expect([String(answer.body), answer.headers['x-rule'], answer.headers.etag]).toEqual([
        notFound,
        'all',
        undefined,
      ])
  })

  it('that are not there are framed by whom the address lets', async () => {
    const policyAt = async (path: string) => (await ask(path)).headers['content-security-policy']
    expect(await policyAt('/en/embed/none/')).toBe('frame-ancestors partner.example')
    expect(await policyAt('/en/none/')).toBe("frame-ancestors 'self'")
    expect((await ask('/en/embed/none/')).headers['x-rule']).toBe('all')
  })

  it.each([
    ['/forum/', 200, undefined],
    ['/forum', 301, '/forum/'],
    ['/forum?x', 301, '/forum/?x'],
    ['/forum/en', 301, '/forum/en/'],
    ['/forum/en/moved/', 301, '/forum/fr/l%C3%A0/'],
    ['/', 404, undefined],
    ['/en/', 404, undefined],
  ])('stand under the path of the site: %s answers %i', async (path, status, location) => {
    const { status: found, headers } = await askBelow(path)
    expect([found, headers.location]).toEqual([status, location])
  })

  it('have the type and the headers of their own address, however it is written', async () => {
    const found: [string, string | undefined, string | undefined][] = []
    for (const path of [
      '/files/a.html',
      '/%66iles/a.html',
      '/files%2fa.html',
      '/files/notes.docx',
      '/en/embed/part-1/',
      '/en/embed/part-1/index.html',
      '/_astro/a.js',
      '/images/a.png',
      '/calendar.ics',
    ]) {
      const { headers } = await ask(path)
      found.push([path, headers['x-rule'], headers['content-type']])
    }
    const unknown = 'application/octet-stream'
    expect(found).toEqual([
      ['/files/a.html', 'files', unknown],
      ['/%66iles/a.html', 'files', unknown],
      ['/files%2fa.html', 'files', unknown],
      [
        '/files/notes.docx',
        'files',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
      ['/en/embed/part-1/', 'embed', 'text/html; charset=utf-8'],
      ['/en/embed/part-1/index.html', 'embed', 'text/html; charset=utf-8'],
      ['/_astro/a.js', 'all', 'text/javascript; charset=utf-8'],
      ['/images/a.png', 'all', 'image/png'],
      ['/calendar.ics', 'all', 'text/calendar; charset=utf-8'],
    ])
    expect((await ask('/_astro/a.js')).headers['cache-control']).toMatch(/immutable$/)
  })

  it('are asked for with GET and HEAD alone', async () => {
    expect((await ask('/notes.txt', {}, 'POST')).status).toBe(405)
    expect((await ask('/notes.txt', { 'Content-Length': '99999999' })).status).toBe(413)
  })
})

describe('compressed forms', () => {
  const bytesOf = (answer: Answer) => Number(answer.headers['content-length'])

  it('stand beside their files, are made again where they are damaged, and get smaller in idle time', async () => {
    const content = Array.from({ length: 3000 }, (_, index) => `<p>${index * 7919}</p>`).join('')
    await publish(store, { 'long/index.html': content })
    const first = await ask('/long/', { 'Accept-Encoding': 'br' })
    const { digest = '' } = store.current?.files.get('long/index.html') ?? {}
    expect(readdirSync(join(folder, 'files', digest.slice(0, 2)))).toContain(`${digest.slice(2)}.br`)
    writeFileSync(store.files.pathOf(digest, 'br'), brotliOf('another'))
    const asked = await serverOf(store, '/')
    const again = await asked('/long/', { 'Accept-Encoding': 'br' })
    expect(String(brotliDecompressSync(again.body))).toBe(content)
    await expect
      .poll(async () => (await asked('/long/', { 'Accept-Encoding': 'br' })).headers.etag, {
        timeout: 15_000,
      })
      .toMatch(/-br11"$/)
    const small = await asked('/long/', { 'Accept-Encoding': 'br' })
    expect(String(brotliDecompressSync(small.body))).toBe(content)
    expect(bytesOf(small)).toBeLessThan(bytesOf(first))
    const { etag = '' } = first.headers
    expect((await asked('/long/', { 'If-None-Match': etag })).status).toBe(304)
  })

  it('of what a release changed are made before they are asked for', async () => {
    await publish(store, { 'fresh/index.html': page('fresh'), 'images/fresh.png': 'png'.repeat(900) })
    const { digest = '' } = store.current?.files.get('fresh/index.html') ?? {}
    const names = () => readdirSync(join(folder, 'files', digest.slice(0, 2)))
    await expect
      .poll(names)
      .toEqual(expect.arrayContaining(['br', 'gz'].map((end) => `${digest.slice(2)}.${end}`)))
    const { digest: image = '' } = store.current?.files.get('images/fresh.png') ?? {}
    expect(readdirSync(join(folder, 'files', image.slice(0, 2)))).not.toContain(`${image.slice(2)}.br`)
  })
})

describe('a switch', () => {
  it('is seen by the next request, and what pages of the release before link to stays', async () => {
    await publish(
      store,
      { 'index.html': page('second'), '_astro/b.js': 'b' },
      { gone: ['_astro/a.js', 'sitemap.xml'] },
    )
    expect(summary(await ask('/'))).toEqual([200, undefined, page('second').slice(0, 40)])
    expect((await ask('/_astro/a.js')).status).toBe(200)
    expect((await ask('/sitemap.xml')).status).toBe(404)
    await publish(store, { 'index.html': page('third') })
    expect((await ask('/_astro/a.js')).status).toBe(404)
  })

  it('by another process is followed', async () => {
    const other = await ReleaseStore.open(folder)
    await publish(other, { 'index.html': page('other') })
    await expect
      .poll(async () => summary(await ask('/')))
      .toEqual([200, undefined, page('other').slice(0, 40)])
  })

  it('back says in the language of the address that a page is newer', async () => {
    const { number } = await publish(store, {
      'fr/neuf/index.html': page('neuf'),
      'en/new/index.html': page('new'),
    })
    await store.rollBackTo(number - 1)
    const french = await ask('/fr/neuf/')
    expect([french.status, french.headers['content-type'], french.headers['x-rule']]).toEqual([
      404,
      'text/html; charset=utf-8',
      'all',
    ])
    expect(String(french.body)).toBe(
      '<!DOCTYPE html><html lang="fr"><head><title>Cette page n’est pas affichée pour le moment</title>' +
        '<style>h1[data-astro-cid-x1]{margin:0}</style></head><body><main class="page"><section data-astro-cid-x1>' +
        '<h1 data-astro-cid-x1>Cette page n’est pas affichée pour le moment</h1>' +
        '<p data-astro-cid-x1>Le site est revenu à une version antérieure, et cette page est plus récente. Elle réapparaîtra à la prochaine publication.</p>' +
        '<p data-astro-cid-x1><a href="/fr/" data-astro-cid-x1>Aller à la page d’accueil</a></p></section></main></body></html>',
    )
    expect(String((await ask('/en/new')).body)).toContain('This page is not shown at the moment')
    expect(String((await askBelow('/forum/en/new/')).body)).toContain('<a href="/forum/en/"')
    expect(String((await ask('/en/none/')).body)).toBe(notFound)
    await publish(store, {})
    expect((await ask('/fr/neuf/')).status).toBe(200)
  })
})

describe('what is not there', () => {
  it('a site without a release is not ready yet', async () => {
    const empty = await ReleaseStore.open(join(folder, 'empty'))
    const request = await serverOf(empty, '/')
    const { status, headers } = await request('/')
    expect([status, headers['retry-after']]).toEqual([503, '2'])
    await publish(empty, { 'index.html': 'here' })
    expect((await request('/')).status).toBe(200)
    expect(String((await request('/none')).body)).toBe('404 Not Found\n')
  })

  it('a damaged file is an error, and never other bytes', async () => {
    await publish(store, { 'damaged.txt': 'right', 'images/damaged.png': large.fill('x') })
    for (const path of ['damaged.txt', 'images/damaged.png']) {
      const { digest = '' } = store.current?.files.get(path) ?? {}
      writeFileSync(store.files.pathOf(digest), 'wrong')
      lines.length = 0
      const { status, body } = await ask(`/${path}`)
      expect([status, String(body)]).toEqual([500, '500 Internal Server Error\n'])
      expect(lines.join()).toMatch(/its bytes are not those that were written$/)
    }
  })
})

const brotliOf = (content: string) => brotliCompressSync(content)
