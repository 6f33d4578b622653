import type { Address } from '#src/addresses/paths.ts'
import { memo } from '#src/model/memo.ts'

/** An address of the site as a link: with the path of SITE_URL before it. */
export const href = (address: Address): string => import.meta.env.BASE_URL.replace(/\/$/, '') + address

/** An address of the site as an absolute link. */
export const absolute = memo((address: Address): string => new URL(href(address), import.meta.env.SITE).href)
