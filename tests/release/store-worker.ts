import { ReleaseStore } from '#src/release/store/release-store.ts'
import { publishContents } from './published.ts'

/**
 * A program that publishes releases into a folder, goes back, and prunes, until it is killed. All files of a release say
 * the same number, so that a mixture of two shows.
 */
const [, , folder = '', disk = ''] = process.argv

const store = await ReleaseStore.open(folder)
const paths = ['index.html', '404.html', 'en/index.html', 'fr/index.html', 'es/index.html']

async function publish(filler = ''): Promise<number> {
  const number = (store.newest?.number ?? 0) + 1
  const contents = paths.map((path) => [path, `${number} ${path} ${filler}`])
  return (await publishContents(store, Object.fromEntries(contents), { about: { number } })).number
}

async function workUntilKilled(): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const number = await publish()
    if (turn % 3 === 2 && store.previous) await store.rollBackTo(store.previous.number)
    if (turn % 4 === 3) await store.prune()
    process.send?.(number)
  }
}

/** Fills the disk: with files, so that none can be put; then to the last byte, so that no line can be written. */
async function fillDisk(): Promise<void> {
  const { appendFileSync, rmSync, statSync, writeFileSync } = await import('node:fs')
  const { readdir } = await import('node:fs/promises')
  const told: Record<string, unknown> = {}
  const codeOf = (error: NodeJS.ErrnoException) => error.code
  await publish()
  await publish()
  const bytes = Buffer.from('small')
  const changed = new Map([['small', { digest: await store.put(bytes), bytes: bytes.length }]])
  const filler = `${disk}/filler`
  writeFileSync(filler, '')
  for (let size = 2 ** 20; size > 0; size = Math.floor(size / 2))
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(size))
    } catch {}
  told.put = await publish('x'.repeat(100_000)).catch(codeOf)
  // A journal that grows out of its last block needs a new one.
  const about = 'x'.repeat(8192)
  const before = statSync(`${folder}/journal`).size
  told.publish = await store.publish({ changed, headers: [], about }).catch(codeOf)
  told.grown = statSync(`${folder}/journal`).size - before
  told.parts = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'))
  told.shown = store.current?.number
  told.reopened = (await ReleaseStore.open(folder)).current?.number
  rmSync(filler)
  told.afterwards = (await store.publish({ changed, headers: [], about })).number
  console.log(JSON.stringify(told))
}

await (disk === '' ? workUntilKilled() : fillDisk())
