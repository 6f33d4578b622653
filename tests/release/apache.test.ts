import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { headerRules, headersAt } from '#src/release/headers.ts'
import { hostFiles } from '#src/release/hosts/host-files.ts'
import { temporaryFolder } from '../commands/project.ts'

/** Apache itself reads the rules that a build writes for it: `apt-get install apache2-bin`. */
const modules = '/usr/lib/apache2/modules'
const hasApache = spawnSync('apache2', ['-v']).error === undefined

const base = '/forum/'
const retired = [
  { address: '/fr/2019/programme/ancien/', target: '/fr/2019/programme/nouveau/' },
  { address: '/es/2019/programa/retirada/', target: undefined },
]
const rules = headerRules({
  embedHosts: ['congress.example.org'],
  https: true,
  downloads: new Map([['a1.pdf', 'Rapport d’été.pdf']]),
})
const files = {
  ...{ '404.html': 'not found', 'fr/index.html': 'le forum', 'files/a1.pdf': 'a report' },
  ...{ 'fr/embed/edition-2019/index.html': 'a frame', 'fr/feeds/edition-2019/programme.json': '{}' },
  ...Object.fromEntries(retired.map(({ address }) => [`${address.slice(1)}index.html`, `of ${address}`])),
}

it.skipIf(!hasApache)('Apache redirects, answers and sends headers by its rules (apache2)', async () => {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(`www${base}${path}`, text)
  for (const { name, text } of hostFiles('apache', { base, retired, rules, folders: [] }))
    write(`www/${name}`, text)
  const site = await served(folder)
  const ask = async (path: string) => {
    const response = await fetch(`${site}${base}${path}`, { redirect: 'manual' })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  const moved = await ask('fr/2019/programme/ancien/?from=letter&to=%C3%A9')
  expect([moved.status, moved.headers.get('location')]).toEqual([
    301,
    `${site}${base}fr/2019/programme/nouveau/?from=letter&to=%C3%A9`,
  ])
  expect(await ask('es/2019/programa/retirada/')).toMatchObject({
    ...{ status: 410, text: 'of /es/2019/programa/retirada/' },
  })
  for (const path of ['nowhere/', 'fr/2019/programme/ancien/more/', 'files/'])
    expect([path, await ask(path)]).toMatchObject([path, { status: 404, text: 'not found' }])
  for (const path of [
    ...['fr/', 'fr/embed/edition-2019/', 'fr/feeds/edition-2019/programme.json', 'files/a1.pdf'],
  ]) {
    const { status, headers } = await ask(path)
    const expected = Object.entries(headersAt(rules, `/${path}`))
    expect([path, status]).toEqual([path, 200])
    expect(expected.map(([name]) => [path, name, headers.get(name)])).toEqual(
      expected.map(([name, value]) => [path, name, value]),
    )
  }
})

/** Starts Apache on a free port. @returns its address */
async function served(folder: string): Promise<string> {
  const port = await freePort()
  const loaded = ['mpm_event', 'authz_core', 'alias', 'headers', 'dir', 'mime']
  writeFileSync(
    join(folder, 'httpd.conf'),
    [
      ...[`ServerRoot ${folder}`, 'ServerName localhost', `Listen 127.0.0.1:${port}`],
      ...[`PidFile ${join(folder, 'pid')}`, `ErrorLog ${join(folder, 'errors')}`],
      ...loaded.map((name) => `LoadModule ${name}_module ${join(modules, `mod_${name}.so`)}`),
      ...['TypesConfig /etc/mime.types', `DocumentRoot ${join(folder, 'www')}`],
      `<Directory ${join(folder, 'www')}>`,
      ...['AllowOverride FileInfo', 'Require all granted', '</Directory>', ''],
    ].join('\n'),
  )
  const apache = spawn('apache2', ['-X', '-f', join(folder, 'httpd.conf')], { stdio: 'ignore' })
  onTestFinished(async () => {
    apache.kill()
    if (apache.exitCode === null) await new Promise((ended) => apache.once('exit', ended))
  })
  const site = `http://127.0.0.1:${port}`
  await expect
    .poll(
      () =>
        fetch(site).then(
          () => true,
          () => false,
        ),
      { timeout: 15_000 },
    )
    .toBe(true)
  return site
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
