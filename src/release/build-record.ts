import { hash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '#src/config.ts'
import { isRecord } from '#src/model/fields.ts'
import { isWithin, type Span } from '#src/programme/notice-times.ts'
import { readIfExists, writeAtomically } from './files.ts'
import { buildFingerprint } from './renderer/renderer-sources.ts'

/** What a build was made of, without the ledger and the moment. `stamp` stands for the content. */
export type BuildInput = { readonly stamp: string; readonly host: string | undefined }

/**
 * Remembers what the folder of a build was made of, so that a build of the same needs to make nothing. It is kept in
 * `DATA_DIR`, since the folder has the files of the site alone.
 */
export class BuildRecord {
  readonly #config: Config
  readonly #outDir: string

  constructor(config: Config, outDir: string) {
    this.#config = config
    this.#outDir = resolve(outDir)
  }

  /**
   * Whether the folder stands as it was built, of this input and of the present ledger and code, and would be the same now.
   * @param now milliseconds since 1970
   */
  async isOf(input: BuildInput, now: number): Promise<boolean> {
    const kept = await readIfExists(this.#path)
    const span = kept === undefined ? undefined : spanIn(kept)
    return span !== undefined && isWithin(span, now) && kept === (await this.#text(input, span))
  }

  /** Remembers that the folder was built of this input, with the ledger that the build has left, and stays so for a span. */
  async keep(input: BuildInput, span: Span): Promise<void> {
    await writeAtomically(this.#path, await this.#text(input, span))
  }

  get #path(): string {
    return join(this.#config.dataDir, 'cache/builds', `${hash('sha256', this.#outDir).slice(0, 16)}.json`)
  }

  async #text(input: BuildInput, { from, until }: Span): Promise<string> {
    const ledger = await readIfExists(join(this.#config.dataDir, 'addresses.json'))
    return JSON.stringify({
      ...input,
      code: await buildFingerprint(this.#config),
      offline: this.#config.offline,
      ledger: ledger === undefined ? null : hash('sha256', ledger),
      files: filesMark(this.#outDir),
      span: { from, until },
    })
  }
}

/** The span of a record; undefined where it has none. */
function spanIn(kept: string): Span | undefined {
  try {
    const { span } = Object(JSON.parse(kept))
    if (!isRecord(span)) return undefined
    const instant = (value: unknown) => (typeof value === 'number' ? value : undefined)
    return { from: instant(span.from), until: instant(span.until) }
  } catch {
    return undefined
  }
}

/** Changes when a file of a folder is added, removed or written. Synchronous: waiting for each file takes longer than the file. */
function filesMark(folder: string): string {
  const marks: string[] = []
  const look = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name)
      if (entry.isDirectory()) look(file)
      else {
        const { size, mtimeMs, ino } = statSync(file)
        marks.push(`${file} ${size} ${mtimeMs} ${ino}`)
      }
    }
  }
  try {
    look(folder)
  } catch {
    return ''
  }
  return hash('sha256', marks.sort().join('\n'))
}
