import type { Address } from '#src/addresses/paths.ts'

/**
 * What stopped a page, as the process that makes pages tells the one that started it: a line of its output. Addresses
 * are without the path of SITE_URL.
 */
export type PageFailure = { address: Address; found: string; stack: string }

const mark = 'page-failure '

export const pageFailureLine = (failure: PageFailure): string => `\n${mark}${JSON.stringify(failure)}\n`

/** The first failure in the output of a process; undefined where no page failed. */
export function pageFailureIn(output: string): PageFailure | undefined {
  const line = output.split('\n').find((text) => text.startsWith(mark))
  return line === undefined ? undefined : JSON.parse(line.slice(mark.length))
}

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
