import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { Drafts } from '#src/preview/drafts.ts'
import { previewFileHeaders, previewListener, previewScriptHeaders } from '#src/preview/listener.ts'
import { Passes } from '#src/preview/passes.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { FolderOfFiles } from '#src/serving/file-server.ts'
import { temporaryFolder } from '../commands/project.ts'

/** No lake answers on port 1: pages cannot be made, and say so. */
const config = readConfig({ LAKE_PORT: '1', PREVIEW_PORT: '4999' })
const previewUrl = new URL('http://localhost:4999/')
const folder = temporaryFolder()
const server = createServer()
let key = 'first'

beforeAll(async () => {
  mkdirSync(join(folder, '_astro'))
  writeFileSync(join(folder, '_astro/a.js'), 'export {}')
  mkdirSync(join(folder, 'script'))
  writeFileSync(join(folder, 'script/live.js'), 'export {}')
  const drafts = new Drafts(config, { ledger: async () => emptyLedger, assetsFolder: folder, log: () => {} })
  const files = await FolderOfFiles.open(folder, previewFileHeaders)
  const script = {
    name: 'live.js',
    files: await FolderOfFiles.open(join(folder, 'script'), previewScriptHeaders),
  }
  const pages = await openRenderer(config)
  const parts = { drafts, pages, files, script, key: async () => key, log: () => {} }
  server.on('request', previewListener({ ...config, previewUrl }, parts))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
}, 120_000)
afterAll(() => {
  server.close()
  server.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  key = 'first'
})

const passOf = (signing: string, url = previewUrl) =>
  new Passes(signing, url).issue(Date.now()).split(';')[0] ?? ''
const ask = (path: string, cookie: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    ...init,
    headers: { Cookie: cookie, ...init.headers },
  })
const statusOf = async (...request: Parameters<typeof ask>) => (await ask(...request)).status

describe('the preview', () => {
  it('opens for a pass of its own, until there is another key', async () => {
    const pass = passOf('first')
    expect(await statusOf('/api/preview/perspective/', pass, { method: 'POST' })).toBe(204)
    expect(await statusOf('/api/preview/perspective/', '', { method: 'POST' })).toBe(401)
    key = 'second'
    expect(await statusOf('/api/preview/perspective/', pass, { method: 'POST' })).toBe(401)
    expect(await statusOf('/api/preview/perspective/', passOf('second'), { method: 'POST' })).toBe(204)
  })

  it('stays closed to a pass that another preview with the same key gave', async () => {
    const other = passOf('first', new URL('http://localhost:4998/')).replace('preview_4998', 'preview_4999')
    expect(await statusOf('/en/', other)).toBe(401)
    expect(await statusOf('/_astro/a.js', other)).toBe(401)
    expect(await statusOf('/_preview/live.js', other)).toBe(401)
  })

  it('answers what it cannot do with a status and nothing of its own', async () => {
    const pass = passOf('first')
    for (const [path, method, status] of [
      ['/en/', 'GET', 502],
      ['/en/', 'POST', 405],
      ['/en/', 'PUT', 405],
      ['/%ff/', 'GET', 400],
      ['/api/preview/perspective/', 'GET', 405],
      ['/api/preview/enable/?sanity-preview-secret=a', 'GET', 502],
    ] as const) {
      const response = await ask(path, pass, { method })
      expect([path, method, response.status]).toEqual([path, method, status])
      expect(await response.text()).toMatch(/^\d{3} [A-Z][A-Za-z ]+\n$/)
    }
  })

  it('has its own files without asking the lake', async () => {
    for (const path of ['/_astro/a.js', '/_preview/live.js']) {
      const response = await ask(path, passOf('first'))
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([
        path,
        200,
        'private, max-age=31536000, immutable',
      ])
    }
  })

  it('tells the head of its event stream, which has no end', async () => {
    const response = await ask('/api/preview/events/', passOf('first'), { method: 'HEAD' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  })

  it('takes forms of a rehearsal from its own pages alone, and leads back to them', async () => {
    const pass = passOf('first')
    const send = (fields: string, site = 'same-origin', cookie = pass) =>
      ask('/api/preview/rehearsal/', cookie, {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) },
        headers: { 'Sec-Fetch-Site': site },
      })
    const begun = await send('do=cancel&session=a&page=/fr/2019/')
    expect([begun.status, begun.headers.get('location')]).toEqual([303, '/fr/2019/'])
    expect(begun.headers.get('set-cookie')).toMatch(/^preview_4999_rehearsal=[\w-]{36}; .*HttpOnly/)
    const ended = await send('do=end&page=//evil.example/')
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/'])
    expect(ended.headers.get('set-cookie')).toMatch(/^preview_4999_rehearsal=;/)
    expect((await send('do=publish')).status).toBe(400)
    expect((await send('do=end', 'cross-site')).status).toBe(403)
    expect((await send('do=end', 'same-origin', '')).status).toBe(401)
    expect(await statusOf('/api/preview/rehearsal/', pass)).toBe(405)
  })
})
