import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, expect } from '@playwright/test'
import type { SanityDocument } from '@sanity/client'
import { lakeClient } from '#src/client/client.ts'
import { type Config, readConfig } from '#src/config.ts'
import { releaseTypes, scheduledId } from '#src/model/scheduled-version.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'

/** The project as `npm start` runs it, on ports of its own and in a folder of its own. */
export type Running = {
  site: string
  studio: string
  lake: string
  preview: string
  /** Ends it at once, as a power cut would, and starts it again on the same data. */
  killAndRestart(): Promise<void>
}

/**
 * What it may take to publish, and then until the site shows it: seconds, and minutes where other programs keep the
 * machine busy. For `expect.poll`.
 */
export const releaseWait = { timeout: 300_000, intervals: [250] }

/** Others for a second run on the same machine: `TEST_PORTS=3921,3354,4342,4352`. */
const [lake = '3920', studio = '3353', site = '4341', preview = '4351'] =
  process.env.TEST_PORTS?.split(',') ?? []
const ports = { LAKE_PORT: lake, STUDIO_PORT: studio, SITE_PORT: site, PREVIEW_PORT: preview }

/**
 * One running project for all tests of a file; `test.use({ defaultContent: 'no' })` starts it with an empty lake, `'congress'`
 * with that.
 * Browsers have given a name already, unless they begin with a storage of their own.
 */
export const test = base.extend<object, { running: Running; defaultContent: Config['defaultContent'] }>({
  defaultContent: ['yes', { scope: 'worker', option: true }],
  running: [
    async ({ defaultContent }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'forum-'))
      let child = await started(folder, defaultContent)
      await use({
        site: `http://localhost:${ports.SITE_PORT}`,
        studio: `http://localhost:${ports.STUDIO_PORT}`,
        lake: `http://localhost:${ports.LAKE_PORT}`,
        preview: `http://localhost:${ports.PREVIEW_PORT}`,
        killAndRestart: async () => {
          await ended(child, 'SIGKILL')
          child = await started(folder, defaultContent)
        },
      })
      await ended(child, 'SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  storageState: async ({ running }, use) => {
    const token = await giveName(running.lake, 'Test')
    const localStorage = [{ name: tokenKey('local'), value: JSON.stringify({ token }) }]
    await use({ cookies: [], origins: [{ origin: running.studio, localStorage }] })
  },
})

/** A browser that was never here. */
export const unknown = { cookies: [], origins: [] }

export { expect }

/** The client of the project that runs. */
export const clientOf = ({ lake }: Pick<Running, 'lake'>) =>
  lakeClient(readConfig({ LAKE_PORT: new URL(lake).port }))

/**
 * For the documents that the journeys of a file change, or all where none is named: afterwards what is published is as it
 * was, the site shows it, and what was not there is gone.
 */
export function leaveAsFound(...ids: readonly string[]): void {
  const query = '*[_type in $types && (count($ids) == 0 || _id in $ids || _id in $others)]'
  const others = ids.flatMap((id) => [`drafts.${id}`, scheduledId(id)])
  const params = { types: [...releaseTypes], ids, others }
  const read = (running: Running) =>
    clientOf(running).withConfig({ perspective: 'raw' }).fetch<SanityDocument[]>(query, params)
  let found: readonly SanityDocument[] = []
  test.beforeAll(async ({ running }) => {
    found = await read(running)
  })
  test.afterAll(async ({ running }) => {
    const now = new Map((await read(running)).map((document) => [document._id, document]))
    const changed = found.filter(({ _id, _rev }) => now.get(_id)?._rev !== _rev)
    const transaction = clientOf(running).transaction()
    for (const { _rev, _updatedAt, ...document } of changed) transaction.createOrReplace(document)
    const known = new Set(found.map(({ _id }) => _id))
    const added = [...now.keys()].filter((id) => !known.has(id))
    for (const id of added) transaction.delete(id)
    if (transaction.serialize().length === 0) return
    await transaction.commit()
    if (![...changed.map(({ _id }) => _id), ...added].some((id) => !id.includes('.'))) return
    const newest = (await read(running)).filter(({ _id }) => !_id.includes('.'))
    const last = newest
      .map(({ _updatedAt }) => _updatedAt)
      .sort()
      .at(-1)
    await expect
      .poll(async () => (await (await fetch(`${running.site}/release.json`)).json()).newest, releaseWait)
      .toBe(last)
  })
}

async function started(folder: string, defaultContent: Config['defaultContent']): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/commands/start.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: folder,
      DEFAULT_CONTENT: defaultContent,
      ENV_FILES: 'no',
      ...ports,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Where its tests come to no good end, it would keep the ports from those that follow.
  process.once('exit', () => child.kill('SIGINT'))
  let output = ''
  await new Promise<void>((ready, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk
        if (output.includes('Ctrl-C stops')) ready()
      })
    }
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${output}`)))
  })
  return child
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill(signal)
  })
}
