import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { changed } from '../seed/stored.ts'
import { type CommandResult, command, filesIn, seededData, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
const dist = join(folder, 'dist')
let result: CommandResult

/** Documents with several kinds of faults: one build must report all of them. */
const broken: RawDocument[] = [
  ['session-opening', { start: '09:20', end: '09:00' }],
  ['part-3', { edition: undefined }],
  [
    'session-modules',
    { slug: [{ _key: 'en', language: 'en', value: { _type: 'slug', current: 'global-agendas' } }] },
  ],
  [
    'session-taking-stock',
    { title: [{ _key: 'fr', _type: 'internationalizedArrayStringValue', language: 'fr', value: ' ' }] },
  ],
  ['session-sendai', { start: '11h' }],
].map(([id, fields]) => {
  const document = changed(String(id), Object(fields)).find(({ _id }) => _id === id)
  if (!document) throw new Error(`No document ${id}`)
  return document
})

beforeAll(async () => {
  mkdirSync(dist)
  writeFileSync(join(dist, 'release.json'), 'the last good release')
  await seededData(join(folder, 'data'), { changes: broken })
  result = await command('build', { args: ['--out', dist], env: { DATA_DIR: join(folder, 'data') } })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a build of content with faults exits with 1 and does not change the earlier release', () => {
  expect(result.code).toBe(1)
  expect([...filesIn(dist)]).toEqual([['release.json', 'the last good release']])
})

it('the build lists every fault: document, field, language, what is wrong, what to do, and where', () => {
  const studio = 'http://localhost:3333/intent/edit'
  for (const line of [
    `Opening and welcome (session): End (09:00) is not after the start (09:20), nor within twelve hours on the next day. Correct the start or the end. An end at or before the start is on the next day.\n  ${studio}/id=session-opening;type=session;path=end`,
    `(part): Edition is missing. Fill it in.\n  ${studio}/id=part-3;type=part;path=edition`,
    `session-taking-stock (session): Title is missing in every language. Write it in one language at least.\n  ${studio}/id=session-taking-stock;type=session;path=title`,
    `(session): Start is not a time. Write hours and minutes with a colon, such as 09:30.\n  ${studio}/id=session-sendai;type=session;path=start`,
  ]) {
    expect(result.output).toContain(line)
  }
  expect(result.output).toMatch(
    /Address, English gives \/en\/2019\/programme\/[a-z-]+\/, which is already the address of “/,
  )
  expect(result.output).not.toMatch(/\n\s+at /)
})
