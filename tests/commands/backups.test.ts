import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { Backups, backupsFolder, backupsToKeep, isLocal, makeBackup } from '#src/commands/backups.ts'
import { type Config, readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import type { BackupEvent } from '#src/content/site-status.ts'
import { type Lake, startLake } from '#src/lake/index.ts'
import { noteId, noteType } from '#src/model/note.ts'
import { previewLinkId, previewLinkType } from '#src/model/preview-link.ts'
import { keepLedger } from '#src/release/ledger-file.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { clientOf, lakeOptions } from '../lake/lake.ts'
import { stored } from '../seed/stored.ts'
import { command, seededData, temporaryFolder } from './project.ts'

/** Backups that the project makes by itself. */

const folder = temporaryFolder()
const dataDir = join(folder, 'data')
let lake: Lake
let config: ReturnType<typeof configOf>

function configOf(url: string) {
  const read: Config = readConfig({ DATA_DIR: dataDir, LAKE_PORT: new URL(url).port })
  if (!isLocal(read)) throw new Error('No lake on this machine')
  return read
}

beforeAll(async () => {
  await seededData(dataDir)
  lake = await startLake(lakeOptions(dataDir))
  config = configOf(lake.url)
  const { snapshot } = withStandIns(stored)
  await keepLedger(config, contentOf({ snapshot, ledger: emptyLedger }).ledger)
})
afterAll(async () => {
  await lake.close()
  rmSync(folder, { recursive: true, force: true })
})

const made = () => readdirSync(backupsFolder(config)).sort()
const backUp = (day: string) => makeBackup(config, day, new AbortController().signal)
/** Of assets the ids alone: each lake says itself when they came. */
const allOf = (one: Lake) =>
  clientOf(one, { perspective: 'raw' }).fetch(
    '*[_type != $link]{"_id": _id, _type in ["sanity.imageAsset", "sanity.fileAsset"] => {}, !(_type in ["sanity.imageAsset", "sanity.fileAsset"]) => {..., "_rev": null}} | order(_id)',
    { link: previewLinkType },
  )

describe('which backups are kept', () => {
  const names = (...days: string[]) => days.map((day) => `content-${day}.tar.gz`)
  const december = Array.from({ length: 31 }, (_, index) => `2026-12-${String(index + 1).padStart(2, '0')}`)

  it('the last seven, and before them the last of each of four weeks', () => {
    expect(backupsToKeep(names(...december))).toEqual(
      names('2026-12-06', '2026-12-13', '2026-12-20', '2026-12-24', ...december.slice(-7)),
    )
    expect(backupsToKeep(names('2026-01-05', '2026-03-01', '2026-03-02', ...december))).toHaveLength(11)
  })

  it('all of few', () => {
    expect(backupsToKeep(names('2026-12-01', '2027-01-01'))).toEqual(names('2026-12-01', '2027-01-01'))
    expect(backupsToKeep([])).toEqual([])
  })
})

describe('a backup', () => {
  it('is made where something has changed, and puts an empty machine back as it was', async () => {
    await backUp('2026-12-01')
    await backUp('2026-12-02')
    expect(made()).toEqual(['content-2026-12-01.tar.gz'])

    const note = { _id: noteId('a'), _type: noteType, document: 'session-sendai', text: 'French by Friday' }
    const link = { _id: previewLinkId('abcdefghijklmnop'), _type: previewLinkType, edition: 'edition-2019' }
    await clientOf(lake).create(link)
    await clientOf(lake).create(note)
    await clientOf(lake).patch('session-sendai').set({ start: '11:05' }).commit()
    await backUp('2026-12-03')
    expect(made()).toEqual(['content-2026-12-01.tar.gz', 'content-2026-12-03.tar.gz'])

    const other = join(folder, 'other')
    const file = join(backupsFolder(config), 'content-2026-12-03.tar.gz')
    const restored = await command('content-import', { args: [file], env: { DATA_DIR: other } })
    expect(restored).toEqual({
      code: 0,
      output: expect.stringContaining('The ledger of addresses was restored too.'),
    })
    expect(readFileSync(join(other, 'addresses.json'), 'utf8')).toBe(
      readFileSync(join(dataDir, 'addresses.json'), 'utf8'),
    )
    const restoredLake = await startLake(lakeOptions(other))
    try {
      expect(await allOf(restoredLake)).toEqual(await allOf(lake))
      const restoredClient = clientOf(restoredLake, { perspective: 'raw' })
      expect(await restoredClient.getDocument(link._id)).toBeUndefined()
      expect(await restoredClient.getDocument(note._id)).toMatchObject(note)
    } finally {
      await restoredLake.close()
    }
  }, 60_000)

  it('leaves a ledger that is there as it is', async () => {
    const file = join(backupsFolder(config), 'content-2026-12-03.tar.gz')
    const { code, output } = await command('content-import', {
      args: [file, '--replace'],
      env: { DATA_DIR: dataDir, LAKE_PORT: new URL(lake.url).port },
    })
    expect([code, output]).toEqual([0, expect.not.stringContaining('ledger of addresses')])
  }, 60_000)

  it('takes the place of those that are not to be kept', async () => {
    mkdirSync(backupsFolder(config), { recursive: true })
    for (let day = 1; day <= 28; day++)
      writeFileSync(join(backupsFolder(config), `content-2026-11-${String(day).padStart(2, '0')}.tar.gz`), '')
    writeFileSync(join(backupsFolder(config), 'notes.txt'), 'ours')
    await clientOf(lake).patch('session-sendai').set({ start: '11:10' }).commit()
    await backUp('2026-12-04')
    expect(made()).toHaveLength(12)
    expect(made()).toContain('notes.txt')
    expect(made()).toContain('content-2026-12-04.tar.gz')
  })
})

it('each backup is told, and each that cannot be made', async () => {
  const events: BackupEvent[] = []
  const backups = new Backups(config, (event) => events.push(event))
  backups.start()
  await expect.poll(() => events).toEqual([{ kind: 'backedUp', time: expect.stringMatching(/^\d{4}-.*Z$/) }])
  await backups.close()

  const unreachable = configOf('http://localhost:1')
  const failing = new Backups(unreachable, (event) => events.push(event))
  failing.start()
  await expect.poll(() => events[1]).toEqual({ kind: 'notBackedUp', text: expect.any(String) })
  await failing.close()
})
