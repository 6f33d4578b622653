import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyLedger, type Ledger, ledgerText, parsedLedger } from '#src/addresses/ledger.ts'
import type { Config } from '#src/config.ts'
import { LedgerError } from './failures.ts'
import { readIfExists, writeAtomically } from './files.ts'

/**
 * Reads the ledger of the previous release: from `DATA_DIR`, or from the published site for a hosted build. Before the
 * first release `DATA_DIR` has no ledger; the result is then an empty one. Afterwards it has copies of the last ledgers
 * beside it, which show that the ledger was lost.
 * @throws {LedgerError} where it cannot be read, or was lost
 */
export async function readLedger(config: Config, from: 'dataDir' | 'publishedSite'): Promise<Ledger> {
  if (from === 'publishedSite') return publishedLedger(config.siteUrl)
  const path = pathOf(config)
  const copy = (await copies(config)).at(-1)
  const text = await readIfExists(path).catch((error: Error) => {
    throw new LedgerError(path, error.message, copy)
  })
  if (text !== undefined) return parsed(path, text, copy)
  if (copy !== undefined) throw new LedgerError(path, 'it is gone', copy)
  return emptyLedger
}

/** Stores the ledger of a release in `DATA_DIR`, for the next build, and a copy where it has changed. */
export async function keepLedger(config: Config, ledger: Ledger): Promise<void> {
  const text = ledgerText(ledger)
  await writeAtomically(pathOf(config), text)
  const earlier = await copies(config)
  const last = earlier.at(-1)
  if (last !== undefined && text === (await readIfExists(last).catch(() => undefined))) return
  await writeAtomically(copyPath(config, numberOf(last) + 1), text)
  for (const old of earlier.slice(0, 1 - maxCopies)) await rm(old, { force: true })
}

/** How many of the last ledgers are kept. */
const maxCopies = 5

const copiesFolder = ({ dataDir }: Config) => join(dataDir, 'ledgers')
const copyPath = (config: Config, number: number) => join(copiesFolder(config), `addresses.${number}.json`)
const numberOf = (path = ''): number => Number(/\.(\d+)\.json$/.exec(path)?.[1] ?? 0)

/** The paths of the copies, oldest first. */
async function copies(config: Config): Promise<readonly string[]> {
  const names = await readdir(copiesFolder(config)).catch(() => [])
  return names
    .filter((name) => numberOf(name) > 0)
    .map((name) => join(copiesFolder(config), name))
    .sort((a, b) => numberOf(a) - numberOf(b))
}

async function publishedLedger(siteUrl: URL): Promise<Ledger> {
  const url = new URL('addresses.json', siteUrl)
  const response = await fetch(url).catch((error: Error) => {
    throw new LedgerError(url.href, String(error.cause ?? error.message))
  })
  if (!response.ok) throw new LedgerError(url.href, `status ${response.status}`)
  return parsed(url.href, await response.text())
}

function parsed(place: string, text: string, copy?: string): Ledger {
  try {
    return parsedLedger(text)
  } catch (error) {
    throw new LedgerError(place, error instanceof SyntaxError ? 'it is not JSON' : 'it is not a ledger', copy)
  }
}

const pathOf = ({ dataDir }: Config) => join(dataDir, 'addresses.json')
