import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { command, filesIn, projectCopy, seededData, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
beforeAll(() => seededData(join(folder, 'data')), 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Copies the data folder to a new one. */
function data(name: string): string {
  cpSync(join(folder, 'data'), join(folder, name), { recursive: true })
  return join(folder, name)
}

/** Builds the site in a new copy of the project. */
async function build(dataDir: string, env: Record<string, string>): Promise<Map<string, string>> {
  const cwd = await projectCopy()
  const result = await command('build', {
    cwd,
    env: { DATA_DIR: dataDir, SITE_URL: 'https://example.org/', ...env },
  })
  expect(result).toMatchObject({ code: 0 })
  return filesIn(join(cwd, 'dist'))
}

let built: Promise<Map<string, string>> | undefined
/** The site of the default content, built once. */
function defaultSite(): Promise<Map<string, string>> {
  const env = { TZ: 'Pacific/Kiritimati', LANG: 'fr_FR.UTF-8', LC_ALL: 'fr_FR.UTF-8', LAKE_PORT: '3921' }
  built ??= build(data('one'), env)
  return built
}

function expectSame(one: Map<string, string>, other: Map<string, string>): void {
  expect([...other.keys()]).toEqual([...one.keys()])
  expect([...one].filter(([path, text]) => other.get(path) !== text).map(([path]) => path)).toEqual([])
  expect(one.size).toBeGreaterThan(100)
}

it('two clones in different folders make the same bytes from the same content', async () => {
  const env = { TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C', LAKE_PORT: '3924' }
  expectSame(await defaultSite(), await build(data('other'), env))
}, 120_000)

it('an export of the default content, imported into an empty lake, makes the same bytes', async () => {
  const archive = join(folder, 'content.tar.gz')
  const empty = join(folder, 'empty')
  const env = { DATA_DIR: data('exported') }
  expect(await command('content-export', { args: [archive], env })).toMatchObject({ code: 0 })
  expect(await command('content-import', { args: [archive], env: { DATA_DIR: empty } })).toMatchObject({
    code: 0,
  })
  expectSame(await defaultSite(), await build(empty, { LAKE_PORT: '3923' }))
}, 120_000)

it('a fourth language needs only one line and one file', async () => {
  const cwd = await projectCopy()
  const list = join(cwd, 'src/locales.ts')
  const english = JSON.parse(readFileSync(join(cwd, 'locales/en.json'), 'utf8'))
  const portuguese = Object.fromEntries(
    Object.entries<string>(english).map(([key, text]) => [
      key,
      key.startsWith('path.')
        ? ({ 'path.strategy': 'estrategia', 'path.programme': 'programa' }[key] ?? text)
        : `pt ${text}`,
    ]),
  )
  writeFileSync(join(cwd, 'locales/pt.json'), JSON.stringify(portuguese))
  const before = readFileSync(list, 'utf8')
  const line =
    "  { locale: 'pt', lang: 'pt', intl: 'pt-PT', name: 'Português', marks: 'plain', words: () => import('#locales/pt.json', { with: { type: 'json' } }) },\n"
  writeFileSync(list, before.replace('] as const', `${line}] as const`))
  const result = await command('build', {
    cwd,
    env: { DATA_DIR: data('fourth'), SITE_URL: 'https://example.org/' },
  })
  expect(result).toMatchObject({ code: 0 })

  const files = filesIn(join(cwd, 'dist'))
  const paths = [...files.keys()].filter((path) => path.endsWith('.html'))
  const pathsIn = (locale: string) => paths.filter((path) => path.startsWith(`${locale}/`))
  expect(pathsIn('pt').length).toBe(pathsIn('en').length)
  expect(pathsIn('pt')).toContain('pt/2019/programa/sendai-framework/index.html')

  const session = Buffer.from(
    files.get('pt/2019/programa/sendai-framework/index.html') ?? '',
    'latin1',
  ).toString()
  expect(session).toContain('<html lang="pt">')
  expect(session).toContain(
    'pt This page is not fully translated yet. What has no translation is shown in inglês.',
  )
  expect(session).toMatch(
    /<h1[^>]*><span lang="en">Learning from an example: localizing the Sendai Framework<\/span><\/h1>/,
  )
  expect(session).toContain(
    '<link rel="canonical" href="https://example.org/en/2019/programme/sendai-framework/">',
  )
  expect(session).not.toContain('rel="alternate" hreflang')
  for (const path of pathsIn('pt').filter(
    (item) =>
      !/embed|screen|feeds\/\S|my-programme|changes|(search|people|feeds|webmasters)\/index/.test(item),
  )) {
    expect([
      path,
      Buffer.from(files.get(path) ?? '', 'latin1')
        .toString()
        .includes('data-fallback'),
    ]).toEqual([path, true])
  }
  const elsewhere = Buffer.from(
    files.get('fr/2019/programme/cadre-de-sendai/index.html') ?? '',
    'latin1',
  ).toString()
  expect(elsewhere).toContain('href="/pt/2019/programa/sendai-framework/" lang="pt" hreflang="pt"')
  expect(elsewhere).not.toMatch(/<link rel="alternate" hreflang="pt"/)
}, 120_000)
