import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createClient, type SanityClient } from '@sanity/client'
import type { RawDocument } from '#src/model/schema.ts'
import { copyProject, projectFolder } from '../copy.ts'
import { freePort } from '../lake/process.ts'
import { type Measured, measure } from './measured.ts'
import { packContent } from './stored-content.ts'

/** A command that runs until it is ended. */
export type Running = { readonly pid: number; output(): string; end(): Promise<void> }

/**
 * A copy of the project in a temporary folder, which keeps nothing of earlier runs, with ports of its own. It is used
 * through its npm scripts alone, run without npm, which would add its own start.
 */
export class MeasuredProject {
  readonly folder: string
  readonly ports: {
    readonly lake: number
    readonly studio: number
    readonly site: number
    readonly preview: number
  }
  readonly #limit: number
  readonly #scripts: Readonly<Record<string, string>>

  /** @param limit milliseconds that one command may take */
  static async open(limit: number): Promise<MeasuredProject> {
    const folder = join(mkdtempSync(join(tmpdir(), 'bench-release-')), 'project')
    await copyProject(folder)
    cpSync(join(projectFolder, 'tests/bench/baselines'), join(folder, 'baselines'), { recursive: true })
    const [lake, studio, site, preview] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ]
    return new MeasuredProject(folder, { lake, studio, site, preview }, limit)
  }

  private constructor(folder: string, ports: MeasuredProject['ports'], limit: number) {
    this.folder = folder
    this.ports = ports
    this.#limit = limit
    this.#scripts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  }

  close(): void {
    rmSync(resolve(this.folder, '..'), { recursive: true, force: true })
  }

  /** A new folder in the copy. */
  newFolder(name: string): string {
    const folder = join(this.folder, 'bench', name)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  /** Runs an npm script to its end. @throws {MeasuredError} */
  run(script: string, dataDir: string, ...args: readonly string[]): Promise<Measured> {
    return measure(process.execPath, [...this.#argsOf(script), ...args], {
      cwd: this.folder,
      env: this.#environment(dataDir),
      limit: this.#limit,
    })
  }

  /** Fills a lake with documents, or replaces those that differ: the one that runs, else one in the data folder. */
  async fill(dataDir: string, documents: readonly RawDocument[]): Promise<Measured> {
    const file = join(this.newFolder('content'), 'content.tar.gz')
    await packContent(file, documents)
    return this.run('content:import', dataDir, '--replace', file)
  }

  /** Starts an npm script, and waits until its output has a text. @throws with its output where it ends before */
  async start(script: string, dataDir: string, ready: string): Promise<Running> {
    const child = spawn(process.execPath, this.#argsOf(script), {
      cwd: this.folder,
      env: this.#environment(dataDir),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const isReady = Promise.withResolvers<void>()
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk
        if (output.includes(ready)) isReady.resolve()
      })
    child.once('error', isReady.reject)
    child.once('exit', (code) => isReady.reject(new Error(`${script} ended with ${code}:\n${output}`)))
    const late = setTimeout(
      () => isReady.reject(new Error(`${script} was not ready after ${this.#limit / 1000} s:\n${output}`)),
      this.#limit,
    )
    try {
      await isReady.promise
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    } finally {
      clearTimeout(late)
    }
    return { pid: child.pid ?? 0, output: () => output, end: () => ended(child) }
  }

  /** A client of its lake. */
  client(): SanityClient {
    return createClient({
      projectId: 'local',
      dataset: 'production',
      apiVersion: '2025-02-19',
      apiHost: `http://localhost:${this.ports.lake}`,
      useProjectHostname: false,
      useCdn: false,
    })
  }

  #argsOf(script: string): readonly string[] {
    const [node, ...args] = (this.#scripts[script] ?? '').split(' ')
    if (node !== 'node') throw new Error(`The npm script ${script} is not "node …"`)
    return args
  }

  #environment(dataDir: string): Readonly<Record<string, string | undefined>> {
    const { lake, studio, site, preview } = this.ports
    return {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
      ...{ DATA_DIR: dataDir, DEFAULT_CONTENT: 'no', ENV_FILES: 'no' },
      ...{ LAKE_PORT: String(lake), STUDIO_PORT: String(studio) },
      ...{ SITE_PORT: String(site), PREVIEW_PORT: String(preview) },
    }
  }
}

/** Ends a command as Ctrl-C does; one that does not end within ten seconds is killed. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exit
  clearTimeout(late)
}
