import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { explain } from '#src/commands/explain.ts'
import { readConfig } from '#src/config.ts'
import { isPicture } from '#src/release/rendered-site.ts'
import type { ReleaseStore } from '#src/release/store/release-store.ts'
import { publishNumber, shownNumbers, siteUrl, startedPublisher, writer } from './publishing.ts'

/** A publisher whose releases are on a small disk, which becomes full and has room again. Prints what it saw. */
const [, , dataDir = '', port = '', disk = ''] = process.argv
const config = readConfig({ DATA_DIR: dataDir, LAKE_PORT: port, SITE_URL: siteUrl })
const filler = join(disk, 'filler')
symlinkSync(disk, join(dataDir, 'releases'))

function fillDisk(): void {
  writeFileSync(filler, '')
  for (let size = 2 ** 20; size > 0; size = Math.floor(size / 2))
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
    } catch {}
}

async function until(isDone: () => unknown): Promise<void> {
  for (const end = performance.now() + 60_000; !(await isDone()); await setTimeout(20))
    if (performance.now() > end) process.exit(1)
}

async function isWhole(store: ReleaseStore): Promise<boolean> {
  for (const { digest } of store.current?.files.values() ?? []) await store.read(digest)
  return true
}

const client = writer(config)
await publishNumber(client, 1)
const { store, errors, told: releases, close } = await startedPublisher(config)
const first = await shownNumbers(store)
const pictures = () => [...(store.current?.files.keys() ?? [])].filter(isPicture).length
await until(() => pictures() === releases.following)
fillDisk()
await publishNumber(client, 2)
await until(() => errors.length > 0)
// Whatever was heard until then has failed.
await setTimeout(1000)
const told = errors.map(explain).find((text) => text.includes('disk is full')) ? 'the disk is full' : errors
const shown = await shownNumbers(store)
rmSync(filler)
await until(async () => (await shownNumbers(store)).includes(2))
const afterwards = await shownNumbers(store)
console.log(JSON.stringify({ first, told, shown, afterwards, whole: await isWhole(store) }))
await close()
