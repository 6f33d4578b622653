import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@sanity/client'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../lake/process.ts'
import { projectCopy } from './project.ts'

/** How often `npm start` is killed. In two phases, others each time, or in all of them ten times. */
const kills = process.env.LONG ? 50 : 2
/** The long form takes half an hour. */
const report = process.env.LONG ? console.log : () => {}
/** `SEED=123 npx vitest run tests/commands/killed-start.test.ts` repeats the moments of a run. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

/**
 * When each kill comes: with new data, during the start, or while people publish, import and upload. The moment is a
 * part of the time that the work takes. Half of the kills leave the programs that it started without a parent.
 */
const phases = ['first start', 'publish', 'import', 'upload', 'start'] as const
const moments = fc.sample(
  fc.record({ part: fc.double({ min: 0, max: 1, noNaN: true }), alone: fc.boolean() }),
  {
    seed,
    numRuns: kills,
  },
)

test(`${kills} kills of npm start (seed ${seed}) lose nothing and leave nothing`, {
  timeout: 300_000 + kills * 120_000,
}, async () => {
  const project = await projectCopy()
  const temporary = join(dirname(project), 'temporary')
  mkdirSync(temporary)
  const ports = [await freePort(), await freePort(), await freePort(), await freePort()]
  const data = join(dirname(project), 'data')
  const running = new Project(project, { data, temporary, ports })
  onTestFinished(() => running.kill(false))
  // Builds Studio and preview once, and shows what stands in the folders of a project that was never killed.
  await running.start()
  await running.everythingIsReady()
  await running.exportContent()
  await running.stop()
  const clean = filesOf(project, data, temporary)

  for (const [nth, { part, alone }] of moments.entries()) {
    const phase = phases[(nth + seed) % phases.length] ?? 'start'
    if (phase === 'first start') rmSync(data, { recursive: true })
    const started = running.start()
    if (phase === 'publish' || phase === 'import' || phase === 'upload') await started
    const outcomes = Promise.allSettled([started, running.work(phase)])
    await wait(part * (phase.endsWith('start') ? running.startMilliseconds : 6000))
    await running.kill(alone)
    // Whoever was being answered lost the connection, and nothing else went wrong.
    for (const outcome of await outcomes)
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toMatch(/fetch failed|socket|ECONN/)

    await running.start()
    await running.everythingIsReady()
    await running.checkContent()
    await running.checkSite()
    await running.stop()
    expect({ phase, left: leftovers(filesOf(project, data, temporary), clean) }).toEqual({ phase, left: [] })
    report(`${nth + 1} of ${kills} kills`)
  }
})

class Project {
  readonly #folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #urls: { readonly lake: string; readonly site: string; readonly preview: string }
  readonly #archive: string
  #child: ChildProcess | undefined
  #output = ''
  /** The hashtags that the lake may have: the one that it acknowledged last, and the one that was sent since. */
  #hashtags: readonly string[] = [defaultHashtag]
  #uploads: { readonly url: string; readonly sha1: string }[] = []
  startMilliseconds = 0

  constructor(
    folder: string,
    { data, temporary, ports }: { data: string; temporary: string; ports: readonly number[] },
  ) {
    const [lake, studio, site, preview] = ports
    this.#folder = folder
    this.#archive = join(dirname(folder), 'content.tar.gz')
    this.#urls = {
      lake: `http://localhost:${lake}`,
      site: `http://localhost:${site}`,
      preview: `http://localhost:${preview}`,
    }
    this.#env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ENV_FILES: 'no',
      DATA_DIR: data,
      TMPDIR: temporary,
      LAKE_PORT: String(lake),
      STUDIO_PORT: String(studio),
      SITE_PORT: String(site),
      PREVIEW_PORT: String(preview),
    }
  }

  /** Resolves when site and Studio are there, or the process has ended. */
  async start(): Promise<void> {
    const before = performance.now()
    this.#output = ''
    const child = this.#run('start', [], true)
    this.#child = child
    const ready = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => {
          this.#output += chunk
          if (this.#output.includes('Ctrl-C stops')) resolve()
        })
    })
    await Promise.race([ready, once(child, 'exit')])
    if (child.exitCode === null && child.signalCode === null)
      this.startMilliseconds = performance.now() - before
  }

  /** The preview too, which is built last. */
  async everythingIsReady(): Promise<void> {
    await expect.poll(() => this.#output, { timeout: 120_000 }).toContain('The preview is ready')
    expect(this.#output).toContain('The site shows what is published')
  }

  /** Ends it at once, as a power cut does; with `alone`, the programs that it started are left. */
  async kill(alone: boolean): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null) return
    const ended = once(child, 'exit')
    process.kill(alone ? child.pid : -child.pid, 'SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    const before = performance.now()
    const ended = once(this.#child ?? process, 'exit')
    this.#child?.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    expect(performance.now() - before).toBeLessThan(5000)
  }

  async exportContent(): Promise<void> {
    await once(this.#run('content-export', [this.#archive]), 'exit')
    expect(existsSync(this.#archive)).toBe(true)
  }

  /** Works until the lake is gone. */
  async work(phase: (typeof phases)[number]): Promise<void> {
    if (phase === 'first start') {
      this.#hashtags = [defaultHashtag]
      this.#uploads = []
    }
    while (!phase.endsWith('start')) {
      if (phase === 'publish') await this.#publish(`#n${Date.now()}`)
      if (phase === 'upload') await this.#upload(`${phase} ${Date.now()}`)
      if (phase === 'import') {
        await this.#publish(`#n${Date.now()}`)
        this.#hashtags = [...this.#hashtags, defaultHashtag]
        const [code] = await once(this.#run('content-import', [this.#archive, '--replace']), 'exit')
        if (code !== 0) return
        this.#hashtags = [defaultHashtag]
      }
    }
  }

  async checkContent(): Promise<void> {
    const found = await this.#client.fetch<string>('*[_id == "forum"][0].hashtag')
    expect(this.#hashtags).toContain(found)
    this.#hashtags = [found]
    for (const { url, sha1 } of this.#uploads) {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
      expect(createHash('sha1').update(bytes).digest('hex')).toBe(sha1)
    }
  }

  /** Every address that was ever published answers, with all of its page. */
  async checkSite(): Promise<void> {
    const ledger = await (await fetch(`${this.#urls.site}/addresses.json`)).json()
    const addresses = Object.keys(ledger.addresses)
    expect(addresses.length).toBeGreaterThan(40)
    for (const address of addresses) {
      const answer = await fetch(this.#urls.site + address)
      const isPage = (await answer.text()).includes('</html>')
      // What an import has taken away says so.
      expect([address, [200, 410].includes(answer.status), isPage]).toEqual([address, true, true])
    }
  }

  get #client() {
    return createClient({
      projectId: 'local',
      dataset: 'production',
      apiVersion: '2025-02-19',
      apiHost: this.#urls.lake,
      useProjectHostname: false,
      useCdn: false,
      maxRetries: 0,
    })
  }

  async #publish(hashtag: string): Promise<void> {
    this.#hashtags = [...this.#hashtags, hashtag]
    await this.#client.patch('forum').set({ hashtag }).commit()
    this.#hashtags = [hashtag]
  }

  async #upload(text: string): Promise<void> {
    const bytes = Buffer.alloc(200_000, text)
    const { url, sha1hash } = await this.#client.assets.upload('file', bytes, { filename: 'notes.txt' })
    this.#uploads.push({ url, sha1: sha1hash })
  }

  #run(command: string, args: readonly string[], detached = false): ChildProcess {
    return spawn(process.execPath, [`src/commands/${command}.ts`, ...args], {
      cwd: this.#folder,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached,
    })
  }
}

/** That of the default content, which the archive has too. */
const defaultHashtag = '#UCLGCongress'

/** All files that could be left over, by their paths from the folder of all. The packages are links. */
function filesOf(project: string, ...others: readonly string[]): readonly string[] {
  const root = dirname(project)
  const folders = [project, ...others]
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  )
}

/** What is there beyond the files of a clean project, and beyond those that hold content and its pictures. */
const leftovers = (found: readonly string[], clean: readonly string[]): readonly string[] =>
  found.filter((path) => !clean.includes(path) && !mayBeNew.test(path))

const mayBeNew = new RegExp(
  `^(${[
    'data/assets/[0-9a-f]{40}(-\\d+x\\d+)?\\.[a-z]+',
    // Pictures follow the pages, for longer than some starts lasted.
    'data/cache/assets/(share-[0-9a-f]{12}|\\d+-[0-9a-f]{16}(-\\d+)*)\\.(avif|jpg|png|webp)',
    'clone/node_modules/.cache/code/.*',
    'data/ledgers/addresses\\.\\d+\\.json',
    // The lock by which programs take turns: it stays once the first of them has worked here.
    'data/work/turn',
    // What a publication was writing when it was killed, for an hour at most.
    'data/releases/files/[0-9a-f]{2}/[0-9a-f]{62}(\\.(gz|br|br11))?(\\.[0-9a-f]+\\.part)?',
    'data/releases/journal\\.part',
  ].join('|')})$`,
)
