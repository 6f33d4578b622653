import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { ServedFolder } from '#src/commands/dev/served-folder.ts'
import { openLake } from '#src/commands/local-lake.ts'
import { readConfig } from '#src/config.ts'
import { type HeaderRule, headerRules } from '#src/release/headers.ts'
import { makeRelease, type Release } from '#src/release/release.ts'

/** What a document does where it runs: it asks for an address that tells, and leaves a mark on the origin. */
const doing = (kind: string) => `try{localStorage.ran='${kind}'}catch{};fetch('/ran/${kind}')`
const html = (kind: string) =>
  `<!doctype html><title>x</title><script>${doing(kind)}</script><img src=/ran/${kind} onerror="${doing(kind)}">`
const svg = (kind: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" onload="${doing(kind)}"><script>${doing(kind)}</script></svg>`
const xhtml = (kind: string) =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><script>${doing(kind)}</script></body></html>`
const mht = (kind: string) =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: http://localhost/\r\n\r\n${html(kind)}\r\n--b--\r\n`
const pdf = (kind: string) =>
  `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\('/ran/${kind}'\\);this.submitForm\\('/ran/${kind}'\\))>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF ${html(kind)}`

/** The kinds, each with the ending of its file, its bytes, and the name that it was uploaded under. */
const kinds: readonly { kind: string; ending: string; bytes: string | Buffer; name: string }[] = [
  { kind: 'html', ending: 'html', bytes: html('html'), name: 'Rapport d’été (final).html' },
  { kind: 'htm', ending: 'htm', bytes: html('htm'), name: 'two  spaces.htm' },
  { kind: 'shtml', ending: 'shtml', bytes: html('shtml'), name: 'Año próximo, nº 1.shtml' },
  { kind: 'xhtml', ending: 'xhtml', bytes: xhtml('xhtml'), name: 'ça & là.xhtml' },
  { kind: 'svg', ending: 'svg', bytes: svg('svg'), name: 'dessin animé.svg' },
  { kind: 'svgz', ending: 'svgz', bytes: gzipSync(svg('svgz')), name: 'dessin animé.svgz' },
  {
    kind: 'xml',
    ending: 'xml',
    bytes: `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/files/xsl.xsl"?><a/>`,
    name: 'Données 2019.xml',
  },
  {
    kind: 'xsl',
    ending: 'xsl',
    bytes: `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><script>${doing('xsl')}</script></html></xsl:template></xsl:stylesheet>`,
    name: 'feuille.xsl',
  },
  { kind: 'mht', ending: 'mht', bytes: mht('mht'), name: 'página.mht' },
  { kind: 'mhtml', ending: 'mhtml', bytes: mht('mhtml'), name: 'página entera.mhtml' },
  { kind: 'multipart', ending: 'eml', bytes: mht('multipart'), name: 'courrier.eml' },
  { kind: 'pdf', ending: 'pdf', bytes: pdf('pdf'), name: 'Résumé exécutif – v2.pdf' },
  { kind: 'html-as-pdf', ending: 'pdf', bytes: html('html-as-pdf'), name: '学習フォーラム.pdf' },
  { kind: 'html-as-txt', ending: 'txt', bytes: html('html-as-txt'), name: 'notes à lire.txt' },
  { kind: 'html-as-ico', ending: 'ico', bytes: html('html-as-ico'), name: 'icône.ico' },
  { kind: 'html-as-nothing', ending: 'bin', bytes: html('html-as-nothing'), name: 'القاهرة.bin' },
  {
    kind: 'gif-js',
    ending: 'gif',
    bytes: `GIF89a/*${'\0'.repeat(20)}*/=1;${doing('gif-js')}//${html('gif-js')}`,
    name: 'animación.gif',
  },
  { kind: 'js', ending: 'js', bytes: doing('js'), name: 'scénario.js' },
  { kind: 'mjs', ending: 'mjs', bytes: `export default 1;${doing('mjs')}`, name: 'module é.mjs' },
  {
    kind: 'json',
    ending: 'json',
    bytes: `{"a":"${html('json').replaceAll('"', '')}"}`,
    name: 'données.json',
  },
  { kind: 'css', ending: 'css', bytes: 'body{background:url(/ran/css)}', name: 'thème.css' },
  {
    kind: 'swf',
    ending: 'swf',
    bytes: Buffer.concat([Buffer.from('CWS\x09'), deflateRawSync('x')]),
    name: 'été.swf',
  },
  { kind: 'wasm', ending: 'wasm', bytes: Buffer.from('0061736d01000000', 'hex'), name: 'código.wasm' },
  {
    kind: 'webmanifest',
    ending: 'webmanifest',
    bytes: '{"name":"x","start_url":"/ran/webmanifest"}',
    name: 'site é.webmanifest',
  },
  { kind: 'hta', ending: 'hta', bytes: html('hta'), name: 'application é.hta' },
  { kind: 'appcache', ending: 'appcache', bytes: 'CACHE MANIFEST\n/ran/appcache', name: 'caché.appcache' },
]

const addressOf = ({ kind, ending }: { kind: string; ending: string }) => `/files/${kind}.${ending}`
const folder = mkdtempSync(join(tmpdir(), 'forum-'))
const site = join(folder, 'hostile')
const open: Server[] = []
const served: ServedFolder[] = []
/** What documents asked for because they ran. */
const ran: string[] = []

/** Serves a folder with these headers. @returns its origin */
async function listening(files: string, rules: readonly HeaderRule[]): Promise<string> {
  const one = await ServedFolder.open('/')
  await one.show(files, rules)
  served.push(one)
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/ran/')) ran.push(request.url)
    one.listener(request, response)
  })
  open.push(server)
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

test.beforeAll(() => {
  mkdirSync(join(site, 'files'), { recursive: true })
  for (const file of kinds) writeFileSync(join(site, addressOf(file)), file.bytes)
  writeFileSync(join(site, '404.html'), 'none')
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>site</title><link rel="icon" href="data:,">')
})
test.afterAll(async () => {
  for (const server of open) {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
  for (const one of served) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The name under which the browser saves what an address has. */
async function savedAs(page: Page, go: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), go().catch(() => {})])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** What stands on an origin because a document ran there. */
async function marks(browser: Browser, origin: string, page: Page): Promise<unknown> {
  await page.goto(`${origin}/`)
  const own = await page.evaluate(async () => [
    'ran' in localStorage,
    (await navigator.serviceWorker.getRegistrations()).length,
  ])
  return { own, ran, pages: browser.contexts().flatMap((context) => context.pages()).length }
}

test('documents of any kind run nothing on the site, and come down under their own names', async ({
  browser,
  page,
}) => {
  const downloads = new Map(kinds.map((file) => [addressOf(file).slice('/files/'.length), file.name]))
  const origin = await listening(site, headerRules({ embedHosts: [], https: false, downloads }))
  for (const file of kinds) {
    const { name, bytes } = await savedAs(page, () => page.goto(origin + addressOf(file)))
    expect([file.kind, name]).toEqual([file.kind, file.name])
    expect(bytes.equals(Buffer.from(file.bytes))).toBe(true)
  }
  expect(await marks(browser, origin, page)).toEqual({ own: [false, 0], ran: [], pages: 1 })
})

test('a page of the site itself can use none of them as its own code', async ({ browser, page }) => {
  const origin = await listening(site, headerRules({ embedHosts: [], https: false }))
  await page.goto(`${origin}/`)
  const loaded = await page.evaluate(async (addresses) => {
    const tried: Promise<string | undefined>[] = []
    const outcome = (element: HTMLElement, address: string) =>
      new Promise<string | undefined>((done) => {
        element.onload = () => done(`${element.localName} ${address}`)
        element.onerror = () => done(undefined)
        // A frame whose content is saved says nothing.
        setTimeout(() => done(undefined), 3000)
        document.body.append(element)
      })
    for (const address of addresses) {
      for (const type of ['text/javascript', 'module'])
        tried.push(outcome(Object.assign(document.createElement('script'), { src: address, type }), address))
      tried.push(
        outcome(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address }), address),
      )
      for (const [name, attribute] of [
        ['iframe', 'src'],
        ['object', 'data'],
        ['embed', 'src'],
      ] as const) {
        const element = document.createElement(name)
        element.setAttribute(attribute, address)
        document.body.append(element)
      }
      tried.push(
        import(address).then(
          () => `import ${address}`,
          () => undefined,
        ),
        navigator.serviceWorker.register(address, { scope: '/files/' }).then(
          () => `service worker ${address}`,
          () => undefined,
        ),
        new Promise((done) => {
          const worker = new Worker(address)
          worker.onerror = () => done(undefined)
          setTimeout(() => done(undefined), 3000)
        }),
      )
    }
    return (await Promise.all(tried)).filter((one) => one !== undefined)
  }, kinds.map(addressOf))
  expect(loaded).toEqual([])
  expect(await marks(browser, origin, page)).toEqual({ own: [false, 0], ran: [], pages: 1 })
})

test.describe('a document of a session', () => {
  const name = 'Rapport d’été n° 1, “final” – 学習.pdf'
  const bytes = Buffer.from(pdf('session'))
  let release: Release
  const out = join(folder, 'site')

  test.beforeAll(async () => {
    process.env.ENV_FILES = 'no'
    const config = readConfig({ DATA_DIR: join(folder, 'data') })
    if (config.lake.kind !== 'embedded') throw new Error('The embedded lake is meant.')
    const lake = await openLake(config, { ...config.lake, url: 'http://localhost:0' })
    try {
      const own = { ...config, lake: { ...config.lake, url: lake.url } }
      const client = lakeClient(own)
      const { _id: _ref } = await client.assets.upload('file', bytes, { filename: name })
      const title = [
        { _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: 'The report' },
      ]
      const file = { _type: 'file', asset: { _type: 'reference', _ref } }
      await client
        .patch('session-sendai')
        .set({ documents: [{ _key: 'a', _type: 'sessionDocument', title, file }] })
        .commit()
      release = await makeRelease(own, { outDir: out, now: 0, earlierLedger: async () => emptyLedger })
    } finally {
      await lake.close()
    }
  })

  const click = (page: Page) => page.getByRole('link', { name: 'The report' }).click()

  test('comes down under the name that it was uploaded with, by its link and by its address', async ({
    page,
  }) => {
    const origin = await listening(out, release.headers)
    await page.goto(`${origin}/en/2019/programme/sendai-framework/`)
    const address = await page.getByRole('link', { name: 'The report' }).getAttribute('href')
    expect(address).toMatch(/^\/files\/[0-9a-f]{40}\.pdf$/)
    expect(await savedAs(page, () => click(page))).toEqual({ name, bytes })
    expect(await savedAs(page, () => page.goto(origin + address))).toEqual({ name, bytes })
  })

  test('has its name by its link also where a host sends none', async ({ page }) => {
    const rules = release.headers.filter(({ isOptional }) => !isOptional)
    const origin = await listening(out, rules)
    await page.goto(`${origin}/en/2019/programme/sendai-framework/`)
    expect(await savedAs(page, () => click(page))).toEqual({ name, bytes })
  })
})
