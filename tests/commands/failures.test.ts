import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { command, type Ran, temporaryFolder } from './project.ts'

let folder: string
let server: Server | undefined
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await new Promise((closed) => (server ? server.close(closed) : closed(undefined)))
  server = undefined
})

/** A program that has nothing to do with this project listens on the port that is returned. */
async function stranger(): Promise<string> {
  server = createServer((_request, response) => response.end('hello'))
  await new Promise<void>((listening) => server?.listen(0, 'localhost', listening))
  return String((server.address() as AddressInfo).port)
}

const failed = (ran: Ran, message: string) => {
  expect(ran.output).toContain(message)
  expect(ran.output).not.toMatch(/\n\s+at .*:\d+/)
  expect(ran.code).toBe(1)
}

describe('bad input ends in one clear message', () => {
  it('a setting that cannot be used', async () => {
    const ran = await command('start', { env: { DATA_DIR: folder, LAKE_PORT: 'abc', SITE_URL: 'nowhere' } })
    failed(ran, 'LAKE_PORT is "abc"; it must be a port number from 1 to 65535')
    failed(ran, 'SITE_URL is "nowhere"; it must be an address')
  })

  it.each(['LAKE_PORT', 'STUDIO_PORT', 'SITE_PORT', 'PREVIEW_PORT'])(
    'a port in use, with the variable that changes it: %s',
    async (variable) => {
      const port = await stranger()
      const ports = { LAKE_PORT: '3926', STUDIO_PORT: '3927', SITE_PORT: '3925', PREVIEW_PORT: '3928' }
      const ran = await command('start', {
        env: { DATA_DIR: join(folder, 'data'), ...ports, [variable]: port },
      })
      failed(
        ran,
        `Port ${port} is used by another program. End that program, or set ${variable} to a free port.`,
      )
    },
  )

  it('a preview of a hosted project that cannot read drafts, or that nobody could reach', async () => {
    const hosted = { SANITY_PROJECT_ID: 'abc123', DATA_DIR: folder }
    const ran = await command('preview', { env: hosted })
    failed(ran, 'PREVIEW_URL is not set; it must be the address at which editors’ browsers reach the preview')
    failed(ran, 'SANITY_TOKEN is not set; the preview reads drafts, so it needs a token of the project')
    const port = await stranger()
    const env = {
      ...hosted,
      SANITY_TOKEN: 'sk'.repeat(20),
      PREVIEW_URL: 'https://preview.example.org',
      PREVIEW_PORT: port,
    }
    failed(await command('preview', { env }), `set PREVIEW_PORT to a free port`)
  })

  it('no lake, and data that are gone: a lake that is to start empty, or a ledger without its content', async () => {
    const out = join(folder, 'dist')
    const message = `No Content Lake answers at http://localhost:3929 (LAKE_PORT): no connection (ECONNREFUSED), and DATA_DIR (${folder}) holds no content, after 1.`
    failed(
      await command('build', { env: { DATA_DIR: folder, DEFAULT_CONTENT: 'no' }, args: ['--out', out] }),
      message,
    )
    writeFileSync(join(folder, 'addresses.json'), '{}')
    failed(await command('build', { env: { DATA_DIR: folder }, args: ['--out', out] }), message)
    expect(existsSync(out)).toBe(false)
  })

  it('something else in the place of the lake', async () => {
    const port = await stranger()
    failed(
      await command('build', { env: { DATA_DIR: folder, LAKE_PORT: port } }),
      `No Content Lake answers at http://localhost:${port} (LAKE_PORT): no usable answer`,
    )
  })

  it('a data file that is none, which stays as it is', async () => {
    const file = join(folder, 'lake.sqlite')
    writeFileSync(file, 'these are no data of a lake, but somebody’s words\n'.repeat(100))
    const before = readFileSync(file, 'utf8')
    failed(
      await command('lake', { env: { DATA_DIR: folder } }),
      `The lake's data file is damaged or not a data file: ${file}. It was left as it is`,
    )
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('a data file of a newer version, which stays as it is', async () => {
    const file = join(folder, 'lake.sqlite')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA application_id = 0x4c414b45; CREATE TABLE later (a); PRAGMA user_version = 99;')
    database.close()
    failed(
      await command('lake', { env: { DATA_DIR: folder } }),
      `was written by a newer version of this project: ${file}`,
    )
  })

  it('a data folder that cannot be made or read', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    failed(
      await command('lake', { env: { DATA_DIR: join(file, 'data') } }),
      `The lake's data cannot be read or written: ${join(file, 'data')}`,
    )
  })

  it('an option that there is not, or that is not for this lake', async () => {
    failed(
      await command('build', { args: ['--frist'] }),
      "Unknown option '--frist'\n(Did you mean --first?)\n  All options: npm run build -- --help",
    )
    failed(await command('content-import', {}), "Missing required argument 'FILE'")
    failed(
      await command('build', { args: ['--first'] }),
      '--first is for the first release of a hosted site alone.',
    )
  })

  it('a ledger of addresses that cannot be read', async () => {
    const { seededData } = await import('./project.ts')
    await seededData(folder)
    writeFileSync(join(folder, 'addresses.json'), '{"version": 1, "addre')
    const ran = await command('build', { env: { DATA_DIR: folder }, args: ['--out', join(folder, 'dist')] })
    failed(
      ran,
      `The ledger of addresses at ${join(folder, 'addresses.json')} cannot be read: it is not JSON.`,
    )
    expect(existsSync(join(folder, 'dist'))).toBe(false)
  })
})

describe('a hosted build', () => {
  const hosted = {
    SANITY_PROJECT_ID: 'zp7mbokg',
    SITE_URL: 'https://forum.example.org',
    SANITY_TOKEN: 'sk'.repeat(30),
  }

  it('needs the address of the site', async () => {
    failed(
      await command('build', { env: { SANITY_PROJECT_ID: 'zp7mbokg', DATA_DIR: folder } }),
      'SITE_URL is not set; a hosted build needs the address that the site will have',
    )
  })

  it('without a network asks the project’s own host and no other, and says what failed', async () => {
    const asked = join(folder, 'asked')
    mkdirSync(folder, { recursive: true })
    const recorder = join(folder, 'recorder.mjs')
    writeFileSync(
      recorder,
      `import dns from 'node:dns'; import { appendFileSync } from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
       dns.lookup = (host, options, done) => {
         appendFileSync(${JSON.stringify(asked)}, host + '\\n')
         const callback = done ?? options
         setImmediate(() => callback(Object.assign(new Error('getaddrinfo ENOTFOUND ' + host), { code: 'ENOTFOUND' })))
       }
       syncBuiltinESMExports()`,
    )
    const ran = await command('build', {
      env: { ...hosted, DATA_DIR: folder },
      args: ['--out', join(folder, 'dist')],
      preload: recorder,
    })
    failed(ran, 'No Content Lake answers at https://zp7mbokg.api.sanity.io (SANITY_PROJECT_ID)')
    expect(ran.output).toContain('ENOTFOUND')
    expect([...new Set(readFileSync(asked, 'utf8').trim().split('\n'))]).toEqual(['zp7mbokg.api.sanity.io'])
    expect(ran.output).not.toContain(hosted.SANITY_TOKEN)
  }, 30_000)
})
