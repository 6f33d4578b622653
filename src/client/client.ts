import { type ClientPerspective, createClient, type SanityClient } from '@sanity/client'
import { apiVersion, type Config } from '#src/config.ts'

/**
 * The only client of the Content Lake, hosted or embedded. Tokens are read in this file and nowhere else.
 * Reads published content by default, and never from the CDN.
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

/** The client with which the preview checks the Studio's secret. That check requires a token; the embedded lake ignores it. */
export function secretClient(config: Pick<Config, 'lake'>): SanityClient {
  const client = lakeClient(config, { perspective: 'raw' })
  return config.lake.kind === 'embedded' ? client.withConfig({ token: 'embedded' }) : client
}

/**
 * With a hosted lake, the secret from which the preview derives its signing key: the token. Passes then survive a
 * restart, and end when the token is changed. Undefined without a token.
 */
export const previewSecret = (): string | undefined => process.env.SANITY_TOKEN?.trim() || undefined

/** The address of an asset's bytes. @example 'image-<sha1>-800x600-png' → 'https://cdn.sanity.io/images/<project>/<dataset>/<sha1>-800x600.png' */
export function assetUrl({ lake }: Pick<Config, 'lake'>, assetId: string): string {
  const [, kind, name, extension] = /^(image|file)-(.+)-([a-z0-9]+)$/.exec(assetId) ?? []
  if (!kind || !name || !extension) throw new Error(`Not the id of an asset: ${assetId}`)
  const host = lake.kind === 'embedded' ? lake.url : 'https://cdn.sanity.io'
  return `${host}/${kind}s/${lake.projectId}/${lake.dataset}/${name}.${extension}`
}
