import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#src/config.ts'
import { initialStatus, type PublisherEvent } from '#src/content/site-status.ts'
import { metricsText } from '#src/release/publisher/metrics.ts'
import { StatusFile, storedStatus } from '#src/release/publisher/status-file.ts'
import { ReleaseServer } from '#src/release/server/release-server.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { temporaryFolder } from '../commands/project.ts'
import { type Ask, asker, closeAskers } from '../serving/asker.ts'
import { publishContents } from './published.ts'

const folder = temporaryFolder()
const config = readConfig({ DATA_DIR: folder })
const unexpected = (error: unknown) => {
  throw error
}
const released: PublisherEvent = {
  kind: 'released',
  number: 1,
  time: '2026-11-26T08:00:00Z',
  pages: 90,
  changed: 21,
  milliseconds: 170,
  steps: { read: 20, make: 100, store: 50 },
  following: 8,
}

let store: ReleaseStore
const servers: ReleaseServer[] = []
beforeAll(async () => {
  store = await ReleaseStore.open(releasesFolder(config))
})
afterAll(async () => {
  closeAskers()
  for (const server of servers) server.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function askAt(base: string): Promise<Ask> {
  const server = new ReleaseServer(store, base, { status: () => storedStatus(config) })
  servers.push(server)
  return asker(server.listener)
}

describe('the status', () => {
  it('is served under the path of the site, from what a publisher in another process left', async () => {
    const ask = await askAt('/forum/')
    const none = await ask('/forum/status.json')
    expect([none.status, none.headers['access-control-allow-origin']]).toEqual([404, '*'])
    const file = await StatusFile.open(config, unexpected)
    file.take(released)
    file.take({ kind: 'pictures', following: 6 })
    await expect.poll(() => storedStatus(config)).toEqual(file.status)
    expect(statSync(join(folder, 'status.json')).mode & 0o777).toBe(0o600)
    const { status, headers, body } = await ask('/forum/status.json')
    expect([status, headers['cache-control'], headers['access-control-allow-origin']]).toEqual([
      200,
      'no-store',
      '*',
    ])
    expect(JSON.parse(String(body))).toMatchObject({ state: 'live', pictures: { made: 2, of: 8 } })
    expect((await ask('/forum/status.json', {}, 'HEAD')).body).toHaveLength(0)
    await file.close()
    expect((await storedStatus(config))?.state).toBe('notListening')
  })

  it('goes on after a restart: what was held back is so since then', async () => {
    const file = await StatusFile.open(config, unexpected)
    file.take({ kind: 'failed', failure: 'program', text: 'The disk is full', faults: [] })
    await file.close()
    const { heldBackSince, release } = file.status
    const next = await StatusFile.open(config, unexpected)
    expect(heldBackSince).toMatch(/^\d{4}-/)
    expect(next.status).toEqual({ ...file.status, state: 'publishing', totals: initialStatus.totals })
    next.take({ kind: 'unchanged' })
    expect([next.status.heldBackSince, next.status.release]).toEqual([undefined, release])
    await next.close()
  })

  it('tells which release is shown, also after going back', async () => {
    await publishContents(store, { 'index.html': 'one' })
    await publishContents(store, { 'index.html': 'two' })
    await store.rollBackTo(1)
    const { body } = await (await askAt('/'))('/status.json')
    expect(JSON.parse(String(body)).shown).toEqual({ number: 1, time: store.current?.time })
  })

  it('that cannot be read is none', async () => {
    writeFileSync(join(folder, 'status.json'), '{"state":')
    expect(await storedStatus(config)).toBeUndefined()
  })
})

describe('metrics', () => {
  it('are for programs on this machine, not for those whose requests a proxy hands on', async () => {
    const ask = await askAt('/')
    await ask('/none')
    const { status, headers, body } = await ask('/metrics', { Host: '127.0.0.1:4321' })
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(String(body)).toContain('learning_forum_http_answers_total{status="4xx"} 1\n')
    for (const others of [
      { Host: 'forum.example.org' },
      { 'X-Forwarded-For': '192.0.2.1' },
      { Via: '1.1 x' },
    ])
      expect((await ask('/metrics', others)).status).toBe(404)
  })

  it('have what is known in the text format of Prometheus', () => {
    const status = {
      ...initialStatus,
      state: 'heldBack' as const,
      heldBackSince: '2026-11-26T08:00:00Z',
      totals: { ...initialStatus.totals, failures: { faults: 2, lake: 0, listening: 0, program: 0 } },
    }
    const shown = { number: 12, time: '2026-11-26T08:00:00Z', count: 270 }
    const text = metricsText(status, shown, [0, 0, 5])
    expect(text.split('\n').slice(0, 9)).toEqual([
      '# HELP learning_forum_release_number The release that the site shows.',
      '# TYPE learning_forum_release_number gauge',
      'learning_forum_release_number 12',
      '# HELP learning_forum_release_timestamp_seconds When it was published.',
      '# TYPE learning_forum_release_timestamp_seconds gauge',
      'learning_forum_release_timestamp_seconds 1795680000',
      '# HELP learning_forum_release_files How many files it has.',
      '# TYPE learning_forum_release_files gauge',
      'learning_forum_release_files 270',
    ])
    expect(text).toContain('learning_forum_held_back 1\n')
    expect(text).toContain('learning_forum_failures_total{reason="faults"} 2\n')
    expect(text).toContain('learning_forum_state{state="heldBack"} 1\n')
    expect(text).toContain('learning_forum_state{state="live"} 0\n')
    // Each line is a comment, or a name with labels and a number (exposition format 0.0.4).
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="\w+"(,\w+="\w+")*\})? -?\d+(\.\d+)?)$/)
    expect(metricsText(undefined, undefined, [])).not.toContain('release')
  })
})
