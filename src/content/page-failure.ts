import type { Address } from '#src/addresses/paths.ts'

/** What stopped a page. Its address is without the path of SITE_URL. */
export type PageFailure = { address: Address; found: string; stack: string }

/**
 * The id of the document that a page is about, from its address. `images` are named by the hash of their asset, so they
 * lead to none.
 */
export function idInAddress(address: Address): string | undefined {
  const [, id] =
    /^\/s\/([^/]+)\/?$/.exec(address) ??
    /^\/[^/]+\/embed\/([^/]+)\/?$/.exec(address) ??
    /^\/share\/[^/]+\/([^/]+)\.png$/.exec(address) ??
    /^\/qr\/([^/]+)\.svg$/.exec(address) ??
    []
  return id
}
