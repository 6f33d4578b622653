import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { command, filesIn, projectCopy, projectFolder, seededData, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(projectFolder, 'package.json'), 'utf8'),
)
const commands = Object.entries(scripts).flatMap(([script, line]) => {
  const file = /^node ([\w/-]+)\.ts/.exec(line)?.[1]
  return file === undefined ? [] : [{ script, name: relative('src/commands', file) }]
})

describe('every command', () => {
  it('is found in package.json', () => {
    expect(commands.length).toBeGreaterThan(12)
  })

  it.concurrent.each(commands)(
    '$script answers --help, and writes no file',
    async ({ script, name }) => {
      const { code, output } = await command(name, {
        args: ['--help'],
        env: { DATA_DIR: join(folder, 'data') },
      })
      const call = /^(start|test)\b(?!:engines)/.exec(script)?.[0] ?? `run ${script}`
      expect(output).toContain(`Usage: npm ${call} -- [options]`)
      expect(output).toMatch(/--help +show this/)
      expect(code).toBe(0)
      expect([...filesIn(folder).keys()]).toEqual([])
    },
    60_000,
  )
})

it('a build without a lake or data uses the default content and says so, also the second time', async () => {
  const env = { DATA_DIR: join(folder, 'nothing') }
  const out = join(folder, 'dist')
  for (const _ of ['first', 'second']) {
    const { code, output } = await command('build', { env, args: ['--out', out] })
    expect(output).toContain(
      `No lake is running, and ${env.DATA_DIR} has no content: using the default content.`,
    )
    expect(code).toBe(0)
  }
  expect(readFileSync(join(out, 'fr/index.html'), 'utf8')).toContain('Forum d’apprentissage')
  expect([...filesIn(folder).keys()].filter((name) => !name.startsWith('dist/'))).toEqual([])
})

it('npx astro build makes the same site as npm run build, and keeps the ledger', async () => {
  const data = join(folder, 'data')
  await seededData(data)
  // An address that leads to another, and one that says what became of its page.
  const session = { kind: 'session', titles: { en: 'An earlier title' } }
  const past = {
    '/en/2019/programme/earlier/': { ...session, id: 'session-sendai' },
    '/fr/2019/programme/parti/': { ...session, id: 'session-gone' },
  }
  writeFileSync(join(data, 'addresses.json'), JSON.stringify({ version: 1, addresses: past }))
  const own = join(folder, 'own')
  const astro = join(folder, 'astro')
  const env = { DATA_DIR: data, SITE_URL: 'https://example.org/forum/' }
  expect((await command('build', { env, args: ['--out', own] })).code).toBe(0)
  expect([...filesIn(own).keys()]).toEqual(
    expect.arrayContaining(Object.keys(past).map((address) => `${address.slice(1)}index.html`)),
  )
  const ledger = join(data, 'addresses.json')
  const kept = readFileSync(ledger, 'utf8')
  writeFileSync(ledger, JSON.stringify({ version: 1, addresses: past }))

  const copy = await projectCopy()
  const args = ['node_modules/astro/bin/astro.mjs', 'build', '--outDir', astro]
  const { PATH, HOME } = process.env
  await promisify(execFile)(process.execPath, args, {
    cwd: copy,
    env: { PATH, HOME, LAKE_PORT: '3929', ENV_FILES: 'no', ASTRO_TELEMETRY_DISABLED: '1', ...env },
  })
  expect([...filesIn(astro)]).toEqual([...filesIn(own)])
  expect(readFileSync(ledger, 'utf8')).toBe(kept)
})
