import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ReleaseStore } from '#src/release/store/release-store.ts'
import { freePort } from '../lake/process.ts'
import { publishContents } from '../release/published.ts'
import { command, projectFolder, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
const releases = join(folder, 'releases')
const env = { DATA_DIR: folder }
const large = Buffer.alloc(30 * 2 ** 20, 'x')
let store: ReleaseStore

beforeAll(async () => {
  store = await ReleaseStore.open(releases)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const publish = (files: Readonly<Record<string, string | Buffer>>) => publishContents(store, files)

/** `npm run serve` as its own process. */
async function served() {
  const port = await freePort()
  const child = spawn(process.execPath, ['src/commands/serve-releases.ts'], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, ENV_FILES: 'no', SITE_PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk))
  await expect.poll(() => output, { timeout: 20_000 }).toContain('Site  ')
  return {
    port,
    child,
    said: () => output,
    text: async () => (await fetch(`http://localhost:${port}/`)).text(),
  }
}

const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`

test('a site is served as soon as there is a release, and follows each switch', async () => {
  expect(await command('rollback', { env })).toEqual({
    code: 1,
    output: `\nThere is no release in ${releases}.\n\n`,
  })
  const { said, text } = await served()
  await expect.poll(said).toContain(`There is no release in ${releases} yet. The site answers 503`)
  expect(await text()).toBe('503 Service Unavailable\n')
  await publish({ 'index.html': 'one', 'old.html': 'old' })
  await expect.poll(text).toBe('one')
  await publish({ 'index.html': 'two', 'new.html': 'new' })
  await expect.poll(text).toBe('two')

  const back = await command('rollback', { env })
  expect(back.output).toMatch(
    new RegExp(
      `^The site shows release 1 of ${time} \\(2 files\\)\\. Files: 1 changed, 1 gone\\.\nThe next publication goes forth again: `,
    ),
  )
  await expect.poll(text).toBe('one')
  expect(await command('rollback', { env })).toEqual({
    code: 1,
    output: '\nThere is no release before release 1, which is shown.\n\n',
  })

  await publish({ 'index.html': 'three' })
  await expect.poll(text).toBe('three')
  await expect.poll(said).toMatch(new RegExp(`The site shows release 3 of ${time} \\(3 files\\)\n$`))
  const list = await command('rollback', { args: ['--list'], env })
  expect(list.output.replace(new RegExp(time, 'g'), 'TIME')).toBe(
    [
      `Releases in ${releases}, the newest last; → is shown:`,
      '',
      '      1  TIME       2 files',
      '      2  TIME       3 files  Files: 1 added, 1 changed.',
      '→     3  TIME       3 files  Files: 1 changed.',
      '',
    ].join('\n'),
  )
})

test('a release that is not kept is told, with those that are', async () => {
  for (const [to, said] of [
    ['99', `No such release in ${releases}: kept are 1 to 3, not 99.`],
    ['last', '--to is "last"; it must be the number of a release, as --list shows them.'],
  ] as const)
    expect(await command('rollback', { args: ['--to', to], env })).toEqual({
      code: 1,
      output: `\n${said}\n\n`,
    })
  const { output } = await command('rollback', { args: ['--to', '3'], env })
  expect(output).toMatch(/It was shown already\.\nIt is the newest one\.\n$/)
})

test('Ctrl-C lets answers that have begun end, and takes no others', async () => {
  await publish({ 'large.bin': large })
  const { port, child } = await served()
  const idle = connect(port, '127.0.0.1')
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(socket, 'readable')
  const startedAt = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await once(idle, 'close')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')
  let received = 0
  for await (const chunk of socket) received += chunk.length
  expect(received).toBeGreaterThan(large.length)
  expect(await ended).toEqual([0, null])
  expect(performance.now() - startedAt).toBeLessThan(5000)
})
