import { locales } from '#src/locales.ts'
import { dispositionOf, downloadHeaders } from '#src/serving/download-headers.ts'

/**
 * The headers of an address, without the path of SITE_URL, or of all addresses that begin with `path` where it ends in
 * `*`. Where several rules match an address, a header of a later rule replaces that of an earlier one.
 */
export type HeaderRule = {
  path: string
  headers: Readonly<Record<string, string>>
  /** A host that takes a limited number of rules may leave this one out. */
  isOptional?: true
}

/**
 * The table of all headers. Our own server sends them; other hosts get them as rules.
 *
 * The pages contain the policy for scripts and styles. `frame-ancestors` works only as a header, so it is here: the
 * site may frame its pages; the hosts that the forum lists may frame embeds. Where it lists none, the policy of embeds says
 * nothing of frames: `*` would refuse pages in a sandbox, which have no host. Embeds in a sandbox have none either, so what
 * they load must be open to others.
 * `https` adds Strict-Transport-Security, for one year and without subdomains. `downloads` are the names under which
 * the files in `/files/` are saved. Links to files have their names too, so the rule of a single file is optional.
 */
export function headerRules({
  embedHosts,
  https,
  downloads = new Map(),
}: {
  embedHosts: readonly string[]
  https: boolean
  downloads?: ReadonlyMap<string, string>
}): readonly HeaderRule[] {
  const framedBy = (sources: string) => ({ 'Content-Security-Policy': `frame-ancestors ${sources}` })
  const immutable = { 'Cache-Control': 'public, max-age=31536000, immutable' }
  const anyOrigin = { 'Access-Control-Allow-Origin': '*' }
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
      embedHosts.length === 0
        ? { 'Content-Security-Policy': "object-src 'none'" }
        : framedBy(["'self'", ...sourcesOf(embedHosts)].join(' ')),
    ),
    ...below('feeds', anyOrigin),
    ...['/addresses.json', '/release.json', '/embed.js', '/notices.js', '/schemas/*'].map((path) => ({
      path,
      headers: anyOrigin,
    })),
    { path: '/_astro/*', headers: { ...immutable, ...anyOrigin } },
    { path: '/images/*', headers: immutable },
    // Drawings that editors upload are in them. They are clean, and run nothing even if they were not.
    ...['/mark.svg', '/favicon.svg'].map((path) => ({
      path,
      headers: {
        'Content-Security-Policy':
          "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
      },
    })),
    { path: '/files/*', headers: { ...immutable, ...downloadHeaders() } },
    ...[...downloads].map(([file, name]) => ({
      path: `/files/${file}`,
      headers: dispositionOf(name),
      isOptional: true as const,
    })),
  ]
}

/** The headers that the rules give an address. */
export function headersAt(rules: readonly HeaderRule[], address: string): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...rules.filter(({ path }) => matchesPath(path, address)).map(({ headers }) => headers),
  )
}

/** Whether a rule's path matches an address. @example matchesPath('/en/embed/*', '/en/embed/part-1/') → true */
export const matchesPath = (path: string, address: string): boolean =>
  path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : path === address

/** Host names as sources of a content security policy. Leaves out invalid names, which could change the policy. */
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
