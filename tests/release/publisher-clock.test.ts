import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openLake } from '#src/commands/local-lake.ts'
import {
  releaseTypes,
  type ScheduledVersion,
  scheduledId,
  storedScheduled,
} from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { makeRelease } from '#src/release/release.ts'
import { isPicture } from '#src/release/rendered-site.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { settlingChanges } from '#studio/scheduling/scheduled-writes.ts'
import { writeStored } from '#studio/store/stored-writes.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { freePort } from '../lake/process.ts'
import { words } from '../seed/stored.ts'
import { configIn, fileOf, siteUrl, startedPublisher, writer } from './publishing.ts'

/** The publisher makes a release when something of the content begins or ends, though nobody publishes anything. */

const patient = { timeout: 90_000, interval: 20 }
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'))
  await openRenderer({ siteUrl: new URL(siteUrl) })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A clock that goes on, from a time of the day of the edition, and can be set. */
function dayClock(time: string) {
  const at = (text: string) => Date.parse(`2019-11-12T${text}+02:00`) - Date.now()
  const clock = { ahead: at(time), looks: 0 }
  return {
    now: () => {
      clock.looks += 1
      return Date.now() + clock.ahead
    },
    set: (text: string) => {
      clock.ahead = at(text)
    },
    get looks() {
      return clock.looks
    },
  }
}

/** A lake whose edition has a notice from ten to eleven, and a publisher that began at a time of that day. */
async function publishing(name: string, time: string) {
  const config = configIn(folder, name, await freePort())
  if (config.lake.kind !== 'embedded') throw new Error('a lake of this machine')
  const lake = await openLake(config, config.lake)
  onTestFinished(() => lake.close())
  const date = '2019-11-12'
  const notice = {
    text: words({ en: 'Doors open late.', fr: 'Ouverture retardée.' }, 'Text'),
    ...{ from: { date, time: '10:00' }, until: { date, time: '11:00' } },
  }
  await writer(config).patch('edition-2019').set({ notice }).commit()
  const clock = dayClock(time)
  const running = await startedPublisher(config, clock)
  let isClosed = false
  const close = async () => {
    if (!isClosed) await running.close()
    isClosed = true
  }
  onTestFinished(close)
  return { config, clock, ...running, close }
}

/** Whether the shown release has the notice: on pages of the edition and in frames, and says so of its moment. */
async function state(store: ReleaseStore) {
  const pages = ['en/2019/programme/index.html', 'fr/2019/index.html', 'es/embed/session-sendai/index.html']
  const texts = await Promise.all(pages.map((path) => fileOf(store, path)))
  const { moment } = JSON.parse(await fileOf(store, 'release.json'))
  return [...texts.map((text) => /Doors open late|Ouverture retardée/.test(text)), moment]
}
const before = [false, false, false, null]
const during = [true, true, true, '2019-11-12T08:00:00.000Z']
const afterwards = [false, false, false, '2019-11-12T09:00:00.000Z']

test('a notice comes and goes by itself, and what was made then is what a whole build makes', async () => {
  const { config, clock, store, errors } = await publishing('by-itself', '09:59:57')
  expect(await state(store)).toEqual(before)
  await expect.poll(() => state(store), patient).toEqual(during)

  const outDir = join(folder, 'whole')
  const now = Date.parse('2019-11-12T10:30+02:00')
  await makeRelease(config, { outDir, now, earlierLedger: () => readLedger(config, 'dataDir') })
  // Pictures follow their pages, and know of no moment.
  const files = [...(store.current?.files.keys() ?? [])].filter((path) => !isPicture(path))
  const different: string[] = []
  for (const path of files)
    if (
      !readFileSync(join(outDir, path)).equals(await store.read(store.current?.files.get(path)?.digest ?? ''))
    )
      different.push(path)
  expect(different).toEqual([])
  expect(files.length).toBeGreaterThan(100)

  clock.set('10:59:58')
  await expect.poll(() => state(store), patient).toEqual(afterwards)
  expect(errors).toEqual([])
})

test('a clock that jumps, forth or back, is followed', async () => {
  const { clock, store } = await publishing('jumps', '09:00:00')
  expect(await state(store)).toEqual(before)
  clock.set('10:20:00')
  await expect.poll(() => state(store), patient).toEqual(during)
  clock.set('09:20:00')
  await expect.poll(() => state(store), patient).toEqual(before)
})

test('whoever starts again makes a release where it is another moment, and none where it is not', async () => {
  const { config, store, close } = await publishing('again', '10:10:00')
  expect(await state(store)).toEqual(during)
  const number = store.current?.number
  await close()
  const restartedAt = async (time: string) => {
    const running = await startedPublisher(config, dayClock(time))
    const found = [await state(running.store), (running.store.current?.number ?? 0) - (number ?? 0)]
    await running.close()
    return found
  }
  expect(await restartedAt('10:50:00')).toEqual([during, 0])
  expect(await restartedAt('11:00:00')).toEqual([afterwards, 1])
})

test('who has gone back to an earlier release stays there when a notice comes', async () => {
  const { config, clock, store, publisher } = await publishing('gone-back', '09:10:00')
  await writer(config).patch('forum').set({ hashtag: '#Other' }).commit()
  await expect.poll(() => fileOf(store, 'en/index.html'), patient).toContain('#Other')
  const other = await ReleaseStore.open(releasesFolder(config))
  onTestFinished(() => other.close())
  const number = other.previous?.number ?? 0
  await other.rollBackTo(number)
  clock.set('10:10:00')
  const { looks } = clock
  await expect.poll(() => clock.looks, patient).toBeGreaterThan(looks + 1)
  await store.refresh()
  expect([store.current?.number, await state(store)]).toEqual([number, before])
  await publisher.publish()
  expect(await state(store)).toEqual(during)
})

test('an approved version is nowhere before its time, then everywhere with what was published meanwhile, and stays so when it is stored', async () => {
  const { config, clock, store, errors } = await publishing('approved', '09:30:00')
  const client = writer(config)
  const file = await client.assets.upload('file', Buffer.from('%PDF-1.7 embargoed'), {
    filename: 'Embargoed.pdf',
  })
  const document = { _key: 'a', title: words({ en: 'The paper' }), file: { asset: { _ref: file._id } } }
  const version: ScheduledVersion = {
    ...{ _id: scheduledId('session-sendai'), document: 'session-sendai', documentType: 'session' },
    ...{ from: '2019-11-12T07:40:00.000Z', by: 'Ana', approvedAt: '2019-11-11T07:40:00.000Z', isNew: false },
    change: { set: { title: words({ en: 'Embargoed words.' }), documents: [document] }, unset: [] },
  }
  const path = 'en/2019/programme/sendai-framework/index.html'
  await client.createOrReplace({ ...storedScheduled(version), _id: version._id })
  await client.patch('session-sendai').set({ end: '11:35' }).commit()
  await expect.poll(() => fileOf(store, path), patient).toContain('11:35')
  // Before its time no file of the release says anything of it.
  const files = [...(store.current?.files ?? [])]
  const texts = await Promise.all(files.map(async ([, { digest }]) => String(await store.read(digest))))
  expect(texts.filter((text) => text.includes('mbargoed'))).toEqual([])

  clock.set('09:39:58')
  await expect.poll(() => fileOf(store, path), patient).toContain('Embargoed words.')
  const shown = await fileOf(store, path)
  expect(shown).toContain('11:35')
  expect(shown).toContain('Embargoed.pdf')
  expect(JSON.parse(await fileOf(store, 'release.json')).moment).toBe(version.from)

  // What the Studio stores then is what readers see already.
  const read = await client.fetch<RawDocument[]>('*[_type in $types]', { types: releaseTypes })
  await writeStored(client, settlingChanges(contentVersions(read), [version]))
  await expect.poll(() => fileOf(store, 'release.json'), patient).not.toContain(version.from)
  expect(await fileOf(store, path)).toBe(shown)
  expect(await client.fetch('count(*[_type == "scheduledVersion"])')).toBe(0)
  expect(errors).toEqual([])
})
