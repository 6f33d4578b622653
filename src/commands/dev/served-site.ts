import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { type Locale, locales } from '#src/locales.ts'
import { makeRelease } from '#src/release/release.ts'
import { UsageError } from '../errors.ts'
import { openLake } from '../local-lake.ts'
import { serve } from '../server.ts'
import { ServedFolder } from './served-folder.ts'

/** The contents that a site can be made of, as `DEFAULT_CONTENT` names them. */
const contents = { default: 'yes', congress: 'congress' } as const
type SiteContent = keyof typeof contents

export const contentOption = { value: 'CONTENT', about: `the content: ${Object.keys(contents).join(' or ')}` }

/** @throws {UsageError} */
export function siteContentOf(text: string): SiteContent {
  if (text === 'default' || text === 'congress') return text
  throw new UsageError(`Contents: ${Object.keys(contents).join(', ')}`)
}

/** A page, in one language unless it is for all, with what it is an example of. */
export type SamplePage = { kind: string; locale: Locale | undefined; path: string }

/** A site of a content that was published once, while `work` runs: its address, and its folder of files. */
export async function withServedSite<T>(
  content: SiteContent,
  work: (site: { url: URL; folder: string }) => Promise<T>,
): Promise<T | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'served-site-'))
  try {
    const config = readConfig({
      ...{ DATA_DIR: join(folder, 'data'), SITE_PORT: '4398', DEFAULT_CONTENT: contents[content] },
    })
    if (config.lake.kind !== 'embedded') return undefined
    const lake = await openLake(config, { ...config.lake, url: 'http://localhost:0' })
    const outDir = join(folder, 'site')
    const { headers } = await makeRelease(
      { ...config, lake: { ...config.lake, url: lake.url } },
      { outDir, earlierLedger: async () => emptyLedger },
    )
    await lake.close()
    const server = await serve(config.sitePort, 'SITE_PORT')
    const site = await ServedFolder.open(config.siteUrl.pathname)
    try {
      await site.show(outDir, headers)
      server.setListener(site.listener)
      return await work({ url: config.siteUrl, folder: outDir })
    } finally {
      await server.close()
      await site.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * A page of each kind in each language, the same one in all: that which is heaviest in the first. Frames are of every kind
 * that has them, and those for all languages are there too.
 */
export async function samplePages(folder: string): Promise<readonly SamplePage[]> {
  const ledger: Ledger = JSON.parse(await readFile(join(folder, 'addresses.json'), 'utf8'))
  const claims = Object.entries(ledger.addresses)
  const [first] = locales
  const heaviest = new Map<string, { id: string; size: number }>()
  for (const [address, { kind, id }] of claims) {
    if (!address.startsWith(`/${first.locale}/`)) continue
    const { length } = await readFile(join(folder, address, 'index.html'), 'utf8')
    if (length > (heaviest.get(kind)?.size ?? 0)) heaviest.set(kind, { id, size: length })
  }
  const inEach = (kind: string, pathIn: (locale: Locale) => string | undefined): readonly SamplePage[] =>
    locales.flatMap(({ locale }) => {
      const path = pathIn(locale)
      return path === undefined ? [] : [{ kind, locale, path }]
    })
  return [
    { kind: 'chooser', locale: undefined, path: '/' },
    { kind: 'not-found', locale: undefined, path: '/404.html' },
    ...[...heaviest].flatMap(([kind, { id }]) =>
      inEach(
        kind,
        (locale) =>
          claims.find(
            ([address, claim]) => claim.kind === kind && claim.id === id && address.startsWith(`/${locale}/`),
          )?.[0],
      ),
    ),
    ...['edition', 'day', 'part', 'session', 'room', 'contributor', 'page'].flatMap((kind) => {
      const id = heaviest.get(kind)?.id
      return id === undefined ? [] : inEach(`embed-${kind}`, (locale) => `/${locale}/embed/${id}/`)
    }),
    ...['edition', 'day'].flatMap((kind) => {
      const id = heaviest.get(kind)?.id
      return id === undefined ? [] : inEach(`embed-now-${kind}`, (locale) => `/${locale}/embed/${id}/now/`)
    }),
  ]
}
