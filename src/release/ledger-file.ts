import { join } from 'node:path'
import { emptyLedger, type Ledger, ledgerText, parsedLedger } from '#src/addresses/ledger.ts'
import type { Config } from '#src/config.ts'
import { LedgerError } from './failures.ts'
import { readIfThere, writeWhole } from './files.ts'

/**
 * The ledger of the release before this one: kept in `DATA_DIR`, or, for a hosted build, read from the
 * published site. A site without any release yet has none, and so an empty one.
 * @throws {LedgerError} when it should be there and cannot be read
 */
export async function readLedger(config: Config, from: 'dataDir' | 'publishedSite'): Promise<Ledger> {
  if (from === 'publishedSite') return publishedLedger(config.siteUrl)
  const path = pathOf(config)
  const text = await readIfThere(path).catch((error: Error) => {
    throw new LedgerError(path, error.message)
  })
  return text === undefined ? emptyLedger : parsed(path, text)
}

/** Keeps the ledger of a release for the next build. */
export async function keepLedger(config: Config, ledger: Ledger): Promise<void> {
  await writeWhole(pathOf(config), ledgerText(ledger))
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
