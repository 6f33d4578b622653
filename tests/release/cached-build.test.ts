import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, it } from 'vitest'
import { cachedBuild } from '#src/release/renderer/cached-build.ts'

/** A cache of this run alone. */
const name = `test-${process.pid}`
afterAll(() => rmSync(resolve('node_modules/.cache', name), { recursive: true, force: true }))

const write = (folder: string, text: string) => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'built'), text)
}
const builtBy = (folder: string) => readFileSync(join(folder, 'built'), 'utf8')

/** Asks for a build in a thread of its own. Resolves once it is asked; `folder` is its answer. */
async function thread(settings: string): Promise<{ folder: Promise<string> }> {
  const code = `
    const { parentPort, workerData: { url, asked } } = require('node:worker_threads')
    const { mkdirSync, writeFileSync } = require('node:fs')
    import(url).then(({ cachedBuild }) => {
      parentPort.postMessage('asks')
      return cachedBuild(asked, async (folder) => {
        mkdirSync(folder)
        writeFileSync(folder + '/built', 'the thread')
      })
    }).then((folder) => parentPort.postMessage(folder))`
  const { href: url } = new URL('../../src/release/renderer/cached-build.ts', import.meta.url)
  const worker = new Worker(code, { eval: true, workerData: { url, asked: { name, settings, sources: [] } } })
  await once(worker, 'message')
  return { folder: once(worker, 'message').then(([folder]) => folder) }
}

it('of several who ask at once, in threads too, one builds and the others wait for it', async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const asked = { name, settings: 'at once', sources: [] }
  const first = cachedBuild(asked, async (folder) => {
    begun.resolve()
    await gate.promise
    write(folder, 'the first')
  })
  await begun.promise
  const second = cachedBuild(asked, async (folder) => write(folder, 'the second'))
  const third = await thread('at once')
  const waiting = await Promise.race([second, third.folder, new Promise((done) => setTimeout(done, 300))])
  expect(waiting).toBeUndefined()
  gate.resolve()
  const folders = await Promise.all([first, second, third.folder])
  expect(new Set(folders).size).toBe(1)
  expect(builtBy(folders[0])).toBe('the first')
})

it('who waits builds where the first one fails, and can stop waiting', async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const asked = { name, settings: 'failing', sources: [] }
  const first = cachedBuild(asked, async () => {
    begun.resolve()
    await gate.promise
    throw new Error('no space')
  })
  await begun.promise
  const stop = new AbortController()
  const stopped = cachedBuild({ ...asked, signal: stop.signal }, async () => {})
  const second = cachedBuild(asked, async (folder) => write(folder, 'the second'))
  stop.abort(new Error('Ctrl-C'))
  await expect(stopped).rejects.toThrow('Ctrl-C')
  gate.resolve()
  await expect(first).rejects.toThrow('no space')
  expect(builtBy(await second)).toBe('the second')
})
