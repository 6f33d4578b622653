import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { inWorkingFolder, openWorkingFolder } from '#src/release/working-folder.ts'

const test = base.extend('parent', async ({ task }, { onCleanup }) => {
  const parent = mkdtempSync(join(tmpdir(), `work-${task.id}-`))
  onCleanup(() => rmSync(parent, { recursive: true, force: true }))
  return parent
})

const module = JSON.stringify(new URL('../../src/release/working-folder.ts', import.meta.url))

/** A process that works in a folder until it is killed. */
async function worker(parent: string) {
  const script = join(parent, 'worker.mjs')
  writeFileSync(
    script,
    `import { inWorkingFolder, openWorkingFolder } from ${module}
    const { path } = await openWorkingFolder(${JSON.stringify(join(parent, 'work'))})
    // As a release does while its publisher has a folder.
    await inWorkingFolder(${JSON.stringify(join(parent, 'work'))}, async () => {})
    process.on('message', () => path)
    process.send(path)`,
  )
  const child = fork(script, { execArgv: [] })
  child.on('disconnect', () => {})
  const [path] = await once(child, 'message')
  return {
    path: String(path),
    kill: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('the folder of a killed process goes, those of living ones stay', async ({ parent }) => {
  const work = join(parent, 'work')
  const [killed, living] = [await worker(parent), await worker(parent)]
  writeFileSync(join(killed.path, 'page.html'), 'half')
  await killed.kill()
  await inWorkingFolder(work, async (path) => {
    expect(existsSync(killed.path)).toBe(false)
    expect(existsSync(living.path)).toBe(true)
    expect(existsSync(path)).toBe(true)
  })
  await living.kill()
  await inWorkingFolder(work, async () => {})
  expect(readdirSync(work)).toEqual(['turn'])
})

test('folders of one process do not touch each other', async ({ parent }) => {
  const [first, second] = [await openWorkingFolder(parent), await openWorkingFolder(parent)]
  expect([existsSync(first.path), existsSync(second.path)]).toEqual([true, true])
  await first.close()
  expect(existsSync(second.path)).toBe(true)
  await second.close()
  expect(readdirSync(parent)).toEqual(['turn'])
})

test('work that fails leaves nothing', async ({ parent }) => {
  const failing = inWorkingFolder(parent, async (path) => {
    writeFileSync(join(path, 'file'), '')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(readdirSync(parent)).toEqual(['turn'])
})
