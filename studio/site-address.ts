import { locales } from '#src/locales.ts'
import { completedLink } from '#src/model/links.ts'
import { settings } from './settings.ts'

/** A link within a text, made whole: pages of this site are linked without its host, so that they are found wherever it is. */
export function textLink(typed: string): string {
  const link = completedLink(typed)
  return siteAddress(link) ?? link
}

/**
 * The address within the site of a page of this site or of its preview, with its fragment; undefined for any other link.
 * @example siteAddress('http://localhost:4341/en/2019/#a') → '/en/2019/#a'
 */
export function siteAddress(link: string, { siteUrl, previewUrl } = settings() ?? {}): string | undefined {
  const url = URL.parse(link)
  if (url === null) return undefined
  for (const root of [siteUrl, previewUrl]) {
    const own = root === undefined ? null : URL.parse(root)
    if (own === null || own.host !== url.host || !url.pathname.startsWith(own.pathname)) continue
    const address = url.pathname.slice(own.pathname.length - 1)
    if (locales.some(({ locale }) => address.startsWith(`/${locale}/`))) return address + url.hash
  }
  return undefined
}
