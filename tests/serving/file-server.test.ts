import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { studioListener } from '#src/commands/studio.ts'
import { answering, answerStatus, StatusError } from '#src/serving/answers.ts'
import { FolderOfFiles } from '#src/serving/file-server.ts'
import { temporaryFolder } from '../commands/project.ts'
import { type Ask, asker, closeAskers } from './asker.ts'

const folder = temporaryFolder()
const site = join(folder, 'site')
const text = '0123456789'
const page = `<!doctype html>${'page '.repeat(500)}`

let ask: Ask
let askStudio: Ask

beforeAll(async () => {
  for (const [name, content] of Object.entries({
    'index.html': page,
    'en/index.html': page,
    'en/embed/part-1/index.html': page,
    'files/a.html': '<script>1</script>',
    'notes.txt': text,
    'empty.txt': '',
    'with space é.txt': text,
    '.hidden/index.html': 'hidden',
    '.env': 'hidden',
    '../outside.txt': 'outside',
  })) {
    const path = join(site, name)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, content)
  }
  mkdirSync(join(site, 'empty'))
  symlinkSync(join(folder, 'outside.txt'), join(site, 'link.txt'))
  symlinkSync('loop', join(site, 'loop'))
  const rules: readonly (readonly [string, string])[] = [
    ['/files/', 'files'],
    ['/en/embed/', 'embed'],
  ]
  const files = await FolderOfFiles.open(site, (address) => ({
    'X-Rule': rules.find(([start]) => address.startsWith(start))?.[1] ?? 'all',
  }))
  ask = await asker(
    answering(async (target, request, response) => {
      if (!(await files.answer(target, '/', request, response))) answerStatus(response, 404)
    }),
  )
  askStudio = await asker(await studioListener(site, "default-src 'self'"))
})
afterAll(() => {
  closeAskers()
  rmSync(folder, { recursive: true, force: true })
})

describe('the files of a folder', () => {
  it.each<[string, number, string, string?]>([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=-5', 206, '56789', 'bytes 5-9/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=7-999', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-1', 416, '416 Range Not Satisfiable\n', 'bytes */10'],
    ['bytes=10-', 416, '416 Range Not Satisfiable\n', 'bytes */10'],
    ['bytes=x', 200, text],
    ['bytes=0-1,5-6', 200, text],
    ['lines=1-2', 200, text],
    ['bytes=99999999999999999999-', 416, '416 Range Not Satisfiable\n', 'bytes */10'],
  ])('answer the range %s with %i', async (range, status, body, contentRange) => {
    const answer = await ask('/notes.txt', { Range: range })
    expect([answer.status, String(answer.body)]).toEqual([status, body])
    expect(answer.headers['content-range']).toBe(contentRange)
    expect(answer.headers['content-length']).toBe(String(body.length))
  })

  it('are answered with 304 where they have not changed, and 412 where they should not have', async () => {
    const { etag = '', 'last-modified': modified = '' } = (await ask('/notes.txt')).headers
    const statuses = [
      await ask('/notes.txt', { 'If-None-Match': etag }),
      await ask('/notes.txt', { 'If-None-Match': '"other", W/"x"' }),
      await ask('/notes.txt', { 'If-Modified-Since': modified }),
      await ask('/notes.txt', { 'If-Match': '"other"' }),
      await ask('/notes.txt', { Range: 'bytes=0-3', 'If-Range': '"other"' }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([304, 200, 304, 412, 200])
  })

  it('have a head without a body', async () => {
    for (const [path, status, length] of [
      ['/notes.txt', 200, '10'],
      ['/none', 404, '14'],
    ] as const) {
      const { status: found, headers, body } = await ask(path, {}, 'HEAD')
      expect([found, headers['content-length'], body.length]).toEqual([status, length, 0])
    }
  })

  it.each([
    ['/', 200],
    ['/en/', 200],
    ['/en/index.html', 200],
    ['/empty.txt', 200],
    ['/with%20space%20%C3%A9.txt', 200],
    ['http://localhost/notes.txt?x', 200],
    ['/notes.txt/', 404],
    ['/none', 404],
    ['/empty', 404],
    ['/empty/', 404],
    ['/.env', 404],
    ['/.hidden/', 404],
    ['/%2ehidden/', 404],
    ['/../outside.txt', 404],
    ['/%2e%2e/outside.txt', 404],
    ['/..%2foutside.txt', 404],
    ['/en/..%5c..%5coutside.txt', 404],
    ['/en/../../outside.txt', 404],
    ['/link.txt', 404],
    ['/loop', 404],
    [`/${'x'.repeat(3000)}`, 404],
    [`/${'x/'.repeat(3000)}`, 404],
    ['/notes.txt%00.html', 400],
    ['/%', 400],
    ['/%ff', 400],
    ['/%c0%ae%c0%ae/outside.txt', 400],
    ['*', 400],
    ['http://[/', 400],
    ['nowhere', 400],
  ])('answer %s with %i', async (path, status) => {
    const answer = await ask(path)
    expect([path, answer.status]).toEqual([path, status])
    expect(String(answer.body)).not.toMatch(/outside|hidden|\n\s+at /)
  })

  it.each([
    ['/en', '/en/'],
    ['/en?a=/b', '/en/?a=/b'],
    ['//en', '/en/'],
    ['/en/embed/part-1', '/en/embed/part-1/'],
  ])('lead from %s to the address with its slash', async (path, location) => {
    const answer = await ask(path)
    expect([answer.status, answer.headers.location]).toEqual([301, location])
  })

  it('have the headers of their own address, however it is written', async () => {
    const rules: [string, string | undefined][] = []
    for (const path of [
      '/files/a.html',
      '/%66iles/a.html',
      '//files//a.html',
      '/files%2fa.html',
      '/en/embed/part-1/',
      '/en/embed/part-1/index.html',
      '/en/',
      '/none',
    ])
      rules.push([path, (await ask(path)).headers['x-rule']])
    expect(Object.fromEntries(rules)).toEqual({
      '/files/a.html': 'files',
      '/%66iles/a.html': 'files',
      '//files//a.html': 'files',
      '/files%2fa.html': 'files',
      '/en/embed/part-1/': 'embed',
      '/en/embed/part-1/index.html': 'embed',
      '/en/': 'all',
      '/none': undefined,
    })
  })

  it('are asked for with GET and HEAD alone', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const { status, headers } = await ask('/notes.txt', {}, method)
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  it('take no body that is long, or whose end nobody knows', async () => {
    expect((await ask('/notes.txt', { 'Content-Length': '99999999' })).status).toBe(413)
    expect((await ask('/notes.txt', { 'Transfer-Encoding': 'chunked' })).status).toBe(411)
  })

  it('may vanish', async () => {
    writeFileSync(join(site, 'short-lived.txt'), text)
    expect((await ask('/short-lived.txt')).status).toBe(200)
    rmSync(join(site, 'short-lived.txt'))
    const { status, body } = await ask('/short-lived.txt')
    expect([status, String(body)]).toEqual([404, '404 Not Found\n'])
  })
})

describe('the Studio', () => {
  it('has its one page at every address but those of files that are not there', async () => {
    for (const path of ['/', '/structure/session;session-a', '/intent/edit/id=a.b;type=x/', '/none/'])
      expect([path, String((await askStudio(path)).body)]).toEqual([path, page])
    expect((await askStudio('/static/none.js')).status).toBe(404)
    expect((await askStudio('/notes.txt', { Range: 'bytes=5-1' })).status).toBe(416)
    expect((await askStudio('/')).headers['content-security-policy']).toBe("default-src 'self'")
  })
})

describe('what is thrown while a request is answered', () => {
  const lines: string[] = []
  const log = (line: string) => lines.push(line)

  it.each([
    [
      'at once',
      () => {
        throw new Error('broken\nhere')
      },
    ],
    [
      'later',
      async () => {
        await Promise.resolve()
        throw new Error('broken\nhere')
      },
    ],
  ])('%s is logged in one line, and told nobody', async (_when, answer) => {
    lines.length = 0
    const request = await asker(answering(answer, { log }))
    const { status, body } = await request('/a%0Ab?c')
    expect([status, String(body)]).toEqual([500, '500 Internal Server Error\n'])
    expect(lines).toEqual(['GET /a%0Ab: Error: broken here'])
  })

  it('with a status of its own is answered with that', async () => {
    lines.length = 0
    const request = await asker(
      answering(
        () => {
          throw new StatusError(502, new Error('connect ECONNREFUSED'))
        },
        { log },
      ),
    )
    expect(String((await request('/')).body)).toBe('502 Bad Gateway\n')
    expect(lines).toEqual(['GET /: StatusError: connect ECONNREFUSED'])
  })

  it('after an answer began ends the connection', async () => {
    lines.length = 0
    const request = await asker(
      answering(
        (_target, _request, response) => {
          response.writeHead(200, { 'Content-Length': '10' }).write('half')
          throw new Error('broken')
        },
        { log },
      ),
    )
    expect(String((await request('/')).body).length).toBeLessThan(10)
    expect(lines).toHaveLength(1)
  })

  it('by the disk is a 500, and a missing folder is told at the start', async () => {
    await expect(FolderOfFiles.open(join(folder, 'none'), () => ({}))).rejects.toThrow('ENOENT')
  })
})
