import { imageOf, notedPage, noteText } from '#src/feeds/offline-format.ts'
import { versionMark } from '../scripts/version-mark.ts'
import { failureOf, type KeptPack, keptPacks, type Told, type Wish, writeState } from './kept.ts'
import { downloadPack, removePack } from './pack-download.ts'
import type { WorkerScope } from './worker-scope.ts'

/**
 * The worker of readers who keep an edition: pages come from the network, and from what is kept where that fails or takes
 * long. It is the same in every release; what it knows of one is in the packs.
 */

const worker = globalThis as unknown as WorkerScope
const root = new URL('./', location.href).href
/** How long a page that is kept is waited for, in milliseconds. */
const patience = 3000
/** How often, at most, a page that is opened asks for a newer pack, in milliseconds. */
const lookEvery = 10_000
/** When a page was fetched that is newer than its pack, in milliseconds since 1970. */
const fetchedAt = 'X-Fetched-At'

let kept: Promise<readonly KeptPack[]> | undefined
let looked = 0
/** The pages that stand for ones that the network did not give: what they load is kept too, and need not be waited for. */
const keptClients = new Set<string>()
/** Downloads that are going on, by the path of their pack. */
const downloads = new Map<string, Promise<void>>()

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), worker.registration.navigationPreload?.enable()]))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { method, mode, destination, url } = request
  if (method !== 'GET' || !url.startsWith(root) || request.headers.has('range')) return
  const path = pathOf(url)
  if (mode === 'navigate') {
    if (destination === 'document') event.respondWith(page(event))
  } else if (path.startsWith('_astro/')) event.respondWith(asset(request))
  else if (path.startsWith('images/')) event.respondWith(fresh(event, imageOf(path)))
  else if (/\.(js|json|css|svg|webmanifest)$/.test(path)) event.respondWith(fresh(event, path))
})

worker.addEventListener('message', (event) => {
  const { wish, pack }: Wish = event.data
  const tell = (told: Told) => event.ports[0]?.postMessage(told)
  const work =
    wish === 'keep' ? keep(pack, (share) => tell({ told: 'progress', share })) : removePack(root, pack)
  event.waitUntil(
    work.then(changed).then(
      () => tell({ told: 'done' }),
      (error: unknown) => tell({ told: 'failed', why: failureOf(error) }),
    ),
  )
})

function keep(pack: string, tell?: (share: number) => void): Promise<void> {
  const going = downloads.get(pack) ?? downloadPack(root, pack, tell).finally(() => downloads.delete(pack))
  downloads.set(pack, going)
  return going
}

/** Pages in all tabs show what is kept now. */
async function changed(): Promise<void> {
  kept = undefined
  for (const client of await worker.clients.matchAll()) client.postMessage('kept')
}

/** A page: of the network where that answers soon, else as it is kept. */
async function page(event: FetchEventLike): Promise<Response> {
  const { request, resultingClientId } = event
  const network = Promise.resolve(event.preloadResponse).then((loaded) => loaded ?? fetch(request))
  const found = await keptAt(pathOf(request.url))
  const first = await soon(network, found !== undefined)
  if (first !== undefined && (first.status < 500 || found === undefined)) {
    event.waitUntil(followUp(request, found, first.clone()))
    return first
  }
  const { pack, response } = found ?? (await absent(request.url)) ?? {}
  if (pack === undefined || response === undefined) return network
  keptClients.add(resultingClientId)
  const asOf = Math.max(pack.state.asOf, Number(response.headers.get(fetchedAt) ?? 0))
  const html = notedPage(await response.text(), noteText(pack.state, asOf, Date.now()))
  const { headers } = response
  return new Response(html, { headers })
}

/** What the network answers; undefined where it fails, or takes longer than a kept page is waited for. */
async function soon(network: Promise<Response>, isKept: boolean): Promise<Response | undefined> {
  const answered = network.catch(() => undefined)
  if (!isKept) return answered
  return Promise.race([answered, new Promise<undefined>((late) => setTimeout(late, patience))])
}

/** A page that was just seen is newer than its pack; and there may be a newer pack. */
async function followUp({ url }: Request, found: Found | undefined, response: Response): Promise<void> {
  const isPage = response.ok && !response.redirected && !new URL(url).search
  if (found && isPage) {
    const { cache } = found.pack
    const headers = {
      'Content-Type': response.headers.get('Content-Type') ?? '',
      [fetchedAt]: String(Date.now()),
    }
    // Where there is no room left, it stays as it was.
    await cache.put(root + pathOf(url), new Response(await response.text(), { headers })).catch(() => {})
  }
  if (Date.now() - looked < lookEvery) return
  looked = Date.now()
  for (const pack of await packs()) await refresh(pack).catch(() => {})
}

/** Asks whether a pack is still what is published, and keeps the newer one otherwise, unless the reader saves data. */
async function refresh({ cache, state }: KeptPack): Promise<void> {
  const head = await fetch(root + state.pack, { method: 'HEAD', cache: 'no-cache' })
  if (!head.ok) return
  const validator = versionMark(head)
  if (validator !== '' && validator === state.validator)
    return writeState(cache, { ...state, asOf: Date.now() }).then(changed)
  if (worker.navigator.connection?.saveData) return
  await keep(state.pack)
  await changed()
}

async function asset(request: Request): Promise<Response> {
  return (await keptAt(pathOf(request.url)))?.response ?? fetch(request)
}

/** A file that may change: of the network where that answers soon, else as it is kept. */
async function fresh({ request, clientId }: FetchEventLike, path: string): Promise<Response> {
  const found = await keptAt(path)
  if (found && keptClients.has(clientId)) return found.response
  const network = fetch(request)
  const first = await soon(network, found !== undefined)
  if (first !== undefined && (first.status < 500 || found === undefined)) return first
  return found?.response ?? network
}

type FetchEventLike = Parameters<Parameters<WorkerScope['addEventListener']>[1]>[0]
type Found = { readonly pack: KeptPack; readonly response: Response }

/** Where the browser refuses storage, nothing is kept. */
function packs(): Promise<readonly KeptPack[]> {
  kept ??= keptPacks(root).catch(() => [])
  return kept
}

async function keptAt(path: string): Promise<Found | undefined> {
  for (const pack of await packs()) {
    const response = await pack.cache.match(root + path)
    if (response) return { pack, response }
  }
  return undefined
}

/** The page that says what is kept: in the language of the address, else in that of what is kept. */
async function absent(url: string): Promise<Found | undefined> {
  const all = await packs()
  const [language = ''] = pathOf(url).split('/')
  const pack = all.find(({ state }) => state.pack.startsWith(`${language}/`)) ?? all[0]
  const response = await pack?.cache.match(root + pack.state.absent)
  return pack && response && { pack, response }
}

/** The path of an address below the root of the site, without query and fragment. */
function pathOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return (origin + pathname).slice(root.length)
}
