import { imageOf, keptPage, type OfflinePack } from '#src/feeds/offline-format.ts'
import { versionMark } from '../scripts/version-mark.ts'
import { cacheName, cacheNames, type KeptPack, keptPacks, writeState } from './kept.ts'

const atOnce = 40
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
}

/**
 * Keeps the pack at a path as it is published now. Where anything fails, what was kept before stays whole.
 * @param root the root of the site @param tell is called with the share that is done, from 0 to 1
 * @throws where the network fails, and DOMExceptions of the storage
 */
export async function downloadPack(
  root: string,
  path: string,
  tell: (share: number) => void = () => {},
): Promise<void> {
  const response = await fetched(root + path, { cache: 'no-cache' })
  const asOf = Date.now()
  const pack: OfflinePack = JSON.parse(await textOf(response, (share) => tell(share * 0.7)))
  if (pack.format !== 1) throw new Error(`${path} has another format`)
  const { version, zone, intl, note, absent } = pack
  const state = {
    ...{ version, zone, intl, note, absent, pack: path, root, asOf },
    validator: versionMark(response),
  }
  // Those in other languages have the same typefaces and scripts.
  const before = await keptPacks(root)
  const same = before.find((kept) => kept.state.pack === path && kept.state.version === version)
  if (same) return writeState(same.cache, state)
  const name = cacheName(root, path, version)
  // One that was not finished may be there.
  await caches.delete(name)
  try {
    const cache = await caches.open(name)
    await fill(cache, root, pack, before, (share) => tell(0.7 + share * 0.3))
    await writeState(cache, state)
  } catch (error) {
    await caches.delete(name)
    throw error
  }
  await removePack(root, path, name)
}

/** Removes what is kept of a pack, but for the cache with one name. */
export async function removePack(root: string, path: string, except = ''): Promise<void> {
  const names = await cacheNames(root)
  const isOurs = (name: string) => name.startsWith(cacheName(root, path, '')) && name !== except
  await Promise.all(names.filter(isOurs).map((name) => caches.delete(name)))
}

async function fill(
  cache: Cache,
  root: string,
  { pages, shared, texts, assets, images }: OfflinePack,
  before: readonly KeptPack[],
  tell: (share: number) => void,
): Promise<void> {
  const earlier = async (path: string) => {
    for (const kept of before) {
      const found = await kept.cache.match(root + path)
      if (found) return found
    }
    return undefined
  }
  const work: (() => Promise<void>)[] = [
    ...assets.map((path) => async () => {
      await cache.put(root + path, (await earlier(path)) ?? (await fetched(root + path)))
    }),
    ...images.map((path) => async () => {
      const key = imageOf(path)
      // Pages do without an image.
      const image = (await earlier(key)) ?? (await fetched(root + path).catch(() => undefined))
      if (image) await cache.put(root + key, image)
    }),
    ...Object.entries(pages).map(([path, pieces]) => async () => {
      await cache.put(root + path, answerWith(keptPage(pieces, shared), 'text/html; charset=utf-8'))
    }),
    ...Object.entries(texts).map(([path, text]) => async () => {
      await cache.put(root + path, answerWith(text, types[path.split('.').at(-1) ?? ''] ?? 'text/plain'))
    }),
  ]
  for (let at = 0; at < work.length; at += atOnce) {
    await Promise.all(work.slice(at, at + atOnce).map((one) => one()))
    tell(Math.min(1, (at + atOnce) / work.length))
  }
}

/** A drawing runs nothing, as the server says too. */
const answerWith = (text: string, type: string) =>
  new Response(text, {
    headers: {
      'Content-Type': type,
      ...(type === types.svg && {
        'Content-Security-Policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
      }),
    },
  })

async function fetched(address: string, options?: RequestInit): Promise<Response> {
  const response = await fetch(address, options)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response
}

/** The text of an answer, read bit by bit. A pack begins with its length. */
async function textOf({ body }: Response, tell: (share: number) => void): Promise<string> {
  let text = ''
  if (body === null) return text
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += value
    const [, length] = /"characters":(\d+)/.exec(text.slice(0, 100)) ?? []
    if (length) tell(Math.min(1, text.length / Number(length)))
  }
}
