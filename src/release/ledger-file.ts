import { join } from 'node:path'
import { emptyLedger, type Ledger, ledgerText, parsedLedger } from '#src/addresses/ledger.ts'
import type { Config } from '#src/config.ts'
import { LedgerError } from './failures.ts'
import { readIfExists, writeAtomically } from './files.ts'

/**
 * Reads the ledger of the previous release: from `DATA_DIR`, or from the published site for a hosted build. Before the
 * first release `DATA_DIR` has no ledger; the result is then an empty one.
 * @throws {LedgerError} where it cannot be read
 */
export async function readLedger(config: Config, from: 'dataDir' | 'publishedSite'): Promise<Ledger> {
  if (from === 'publishedSite') return publishedLedger(config.siteUrl)
  const path = pathOf(config)
  const text = await readIfExists(path).catch((error: Error) => {
    throw new LedgerError(path, error.message)
  })
  return text === undefined ? emptyLedger : parsed(path, text)
}

/** Stores the ledger of a release in `DATA_DIR`, for the next build. */
export async function keepLedger(config: Config, ledger: Ledger): Promise<void> {
  await writeAtomically(pathOf(config), ledgerText(ledger))
}

async function publishedLedger(siteUrl: URL): Promise<Ledger> {
  const url = new URL('addresses.json', siteUrl)
  const response = await fetch(url).catch((error: Error) => {
    throw new LedgerError(url.href, String(error.cause ?? error.message))
  })
  if (!response.ok) throw new LedgerError(url.href, `status ${response.status}`)
  return parsed(url.href, await response.text())
}

function parsed(place: string, text: string): Ledger {
  try {
    return parsedLedger(text)
  } catch (error) {
    throw new LedgerError(place, error instanceof SyntaxError ? 'it is not JSON' : 'it is not a ledger')
  }
}

const pathOf = ({ dataDir }: Config) => join(dataDir, 'addresses.json')
