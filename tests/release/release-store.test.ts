import { createHook } from 'node:async_hooks'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { ReleaseStore } from '#src/release/store/release-store.ts'
import { temporaryFolder } from '../commands/project.ts'
import { publishContents } from './published.ts'

const folder = temporaryFolder()
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const blobs = () =>
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )

async function opened(): Promise<ReleaseStore> {
  const store = await ReleaseStore.open(folder)
  onTestFinished(() => store.close())
  return store
}

const publish = (store: ReleaseStore, texts: Readonly<Record<string, string | null>>) =>
  publishContents(store, texts, { headers: [{ path: '/*', headers: { 'X-Rule': 'all' } }] })

/** What is shown, as texts by path. */
async function shown(store: ReleaseStore): Promise<Readonly<Record<string, string>>> {
  const files = [...(store.current?.files ?? [])].sort()
  return Object.fromEntries(
    await Promise.all(
      files.map(async ([path, { digest }]) => [path, String(await store.read(digest))] as const),
    ),
  )
}

describe('releases', () => {
  test('are based on the newest one, numbered, listed, and there for who opens them later', async () => {
    const store = await opened()
    expect([store.current, store.releases()]).toEqual([undefined, []])
    await publish(store, { 'index.html': 'one', 'en/index.html': 'English' })
    await publish(store, { 'index.html': 'two', 'en/index.html': null, 'fr/index.html': 'français' })
    for (const reader of [store, await opened()]) {
      expect(await shown(reader)).toEqual({ 'fr/index.html': 'français', 'index.html': 'two' })
      expect(reader.releases().map(({ number, count }) => [number, count])).toEqual([
        [1, 2],
        [2, 2],
      ])
      expect(reader.compare(1, 2)).toEqual({
        added: ['fr/index.html'],
        changed: ['index.html'],
        gone: ['en/index.html'],
      })
      expect(reader.compare(2, 1)).toEqual({
        added: ['en/index.html'],
        changed: ['index.html'],
        gone: ['fr/index.html'],
      })
      expect(reader.current?.headers).toEqual([{ path: '/*', headers: { 'X-Rule': 'all' } }])
      expect([...(reader.releases()[0]?.files.keys() ?? [])].sort()).toEqual(['en/index.html', 'index.html'])
    }
  })

  test('are readable by their owner alone', async () => {
    await publish(await opened(), { 'index.html': 'one' })
    const modes = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const { mode } = statSync(join(entry.parentPath, entry.name))
      return `${entry.isFile() ? 'file' : 'folder'} ${(mode & 0o777).toString(8)}`
    })
    expect([...new Set(modes)].sort()).toEqual(['file 600', 'folder 700'])
  })

  test('keep the same bytes once', async () => {
    const store = await opened()
    await publish(store, { a: 'same', b: 'same' })
    await publish(store, { c: 'same' })
    expect(blobs()).toHaveLength(1)
  })

  test('go back to an earlier one, and forth with the next', async () => {
    const store = await opened()
    await publish(store, { a: '1' })
    await publish(store, { a: '2', b: '2' })
    await publish(store, { a: '3' })
    expect(store.previous?.number).toBe(2)
    await store.rollBackTo(2)
    expect(await shown(store)).toEqual({ a: '2', b: '2' })
    expect([store.previous?.number, store.newest?.number, store.shownBefore?.number]).toEqual([1, 3, 3])
    await store.rollBackTo(1)
    expect(await shown(await opened())).toEqual({ a: '1' })
    const { number } = await publish(store, { c: '4' })
    expect([number, await shown(store)]).toEqual([4, { a: '3', b: '2', c: '4' }])
    expect(await shown(await opened())).toEqual({ a: '3', b: '2', c: '4' })
    await expect(store.rollBackTo(9)).rejects.toThrow('kept are 1 to 4, not 9')
  })

  test('refuse what does not stand, and paths that lead out of a site', async () => {
    const store = await opened()
    await publish(store, { a: '1' })
    const absent = { digest: 'f'.repeat(64), bytes: 3 }
    await expect(store.publish({ changed: new Map([['x', absent]]), headers: [] })).rejects.toThrow(
      '1, among them x',
    )
    for (const path of ['', '/a', 'a/', '../a', 'a/../b', './a', 'a//b', 'a\\b'])
      await expect(store.publish({ changed: new Map([[path, absent]]), headers: [] })).rejects.toThrow(
        'Not a path',
      )
    expect([await shown(store), store.newest?.number]).toEqual([{ a: '1' }, 1])
  })

  test('of ten and one more are kept, with their files, and no other', async () => {
    const store = await opened()
    for (let number = 1; number <= 13; number += 1)
      await publish(store, { a: `a ${number}`, 'b/c': 'always', ...(number === 1 && { old: 'old' }) })
    await publish(store, { z: 'z' })
    await store.put(Buffer.from('not published yet'))
    await store.files.write(Buffer.from('packed'), await store.put(Buffer.from('a 1')), 'br')
    expect(store.releases().map(({ number }) => number)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    // Gone are a 2 and a 3: "a 1" was put again, "old" is in release 4, which may still be served.
    expect([blobs().length, await store.prune(), blobs().length]).toEqual([18, 2, 16])
    expect(await shown(store)).toEqual({ a: 'a 13', 'b/c': 'always', old: 'old', z: 'z' })
    await publish(store, { a: null })
    // What was put and is in no release, and what only release 4 had.
    expect([await store.prune(), await (await opened()).prune()]).toEqual([3, 0])
    await store.rollBackTo(6)
    expect(await shown(store)).toEqual({ a: 'a 6', 'b/c': 'always', old: 'old' })
  })

  test('are told anew in a short journal, now and then', async () => {
    const store = await opened()
    for (let number = 1; number <= 70; number += 1) await publish(store, { a: `${number}`, b: 'always' })
    await store.rollBackTo(65)
    const following = await opened()
    const facts = (reader: ReleaseStore) => ({
      shown: reader.current?.number,
      before: reader.shownBefore?.number,
      releases: reader.releases().map((release) => ({ ...release, files: [...release.files].sort() })),
    })
    const before = facts(store)
    await store.prune()
    expect(readFileSync(join(folder, 'journal'), 'utf8').split('\n')).toHaveLength(1 + 11 + 2 + 1)
    await following.refresh()
    for (const reader of [store, following, await opened()]) expect(facts(reader)).toEqual(before)
    await publish(following, { a: 'after' })
    await store.refresh()
    expect(await shown(store)).toEqual({ a: 'after', b: 'always' })
  })
})

describe('what the disk lost', () => {
  test('a journal cut off anywhere tells the releases that it tells whole', async () => {
    const store = await opened()
    const ends = [0]
    for (const change of [{ a: '1', b: 'é' }, { a: '2' }, { a: null, c: '3' }]) {
      await publish(store, change)
      ends.push(statSync(join(folder, 'journal')).size)
    }
    await store.rollBackTo(1)
    const journal = readFileSync(join(folder, 'journal'))
    ends.push(journal.length)
    const expected = [undefined, 1, 2, 3, 1]
    const found: unknown[] = []
    for (let length = 0; length <= journal.length; length += 1) {
      writeFileSync(join(folder, 'journal'), journal.subarray(0, length))
      const cut = await ReleaseStore.open(folder)
      const whole = ends.findLastIndex((end) => end <= length)
      if (cut.current?.number !== expected[whole]) found.push([length, cut.current?.number])
      // The next release stands after the last whole one, whatever is left of a line.
      if (length % 7 === 0) {
        const next = await publish(cut, { d: 'next' })
        const again = await ReleaseStore.open(folder)
        if (again.current?.number !== next.number || next.number !== Math.min(whole, 3) + 1)
          found.push([length, next.number, again.current?.number])
      }
    }
    expect(found).toEqual([])
  })

  test('a changed byte in the journal hides what follows it, and never shows a mixture', async () => {
    const store = await opened()
    await publish(store, { a: '1', b: '1' })
    await publish(store, { a: '2', b: '2' })
    const journal = readFileSync(join(folder, 'journal'))
    const seen = new Set<string>()
    for (let at = 0; at < journal.length; at += 5) {
      const damaged = Buffer.from(journal)
      damaged[at] = (damaged[at] ?? 0) ^ 4
      writeFileSync(join(folder, 'journal'), damaged)
      seen.add(JSON.stringify(await shown(await ReleaseStore.open(folder))))
    }
    expect([...seen].sort()).toEqual(['{"a":"1","b":"1"}', '{}'])
  })

  test('a release with an absent file is not shown, and stands again when the file is put again', async () => {
    const store = await opened()
    await publish(store, { a: '1', b: 'always' })
    await publish(store, { a: '2' })
    const { digest = '' } = store.current?.files.get('a') ?? {}
    rmSync(store.files.pathOf(digest))
    const again = await opened()
    expect([again.current?.number, again.newest?.number, again.has(digest)]).toEqual([1, 2, false])
    await expect(publish(again, { c: 'new' })).rejects.toThrow('1, among them a')
    await expect(again.rollBackTo(2)).rejects.toThrow('not whole')
    await publish(again, { c: 'new', a: '2' })
    expect(await shown(await opened())).toEqual({ a: '2', b: 'always', c: 'new' })
  })

  test('wrong bytes are never handed out, and written anew when they are put again', async () => {
    const store = await opened()
    await publish(store, { a: 'right' })
    const { digest = '' } = store.current?.files.get('a') ?? {}
    writeFileSync(store.files.pathOf(digest), 'wrong')
    await expect(store.read(digest)).rejects.toThrow('not those that were written')
    await expect(publish(store, { b: 'new' })).rejects.toThrow('1, among them a')
    await publish(store, { b: 'new', a: 'right' })
    expect(await shown(store)).toEqual({ a: 'right', b: 'new' })
  })

  test('a journal of a newer version is left as it is', async () => {
    const store = await opened()
    await publish(store, { a: '1' })
    const { createHash } = await import('node:crypto')
    const text = '{"journal":"5b0a2c9e-6d1f-4d8e-9c52-0a5d8f4f7a11","version":2}'
    const line = `${createHash('sha256').update(text).digest('hex').slice(0, 16)} ${text}\n`
    writeFileSync(join(folder, 'journal'), line)
    await expect(ReleaseStore.open(folder)).rejects.toThrow('newer version')
    await expect(publish(store, { a: '2' })).rejects.toThrow('newer version')
    expect(readFileSync(join(folder, 'journal'), 'utf8')).toBe(line)
  })
})

describe('two who have the same folder open', () => {
  test('see what the other one writes, and write after it', async () => {
    const [first, second] = [await opened(), await opened()]
    await publish(first, { a: '1' })
    await publish(second, { b: '2' })
    await Promise.all([publish(first, { c: '3' }), publish(second, { d: '4' }), publish(first, { e: '5' })])
    await first.refresh()
    await second.refresh()
    for (const store of [first, second]) {
      expect(store.newest?.number).toBe(5)
      expect(await shown(store)).toEqual({ a: '1', b: '2', c: '3', d: '4', e: '5' })
    }
  })

  test('hear of each switch', async () => {
    const [writer, reader] = [await opened(), await opened()]
    const heard: number[] = []
    const stop = reader.onSwitch(({ number }) => heard.push(number))
    await publish(writer, { a: '1' })
    await expect.poll(() => heard).toEqual([1])
    await publish(writer, { a: '2' })
    await expect.poll(() => heard).toEqual([1, 2])
    await writer.rollBackTo(1)
    await expect.poll(() => heard).toEqual([1, 2, 1])
    stop()
    await publish(writer, { a: '3' })
    await reader.refresh()
    expect([heard, reader.current?.number]).toEqual([[1, 2, 1], 3])
  })
})

test('a release of 33,000 files costs the disk what 21 changes cost', async () => {
  const store = await opened()
  // A store that is in use has all of its folders.
  for (let nth = 0; nth < 256; nth += 1)
    mkdirSync(join(folder, 'files', nth.toString(16).padStart(2, '0')), { recursive: true })
  const costs: unknown[] = []
  for (const size of [100, 33_000]) {
    const bytes = Buffer.from('a page')
    const file = { digest: await store.put(bytes), bytes: bytes.length }
    const paths = Array.from({ length: size }, (_, index) => `en/${size}/session-${index}/index.html`)
    await store.publish({ changed: new Map(paths.map((path) => [path, file])), headers: [] })
    const change = paths.slice(0, 21).map((path) => [path, `changed ${path}`.padEnd(60)] as const)
    costs.push(await diskCost(() => publish(store, Object.fromEntries(change))))
  }
  expect(costs[1]).toEqual(costs[0])
  expect(costs[0]).toEqual({ requests: 93, bytes: 2300 })
})

/** How many requests to the file system the work makes, and by how many bytes the journal grows. */
async function diskCost(work: () => Promise<unknown>) {
  let requests = 0
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'FSREQPROMISE') requests += 1
    },
  })
  const size = () => (existsSync(join(folder, 'journal')) ? statSync(join(folder, 'journal')).size : 0)
  const before = size()
  hook.enable()
  await work()
  hook.disable()
  return { requests, bytes: Math.round((size() - before) / 100) * 100 }
}
