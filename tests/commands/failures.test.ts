import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CommandResult, command, temporaryFolder } from './project.ts'

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

/** Starts a server that is not part of this project. @returns its port */
async function startOtherServer(): Promise<string> {
  server = createServer((_request, response) => response.end('hello'))
  await new Promise<void>((listening) => server?.listen(0, 'localhost', listening))
  return String((server.address() as AddressInfo).port)
}

const expectFailure = (result: CommandResult, message: string) => {
  expect(result.output).toContain(message)
  expect(result.output).not.toMatch(/\n\s+at .*:\d+/)
  expect(result.code).toBe(1)
}

describe('a command ends with one clear message', () => {
  it('for a setting that cannot be used', async () => {
    const result = await command('start', {
      env: { DATA_DIR: folder, LAKE_PORT: 'abc', SITE_URL: 'nowhere' },
    })
    expectFailure(result, 'LAKE_PORT is "abc"; it must be a port number from 1 to 65535')
    expectFailure(result, 'SITE_URL is "nowhere"; it must be an address')
  })

  it.each(['LAKE_PORT', 'STUDIO_PORT', 'SITE_PORT', 'PREVIEW_PORT'])(
    'for a port in use, naming the variable that changes it: %s',
    async (variable) => {
      const port = await startOtherServer()
      const ports = { LAKE_PORT: '3926', STUDIO_PORT: '3927', SITE_PORT: '3925', PREVIEW_PORT: '3928' }
      const result = await command('start', {
        env: { DATA_DIR: join(folder, 'data'), ...ports, [variable]: port },
      })
      expectFailure(
        result,
        `Port ${port} is used by another program. End that program, or set ${variable} to a free port.`,
      )
    },
  )

  it('for a preview of a hosted project without a token or an address', async () => {
    const hosted = { SANITY_PROJECT_ID: 'abc123', DATA_DIR: folder }
    const result = await command('preview', { env: hosted })
    expectFailure(
      result,
      'PREVIEW_URL is not set; it must be the address at which editors’ browsers reach the preview',
    )
    expectFailure(
      result,
      'SANITY_TOKEN is not set; the preview reads drafts, so it needs a token of the project',
    )
    const port = await startOtherServer()
    const env = {
      ...hosted,
      SANITY_TOKEN: 'sk'.repeat(20),
      PREVIEW_URL: 'https://preview.example.org',
      PREVIEW_PORT: port,
    }
    expectFailure(await command('preview', { env }), `set PREVIEW_PORT to a free port`)
  })

  it('for a build without a lake or data, where DEFAULT_CONTENT is no or there is a ledger', async () => {
    const out = join(folder, 'dist')
    const message = `No Content Lake answers at http://localhost:3929 (LAKE_PORT): no connection (ECONNREFUSED), and DATA_DIR (${folder}) has no content, after 1.`
    expectFailure(
      await command('build', { env: { DATA_DIR: folder, DEFAULT_CONTENT: 'no' }, args: ['--out', out] }),
      message,
    )
    writeFileSync(join(folder, 'addresses.json'), '{}')
    expectFailure(await command('build', { env: { DATA_DIR: folder }, args: ['--out', out] }), message)
    expect(existsSync(out)).toBe(false)
  })

  it('for another program on the port of the lake', async () => {
    const port = await startOtherServer()
    expectFailure(
      await command('build', { env: { DATA_DIR: folder, LAKE_PORT: port } }),
      `No Content Lake answers at http://localhost:${port} (LAKE_PORT): no usable answer`,
    )
  })

  it('for a data file that is not one of the lake, which stays unchanged', async () => {
    const file = join(folder, 'lake.sqlite')
    writeFileSync(file, 'these are no data of a lake, but somebody’s words\n'.repeat(100))
    const before = readFileSync(file, 'utf8')
    expectFailure(
      await command('lake', { env: { DATA_DIR: folder } }),
      `The lake's data file is damaged or not a data file: ${file}. It was left as it is`,
    )
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('for a data file of a newer version', async () => {
    const file = join(folder, 'lake.sqlite')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA application_id = 0x4c414b45; CREATE TABLE later (a); PRAGMA user_version = 99;')
    database.close()
    expectFailure(
      await command('lake', { env: { DATA_DIR: folder } }),
      `was written by a newer version of this project: ${file}`,
    )
  })

  it('for a data folder that cannot be created or read', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expectFailure(
      await command('lake', { env: { DATA_DIR: join(file, 'data') } }),
      `The lake's data cannot be read or written: ${join(file, 'data')}`,
    )
  })

  it('for an unknown option, a missing argument, and an option that is not for this lake', async () => {
    expectFailure(
      await command('build', { args: ['--frist'] }),
      "Unknown option '--frist'\n(Did you mean --first?)\n  All options: npm run build -- --help",
    )
    // What is left of "npm run build --host nginx".
    expectFailure(
      await command('build', { args: ['nginx'] }),
      'Expected 0 arguments but got 1.\n  Options go after two dashes: npm run build -- …',
    )
    expectFailure(await command('content-import', {}), "Missing required argument 'FILE'")
    expectFailure(
      await command('build', { args: ['--first'] }),
      '--first is only for the first release of a hosted site.',
    )
  })

  it('for a ledger of addresses that cannot be read', async () => {
    const { seededData } = await import('./project.ts')
    await seededData(folder)
    writeFileSync(join(folder, 'addresses.json'), '{"version": 1, "addre')
    const result = await command('build', {
      env: { DATA_DIR: folder },
      args: ['--out', join(folder, 'dist')],
    })
    expectFailure(
      result,
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
    expectFailure(
      await command('build', { env: { SANITY_PROJECT_ID: 'zp7mbokg', DATA_DIR: folder } }),
      'SITE_URL is not set; a hosted build needs the address that the site will have',
    )
  })

  it('without a network requests only the project’s own host, and says what failed', async () => {
    const requested = join(folder, 'requested')
    mkdirSync(folder, { recursive: true })
    const recorder = join(folder, 'recorder.mjs')
    writeFileSync(
      recorder,
      `import dns from 'node:dns'; import { appendFileSync } from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
       dns.lookup = (host, options, done) => {
         appendFileSync(${JSON.stringify(requested)}, host + '\\n')
         const callback = done ?? options
         setImmediate(() => callback(Object.assign(new Error('getaddrinfo ENOTFOUND ' + host), { code: 'ENOTFOUND' })))
       }
       syncBuiltinESMExports()`,
    )
    const result = await command('build', {
      env: { ...hosted, DATA_DIR: folder },
      args: ['--out', join(folder, 'dist')],
      preload: recorder,
    })
    expectFailure(result, 'No Content Lake answers at https://zp7mbokg.api.sanity.io (SANITY_PROJECT_ID)')
    expect(result.output).toContain('ENOTFOUND')
    expect([...new Set(readFileSync(requested, 'utf8').trim().split('\n'))]).toEqual([
      'zp7mbokg.api.sanity.io',
    ])
    expect(result.output).not.toContain(hosted.SANITY_TOKEN)
  }, 30_000)
})
