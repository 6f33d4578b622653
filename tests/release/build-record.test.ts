import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '#src/config.ts'
import { BuildRecord } from '#src/release/build-record.ts'

const input = { stamp: 'content', host: undefined }
let folder = ''
let record: BuildRecord

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forum-'))
  mkdirSync(join(folder, 'dist/en'), { recursive: true })
  writeFileSync(join(folder, 'dist/en/index.html'), 'a page')
  mkdirSync(join(folder, 'data'))
  record = recordOf()
  await record.keep(input, { from: undefined, until: 1000 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const recordOf = (siteUrl = 'https://example.org/', out = 'dist') =>
  new BuildRecord(readConfig({ DATA_DIR: join(folder, 'data'), SITE_URL: siteUrl }), join(folder, out))

it('a build of the same content, code and ledger has nothing to make', async () => {
  expect(await record.isOf(input, 0)).toBe(true)
  expect(await recordOf().isOf(input, 0)).toBe(true)
})

it.each<[string, () => Promise<boolean>]>([
  ['other content', () => record.isOf({ ...input, stamp: 'other' }, 0)],
  ['rules of a host', () => record.isOf({ ...input, host: 'nginx' }, 0)],
  ['another SITE_URL', () => recordOf('https://example.org/forum/').isOf(input, 0)],
  ['another folder', () => recordOf(undefined, 'other').isOf(input, 0)],
])('a build with %s is made', async (_name, isOf) => {
  expect(await isOf()).toBe(false)
})

it.each<[string, (path: string) => void]>([
  ['a page that was written', (path) => writeFileSync(join(path, 'dist/en/index.html'), 'other')],
  ['a file that was added', (path) => writeFileSync(join(path, 'dist/more.txt'), '')],
  ['a page that was removed', (path) => rmSync(join(path, 'dist/en/index.html'))],
  ['no folder', (path) => rmSync(join(path, 'dist'), { recursive: true })],
  ['another ledger', (path) => writeFileSync(join(path, 'data/addresses.json'), '{}')],
])('a build over %s is made', async (_name, change) => {
  change(folder)
  expect(await record.isOf(input, 0)).toBe(false)
})

it('a build is made again when something that it shows begins or ends, and where it was made of another moment', async () => {
  expect(await record.isOf(input, 999)).toBe(true)
  expect(await record.isOf(input, 1000)).toBe(false)
  await record.keep(input, { from: 1000, until: undefined })
  expect(await record.isOf(input, 1000)).toBe(true)
  expect(await record.isOf(input, 999)).toBe(false)
})

it('a record of an earlier version, which knew no moment, stands for nothing', async () => {
  const path = join(folder, 'data/cache/builds')
  const [name = ''] = readdirSync(path)
  const { span: _span, ...earlier } = JSON.parse(readFileSync(join(path, name), 'utf8'))
  writeFileSync(join(path, name), JSON.stringify(earlier))
  expect(await record.isOf(input, 0)).toBe(false)
})
