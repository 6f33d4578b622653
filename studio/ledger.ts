import { emptyLedger, type Ledger, parsedLedger } from '#src/addresses/ledger.ts'
import { settings } from './settings.ts'

/**
 * The ledger of the published site, read at most every ten seconds. Where there is none to be had (no site
 * yet, no network), only the living documents count, and the build says the rest.
 */
export function publishedLedger(siteUrl = settings()?.siteUrl): Promise<Ledger> {
  if (siteUrl === undefined) return Promise.resolve(emptyLedger)
  const now = performance.now()
  if (siteUrl !== ledgerOf || now - ledgerAt > 10_000) {
    ledgerOf = siteUrl
    ledgerAt = now
    ledger = fetch(new URL('addresses.json', siteUrl), {
      credentials: 'omit',
      signal: AbortSignal.timeout(3000),
    })
      .then(async (response) => (response.ok ? parsedLedger(await response.text()) : emptyLedger))
      .catch(() => emptyLedger)
  }
  return ledger
}
let ledgerOf: string | undefined
let ledgerAt = Number.NEGATIVE_INFINITY
let ledger: Promise<Ledger> = Promise.resolve(emptyLedger)
