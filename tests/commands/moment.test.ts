import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changed, words } from '../seed/stored.ts'
import { command, filesIn, seededData, temporaryFolder } from './project.ts'

/** A build is of one moment: of the clock, or of the one that it is told. */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const env = { DATA_DIR: join(folder, 'data') }

beforeAll(async () => {
  const date = '2019-11-12'
  const notice = {
    text: words({ en: 'Doors open late.' }, 'Text'),
    ...{ from: { date, time: '10:00' }, until: { date, time: '11:00' } },
  }
  const changes = changed('edition-2019', { notice }).filter(({ _id }) => _id === 'edition-2019')
  await seededData(env.DATA_DIR, { changes })
}, 60_000)

const out = (name: string) => join(folder, name)
const build = (name: string, ...more: readonly string[]) =>
  command('build', { env, args: ['--out', out(name), ...more] })
const hasNotice = (name: string) =>
  readFileSync(join(out(name), 'en/2019/index.html'), 'utf8').includes('Doors open late.')
const momentOf = (name: string) => JSON.parse(readFileSync(join(out(name), 'release.json'), 'utf8')).moment

it('shows what stands then, and is made again only at another moment', async () => {
  expect((await build('site', '--moment', '2019-11-12T10:00+02:00')).code).toBe(0)
  expect([hasNotice('site'), momentOf('site')]).toEqual([true, '2019-11-12T08:00:00.000Z'])
  expect((await build('other', '--moment', '2019-11-12T08:59:59Z')).code).toBe(0)
  expect([...filesIn(out('other'))]).toEqual([...filesIn(out('site'))])

  const same = await build('site', '--moment', '2019-11-12T10:59+02:00')
  expect(same.output).toContain('nothing has changed')
  const later = await build('site', '--moment', '2019-11-12T11:00+02:00')
  expect(later.output).not.toContain('nothing has changed')
  expect([hasNotice('site'), momentOf('site')]).toEqual([false, '2019-11-12T09:00:00.000Z'])
  expect((await build('site')).output).toContain('nothing has changed')
}, 300_000)

it('is refused where the moment is no time with its offset', async () => {
  for (const text of ['2019-11-12', '2019-11-12T10:00', '2019-13-12T10:00Z', 'now']) {
    const { code, output } = await build('none', '--moment', text)
    expect([text, code]).toEqual([text, 1])
    expect(output).toContain(`--moment is "${text}"; it must be a time with its offset`)
  }
}, 60_000)
