import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test as base, expect } from '@playwright/test'
import { lakeClient } from '#src/client/client.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { copyProject } from '../copy.ts'

const ports = { LAKE_PORT: 3922, STUDIO_PORT: 3355, SITE_PORT: 4343, PREVIEW_PORT: 4353 }
const [lake, studio, site] = [ports.LAKE_PORT, ports.STUDIO_PORT, ports.SITE_PORT].map(
  (port) => `http://localhost:${port}`,
)
const { PATH, HOME } = process.env
const env = { PATH, HOME }

/** A copy of the project whose settings stand in its `.env` alone, with `npm run dev` running in it. */
const test = base.extend<object, { copy: string }>({
  copy: [
    async ({ browserName: _ }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'development-'))
      const copy = join(folder, 'clone')
      await copyProject(copy)
      const settings = { ...ports, SANITY_DATASET: 'congress', DATA_DIR: join(folder, 'data') }
      writeFileSync(
        join(copy, '.env'),
        Object.entries(settings)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
      )
      const child = await started(copy)
      await use(copy)
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 600_000 },
  ],
})

async function started(cwd: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/commands/dev/dev.ts'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
      if (/site .* Local/.test(output) && /studio .* running at/.test(output)) resolve()
    })
  }
  child.once('exit', (code) => reject(new Error(`npm run dev ended with ${code}:\n${output}`)))
  await promise
  return child
}

test('with its settings in .env alone, site, Studio and command line are in the same project', async ({
  copy,
  page,
}) => {
  const token = await giveName(lake ?? '', 'Test')
  await page.addInitScript(
    ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
    [tokenKey('local'), JSON.stringify({ token })],
  )
  const datasets = new Set<string>()
  page.on('request', (request) => {
    const dataset = /\/data\/(?:query|listen)\/([^/?]+)/.exec(request.url())?.[1]
    if (dataset !== undefined) datasets.add(dataset)
  })
  await page.goto(`${studio}/structure`, { waitUntil: 'commit' })
  // The first load waits until the packages of the Studio are bundled.
  await expect(page.locator('[data-testid="structure-tool-list-pane"] a').first()).toBeVisible({
    timeout: 300_000,
  })
  expect([...datasets]).toEqual(['congress'])

  await page.goto(`${site}/fr/2019/programme/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  const args = ['sanity', 'documents', 'query', 'count(*[_type == "session"])', '--api-version', '2025-02-19']
  const { stdout } = await promisify(execFile)('npx', args, { cwd: copy, env })
  expect(stdout).toMatch(/^8$/m)
})

test('an edited component and an edited style show in the browser without a restart, and so does content', async ({
  copy,
  page,
}) => {
  const edit = (file: string, from: string, to: string) => {
    const path = join(copy, file)
    const code = readFileSync(path, 'utf8')
    expect(code).toContain(from)
    writeFileSync(path, code.replace(from, to))
  }
  /** Once more connected to the server: what is edited before that is not told to the page. */
  const connected = () =>
    page.waitForEvent('console', {
      predicate: (message) => message.text().includes('[vite] connected'),
      timeout: 300_000,
    })
  const listening = connected()
  await page.goto(`${site}/es/2019/programa/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await listening

  const reconnected = connected()
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  edit('site/components/PartTitle.astro', '<T text=', '<span data-edited>*</span><T text=')
  await expect(page.locator('[data-edited]').first()).toBeVisible()
  // Where the page was loaded again for that, it has to connect again.
  if (!(await page.evaluate(() => 'isSamePage' in globalThis))) await reconnected
  else reconnected.catch(() => undefined)

  edit('site/styles/global.css', '@layer base {', '@layer base {\n  html { accent-color: rgb(1, 2, 3); }')
  await expect(page.locator('html')).toHaveCSS('accent-color', 'rgb(1, 2, 3)')

  const content = lakeClient({
    lake: { kind: 'embedded', projectId: 'local', dataset: 'congress', url: lake ?? '' },
  })
  await content.patch('edition-2019').set({ 'title[language=="es"].value': 'Otra edición' }).commit()
  await expect(page).toHaveTitle(/Otra edición/)
})
