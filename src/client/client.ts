import { type ClientPerspective, createClient, type SanityClient } from '@sanity/client'
import { apiVersion, type Config } from '#src/config.ts'

/**
 * The one client of the Content Lake, hosted or embedded. Tokens are read here and nowhere else.
 * Reads what is published, past any cache, unless another perspective is asked for.
 */
export function lakeClient(
  { lake }: Pick<Config, 'lake'>,
  { perspective = 'published' }: { perspective?: ClientPerspective } = {},
): SanityClient {
  const { projectId, dataset } = lake
  const token = process.env.SANITY_TOKEN?.trim()
  return createClient({
    projectId,
    dataset,
    apiVersion,
    perspective,
    useCdn: false,
    maxRetries: 2,
    ...(lake.kind === 'embedded' ? { apiHost: lake.url, useProjectHostname: false } : token ? { token } : {}),
  })
}

/** The client that the preview checks the Studio's secret with. Its checker insists on a token; the embedded lake asks for none and reads none. */
export function secretClient(config: Pick<Config, 'lake'>): SanityClient {
  const client = lakeClient(config, { perspective: 'raw' })
  return config.lake.kind === 'embedded' ? client.withConfig({ token: 'embedded' }) : client
}

/**
 * What keys of the preview's own are made from where the lake is hosted, so that they outlive a restart and
 * end with the token; undefined without one.
 */
export const previewSecret = (): string | undefined => process.env.SANITY_TOKEN?.trim() || undefined

/** Where the bytes of an asset are. @example 'image-<sha1>-800x600-png' → 'https://cdn.sanity.io/images/<project>/<dataset>/<sha1>-800x600.png' */
export function assetUrl({ lake }: Pick<Config, 'lake'>, assetId: string): string {
  const [, kind, name, extension] = /^(image|file)-(.+)-([a-z0-9]+)$/.exec(assetId) ?? []
  if (!kind || !name || !extension) throw new Error(`Not the id of an asset: ${assetId}`)
  const host = lake.kind === 'embedded' ? lake.url : 'https://cdn.sanity.io'
  return `${host}/${kind}s/${lake.projectId}/${lake.dataset}/${name}.${extension}`
}
