import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { command, projectCopy, seededData, temporaryFolder } from './project.ts'

it('a page that cannot be made is named, with its document, what was thrown, and a link to the Studio', async () => {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await seededData(join(folder, 'data'))
  const cwd = await projectCopy()
  // Thrown while the body is made, as most mistakes are.
  const path = join(cwd, 'site/components/SessionFacts.astro')
  const code = readFileSync(path, 'utf8')
  const broken =
    "---\nif (Astro.props.session._id === 'session-sendai') throw new TypeError('a mistake of ours')\n"
  writeFileSync(path, code.replace(/^---\n/, broken))

  const { code: exit, output } = await command('build', {
    cwd,
    env: { DATA_DIR: join(folder, 'data'), LAKE_PORT: '3936' },
  })
  expect(exit).toBe(1)
  expect(output).toMatch(
    /The page \/(en|fr|es)\/2019\/program(me|a)\/[a-z-]+\/ could not be made; the last good release stays as it is\.\n {2}It shows “Learning from an example: localizing the Sendai Framework” \(session\): http:\/\/localhost:3333\/intent\/edit\/id=session-sendai;type=session\n/,
  )
  expect(output).toContain('a mistake of ours')
}, 120_000)
