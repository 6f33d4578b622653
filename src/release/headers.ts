import { locales } from '#src/locales.ts'

/**
 * Headers of some addresses, without the path of SITE_URL. `path` ends in `*` where it stands for all
 * below. Of several rules that fit an address, the later ones set their headers anew.
 */
export type HeaderRule = { path: string; headers: Readonly<Record<string, string>> }

/**
 * The one table of headers: the site's own server sends them, and hosts get them as rules.
 *
 * What scripts and styles may do stands in the pages themselves; who may frame them can only be said here:
 * the site itself, and for embeds the hosts that the forum names, or everybody where it names none.
 * `https` adds Strict-Transport-Security, for a year and for this host name alone.
 */
export function headerRules({
  embedHosts,
  https,
}: {
  embedHosts: readonly string[]
  https: boolean
}): readonly HeaderRule[] {
  const framedBy = (sources: string) => ({ 'Content-Security-Policy': `frame-ancestors ${sources}` })
  const forever = { 'Cache-Control': 'public, max-age=31536000, immutable' }
  const forAll = { 'Access-Control-Allow-Origin': '*' }
  const below = (folder: string, headers: HeaderRule['headers']) =>
    locales.map(({ locale }) => ({ path: `/${locale}/${folder}/*`, headers }))
  return [
    {
      path: '/*',
      headers: {
        'Cache-Control': 'no-cache',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        ...(https && { 'Strict-Transport-Security': 'max-age=31536000' }),
        ...framedBy("'self'"),
      },
    },
    ...below(
      'embed',
      framedBy(embedHosts.length === 0 ? '*' : ["'self'", ...sourcesOf(embedHosts)].join(' ')),
    ),
    ...below('feeds', forAll),
    ...['/addresses.json', '/release.json', '/embed.js'].map((path) => ({ path, headers: forAll })),
    ...['/_astro/*', '/images/*', '/files/*'].map((path) => ({ path, headers: forever })),
  ]
}

/** The headers of an address, by the rules. */
export function headersAt(rules: readonly HeaderRule[], address: string): Readonly<Record<string, string>> {
  return Object.assign({}, ...rules.filter(({ path }) => fits(path, address)).map(({ headers }) => headers))
}

/** Whether a rule is about an address. @example fits('/en/embed/*', '/en/embed/part-1/') → true */
export const fits = (path: string, address: string): boolean =>
  path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : path === address

/** Host names as a policy names them. What is none is left out: it would change the meaning of the rest. */
const sourcesOf = (hosts: readonly string[]) =>
  hosts
    .map((host) =>
      host
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/\/.*$/, ''),
    )
    .filter((host) => /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/.test(host))
