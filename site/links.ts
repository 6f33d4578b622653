import type { Address } from '#src/addresses/paths.ts'

/** An address of the site as a link on its pages: with the path of SITE_URL in front. */
export const href = (address: Address): string => import.meta.env.BASE_URL.replace(/\/$/, '') + address

/** The same, absolute. */
export const absolute = (address: Address): string => new URL(href(address), import.meta.env.SITE).href
