import { emptyLedger, type Ledger, parsedLedger } from '#src/addresses/ledger.ts'
import { settings } from './settings.ts'

/**
 * The ledger of the published site, read at most every ten seconds. It is empty where the site cannot be read (not
 * published yet, no network): then only addresses of existing documents are compared, and the build checks the rest.
 */
export function publishedLedger(siteUrl = settings()?.siteUrl): Promise<Ledger> {
  if (siteUrl === undefined) return Promise.resolve(emptyLedger)
  const now = performance.now()
  if (siteUrl !== last.siteUrl || now - last.readAt > 10_000) {
    last = { siteUrl, readAt: now, ledger: fetchLedger(siteUrl) }
  }
  return last.ledger
}

let last: { siteUrl?: string; readAt: number; ledger: Promise<Ledger> } = {
  readAt: Number.NEGATIVE_INFINITY,
  ledger: Promise.resolve(emptyLedger),
}

const fetchLedger = (siteUrl: string): Promise<Ledger> =>
  fetch(new URL('addresses.json', siteUrl), {
    credentials: 'omit',
    signal: AbortSignal.timeout(3000),
  })
    .then(async (response) => (response.ok ? parsedLedger(await response.text()) : emptyLedger))
    .catch(() => emptyLedger)
