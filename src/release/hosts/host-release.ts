import type { RetiredAddress } from '#src/addresses/ledger.ts'
import type { HeaderRule } from '../headers.ts'

/** Hosts for which a release can contain redirect and header rules. */
export const hosts = ['netlify', 'cloudflare', 'vercel', 'github-pages', 'apache', 'nginx'] as const
export type Host = (typeof hosts)[number]

/**
 * What the rules of a host are made of. `base` is the path of SITE_URL and ends in a slash. `folders` are the addresses of
 * the folder of each language, of the folders in it, and of the folder of permalinks.
 */
export type HostRelease = {
  base: string
  retired: readonly Pick<RetiredAddress, 'address' | 'target'>[]
  rules: readonly HeaderRule[]
  folders: readonly string[]
}

export type HostFile = { name: string; text: string }

/** The release exceeds a limit of a host. */
export class HostLimitError extends Error {
  readonly host: Host
  readonly limit: string
  readonly found: string
  readonly todo: string
  constructor(facts: { host: Host; limit: string; found: string; todo: string }) {
    super(`${facts.found}; ${facts.host} allows ${facts.limit}`)
    this.name = 'HostLimitError'
    this.host = facts.host
    this.limit = facts.limit
    this.found = facts.found
    this.todo = facts.todo
  }
}

/** @throws {HostLimitError} where a release needs more of something than a host takes */
export function checkLimit(host: Host, count: number, limit: number, what: string): void {
  if (count <= limit) return
  throw new HostLimitError({
    host,
    limit: `${limit.toLocaleString('en')} ${what}`,
    found: `this release needs ${count.toLocaleString('en')} ${what}`,
    todo: 'Build without --host: redirects are then pages, which work on every host; set the headers at the host. Or choose another host.',
  })
}

/** @throws {HostLimitError} where the rule of a redirect has more characters than a host takes */
export function checkLength(host: Host, address: string, rule: string, limit: number): void {
  if (rule.length <= limit) return
  throw new HostLimitError({
    host,
    limit: `${limit.toLocaleString('en')} characters per redirect`,
    found: `the redirect of ${address} has ${rule.length.toLocaleString('en')}`,
    todo: 'Shorten the address in the Studio, or build without --host: redirects are then pages.',
  })
}

/** Rules for headers, the optional ones only as far as a host takes so many. */
export function rulesWithin(rules: readonly HeaderRule[], limit: number): readonly HeaderRule[] {
  let room = limit - rules.filter(({ isOptional }) => !isOptional).length
  return rules.filter(({ isOptional }) => {
    if (isOptional) room -= 1
    return !isOptional || room >= 0
  })
}

/** Puts the path of SITE_URL before addresses, written as in a request. */
export const inBase = (base: string) => (address: string) => encodeURI(base.replace(/\/$/, '') + address)

export const textOfLines = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

/** The rules of a `_headers` file. */
export const headerBlocks = (
  base: string,
  rules: readonly (HeaderRule & { off?: readonly string[] })[],
): string =>
  textOfLines(
    rules.flatMap(({ path, headers, off = [] }) => [
      inBase(base)(path),
      ...off.map((name) => `  ! ${name}`),
      ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
    ]),
  )
