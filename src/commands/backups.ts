import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ledgerText } from '#src/addresses/ledger.ts'
import type { Config, EmbeddedLake } from '#src/config.ts'
import type { BackupEvent } from '#src/content/site-status.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { explain } from './explain.ts'
import { pack } from './transfer/archive.ts'
import { archiveParts, ledgerPart } from './transfer/export-parts.ts'
import { allDocuments, isAsset, isContent } from './transfer/lake-content.ts'

/** A lake on this machine, and where its data is. */
type Local = Config & { readonly lake: EmbeddedLake }

export const isLocal = (config: Config): config is Local => config.lake.kind === 'embedded'

/**
 * Keeps backups of the embedded lake in `DATA_DIR/backups`: one of each day on which something changed, with the ledger of
 * addresses, which has the history of changes. Seven are kept, and of those before them one of each of four weeks.
 */
export class Backups {
  readonly #config: Local
  readonly #tell: (event: BackupEvent) => void
  readonly #ending = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #making: Promise<void> = Promise.resolve()
  #madeOn = ''

  /** @param tell is told of each backup, and of each that failed */
  constructor(config: Local, tell: (event: BackupEvent) => void) {
    this.#config = config
    this.#tell = tell
  }

  /** Makes the backup of today where there is none yet, and looks again every hour: a machine may have slept at midnight. */
  start(): void {
    this.#making = this.#look()
    this.#timer = setInterval(() => {
      this.#making = this.#making.then(() => this.#look())
    }, hour)
    this.#timer.unref()
  }

  /** What is being written is left out. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#ending.abort()
    await this.#making
  }

  async #look(): Promise<void> {
    const time = new Date().toISOString()
    const today = time.slice(0, 10)
    if (this.#madeOn === today) return
    try {
      await makeBackup(this.#config, today, this.#ending.signal)
      this.#madeOn = today
      this.#tell({ kind: 'backedUp', time })
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#tell({ kind: 'notBackedUp', text: explain(error) })
    }
  }
}

const hour = 3_600_000

/**
 * Makes a backup, and deletes those that are not to be kept. Where nothing has changed since the last one, that stays the
 * last. @param today the day in its name, as `YYYY-MM-DD` @throws what reading the lake and writing files throw
 */
export async function makeBackup(config: Local, today: string, signal: AbortSignal): Promise<void> {
  const folder = backupsFolder(config)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const made = join(folder, 'new.tar.gz')
  const all = await allDocuments(config.lake, signal)
  const ledger = await readLedger(config, 'dataDir')
  const documents = all.filter(isContent)
  const parts = archiveParts(config, documents, all.filter(isAsset), signal, () => {})
  await pack(made, joined(ledgerPart(ledgerText(ledger)), parts), signal)
  const earlier = await backupsIn(folder)
  const last = earlier.at(-1)
  if (last !== undefined && (await hashOf(join(folder, last))) === (await hashOf(made))) await rm(made)
  else await rename(made, join(folder, nameOf(today)))
  const names = await backupsIn(folder)
  const kept = new Set(backupsToKeep(names))
  for (const name of names) if (!kept.has(name)) await rm(join(folder, name), { force: true })
}

export const backupsFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => resolve(dataDir, 'backups')

async function* joined<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* others
}

const nameOf = (day: string) => `content-${day}.tar.gz`
const dayOf = (name: string): string | undefined => /^content-(\d{4}-\d\d-\d\d)\.tar\.gz$/.exec(name)?.[1]

/** The names of backups, the oldest first. */
const backupsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => dayOf(name) !== undefined).sort()

/**
 * Which backups are kept: the last seven, and of the weeks before them, which begin on Mondays, the last of each of four.
 * @param names the oldest first
 */
export function backupsToKeep(names: readonly string[]): readonly string[] {
  const last = names.slice(-days)
  const ofWeeks = new Map(names.slice(0, -days).map((name) => [weekOf(dayOf(name) ?? ''), name]))
  return [...[...ofWeeks.values()].slice(-weeks), ...last]
}

const [days, weeks] = [7, 4]

/** The number of a day's week. 1970 began on a Thursday. */
const weekOf = (day: string): number => Math.floor((Date.parse(day) / 86_400_000 + 3) / 7)

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
