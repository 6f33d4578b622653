import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { command, filesIn, projectFolder, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(projectFolder, 'package.json'), 'utf8'),
)
const commands = Object.entries(scripts).flatMap(([script, line]) => {
  const name = /^node src\/commands\/([\w/-]+)\.ts/.exec(line)?.[1]
  return name === undefined ? [] : [{ script, name }]
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
      const call = /^(start|test)\b/.exec(script)?.[0] ?? `run ${script}`
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
}, 90_000)
