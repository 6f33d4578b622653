import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ledger } from '#src/addresses/ledger.ts'
import { locales } from '#src/locales.ts'
import { parseProblems, validationProblems } from './html-problems.ts'
import { command, filesIn, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
let files: Map<string, string>
let ledger: Ledger
let output: string

beforeAll(async () => {
  const env = { DATA_DIR: join(folder, 'data'), DEFAULT_CONTENT: 'congress' }
  const result = await command('build', { args: ['--out', join(folder, 'dist')], env })
  expect(result).toMatchObject({ code: 0 })
  output = result.output
  files = filesIn(join(folder, 'dist'))
  ledger = JSON.parse(files.get('addresses.json') ?? '')
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const html = (path: string) => Buffer.from(files.get(path) ?? '', 'latin1').toString()
const pages = () => [...files.keys()].filter((path) => path.endsWith('.html'))
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

describe('a build with DEFAULT_CONTENT=congress, nothing running and no data', () => {
  it('says that it uses the congress, and has every page in every language', () => {
    expect(output).toContain('using the invented congress')
    const kinds = (locale: string) => {
      const own = Object.entries(ledger.addresses).filter(([address]) => address.startsWith(`/${locale}/`))
      return Object.fromEntries(
        [...Map.groupBy(own, ([, { kind }]) => kind)].map(([kind, found]) => [kind, found.length]),
      )
    }
    for (const { locale } of locales)
      expect(kinds(locale)).toMatchObject({ session: 127, contributor: 150, day: 5, part: 8, edition: 3 })
  })

  it('lists each session of a day once, in the order of time', () => {
    for (const date of ['2027-06-07', '2027-06-08', '2027-06-09', '2027-06-10', '2027-06-11']) {
      const rows = all(html(`fr/2027/programme/${date}/index.html`), /data-row="([^"]+)"/g)
      expect(new Set(rows).size).toBe(rows.length)
      expect(rows.length).toBeGreaterThan(11)
    }
  })

  it('has what readers keep of it in one file a language, of at most 250 KB as hosts compress it', () => {
    for (const { locale } of locales) {
      const [path = ''] = [...files.keys()].filter(
        (path) => path.startsWith(`${locale}/`) && path.endsWith('offline.json'),
      )
      expect(gzipSync(html(path), { level: 6 }).length).toBeLessThan(250_000)
      expect(Object.keys(JSON.parse(html(path)).pages).length).toBeGreaterThan(290)
    }
  })

  it('is HTML that a parser reads without an error on every page', () => {
    const problems = pages().flatMap((path) => parseProblems(html(path)).map((found) => `${path} ${found}`))
    expect(problems).toEqual([])
  })

  it('is valid HTML on pages of every kind', async () => {
    const ofKind = Map.groupBy(
      Object.entries(ledger.addresses),
      ([address, { kind }]) => `${kind} ${address.slice(0, 4)}`,
    )
    const heaviest = [...ofKind.values()].map((found) =>
      found
        .map(([address]) => `${address.slice(1)}index.html`)
        .reduce((most, path) => (html(path).length > html(most).length ? path : most)),
    )
    expect(heaviest.length).toBeGreaterThan(30)
    const problems: string[] = []
    for (const path of heaviest) problems.push(...(await validationProblems(html(path), path)))
    expect(problems).toEqual([])
  }, 60_000)

  it('has no script that makes code out of text, which the policy of the pages refuses', () => {
    const scripts = [...files.keys()].filter((path) => path.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(5)
    expect(scripts.filter((path) => /\bFunction\(|\beval\(/.test(html(path)))).toEqual([])
  })

  it('has the portraits and the files', () => {
    expect(html('en/people/leila-benhaddou/index.html')).toMatch(/<img[^>]+alt="[^"]*"/)
    const session = html('en/2027/programme/speaking-so-that-interpreters-can-follow/index.html')
    const [file = ''] = all(session, /href="\/(files\/[^"]+\.pdf)"/g)
    expect(files.get(file)).toMatch(/^%PDF-1\.4[\s\S]*Ten rules for speakers/)
  })
})
