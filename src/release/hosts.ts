import type { RetiredAddress } from '#src/addresses/ledger.ts'
import { isLocale } from '#src/locales.ts'
import { type HeaderRule, headersAt, matchesPath } from './headers.ts'

/** Hosts for which a release can contain redirect and header rules. */
export const hosts = ['netlify', 'cloudflare', 'nginx'] as const
export type Host = (typeof hosts)[number]

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

export type HostFile = { name: string; text: string }

/**
 * The files with a host's rules: redirects for old addresses (301 to the present address; 410 with the page that says
 * what became of it, where the host supports that), the 404 page, and headers.
 *
 * `base` is the path of SITE_URL and ends in a slash. `folders` are the addresses of the folder of each language, of
 * the folders in it, and of the folder of permalinks.
 * @throws {HostLimitError}
 */
export function hostFiles(
  host: Host,
  release: {
    base: string
    retired: readonly Pick<RetiredAddress, 'address' | 'target'>[]
    rules: readonly HeaderRule[]
    folders: readonly string[]
  },
): readonly HostFile[] {
  return { netlify, cloudflare, nginx }[host](release)
}

type Release = Parameters<typeof hostFiles>[1]

/** Netlify: 410 with the page itself. `!` forces the rule, since each of these addresses has a file. */
function netlify({ base, retired, rules, folders }: Release): HostFile[] {
  const to = inBase(base)
  const lines = retired.map(({ address, target }) =>
    target === undefined ? `${to(address)} ${to(address)} 410!` : `${to(address)} ${to(target)} 301!`,
  )
  // Netlify does not document what happens when two rules set the same header, so no two rules here do: each folder
  // has its own frame policy, and pages keep Netlify's Cache-Control, which makes browsers revalidate each time.
  const [all, ...otherRules] = rules
  const { 'Content-Security-Policy': policy = '', 'Cache-Control': _, ...everywhere } = all?.headers ?? {}
  const withPolicy = otherRules.filter(
    ({ headers, without = [] }) =>
      'Content-Security-Policy' in headers || without.includes('Content-Security-Policy'),
  )
  const withoutPolicy = folders.filter((folder) => !withPolicy.some(({ path }) => path === `${folder}*`))
  return [
    { name: '_redirects', text: text(lines) },
    {
      name: '_headers',
      text: blocks(base, [
        { path: '/*', headers: everywhere },
        ...[
          '/',
          '/404.html',
          ...withoutPolicy.map((folder) => (isLanguage(folder) ? folder : `${folder}*`)),
        ].map((path) => ({ path, headers: { 'Content-Security-Policy': policy } })),
        ...withoutRepeats(otherRules).filter(({ headers }) => Object.keys(headers).length > 0),
      ]),
    },
  ]
}

/** Rules of folders without the headers that rules of single addresses in them set. The folder of files has a rule for each. */
const withoutRepeats = (rules: readonly HeaderRule[]): readonly HeaderRule[] =>
  rules.map(({ path, headers }) => {
    const inside = rules.filter((other) => other.path !== path && matchesPath(path, other.path))
    const own = Object.entries(headers).filter(
      ([name]) => !inside.some((other) => Object.hasOwn(other.headers, name)),
    )
    return { path, headers: Object.fromEntries(own) }
  })

/** Cloudflare Pages: has no 410, so the page about a gone subject answers with 200. */
function cloudflare({ base, retired, rules: all }: Release): HostFile[] {
  const to = inBase(base)
  let room = maxCloudflareRules - all.filter(({ isOptional }) => !isOptional).length
  const rules = all.filter(({ isOptional }) => {
    if (isOptional) room -= 1
    return !isOptional || room >= 0
  })
  const lines = retired.flatMap(({ address, target }) =>
    target === undefined ? [] : [`${to(address)} ${to(target)} 301`],
  )
  const headers = rules.map(({ path, headers, without = [] }, index) => ({
    path,
    headers,
    // Cloudflare sends both values of a header that two rules set, so the later rule removes it first.
    off: [...Object.keys(headers), ...without].filter((name) =>
      rules.slice(0, index).some((earlier) => name in earlier.headers && matchesPath(earlier.path, path)),
    ),
  }))
  checkLimit(lines.length, 2000, 'redirects')
  checkLimit(headers.length, maxCloudflareRules, 'header rules')
  for (const line of lines) {
    if (line.length <= 1000) continue
    throw new HostLimitError({
      host: 'cloudflare',
      limit: '1,000 characters per redirect',
      found: `the redirect of ${line.split(' ')[0]} has ${line.length.toLocaleString('en')}`,
      todo: 'Shorten the address in the Studio, or build without --host: redirects are then pages.',
    })
  }
  return [
    { name: '_redirects', text: text(lines) },
    { name: '_headers', text: blocks(base, headers) },
  ]
}

const maxCloudflareRules = 100

/** nginx: a file to include in a server block. The server's root must hold the release at the path of SITE_URL. */
function nginx({ base, retired, rules }: Release): HostFile[] {
  const to = inBase(base)
  const [, ...otherRules] = rules
  const location = (match: string, lines: readonly string[]) => [
    `location ${match} {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ]
  // A location with its own headers inherits none, so each location sets all of them.
  const headers = (path: string) =>
    Object.entries(headersAt(rules, path.replace(/\*$/, ''))).map(
      ([name, value]) => `add_header ${name} "${value.replace(/["\\]/g, '\\$&')}" always;`,
    )
  return [
    {
      name: 'nginx.conf',
      text: text([
        '# For "include" in a server block, whose root holds this release at the path of SITE_URL.',
        'index index.html;',
        'absolute_redirect off;',
        `error_page 404 ${to('/404.html')};`,
        // For folders without a page, such as that of the images.
        `error_page 403 =404 ${to('/404.html')};`,
        ...location(`^~ ${base}`, headers('/')),
        ...otherRules.flatMap(({ path }) =>
          location(path.endsWith('*') ? `^~ ${to(path.slice(0, -1))}` : `= ${to(path)}`, headers(path)),
        ),
        ...location(`= ${to('/nginx.conf')}`, ['return 404;']),
        ...retired.flatMap(({ address, target }) =>
          location(
            `= "${decodeURI(to(address))}"`,
            target === undefined
              ? [`error_page 410 "${to(address)}index.html";`, 'return 410;']
              : [`return 301 "${to(target)}";`],
          ),
        ),
      ]),
    },
  ]
}

const inBase = (base: string) => (address: string) => encodeURI(base.replace(/\/$/, '') + address)

/** Whether a folder is that of a language. It has a page of its own, and its folders have their own rules. @example isLanguage('/fr/') → true */
const isLanguage = (folder: string) => isLocale(folder.slice(1, -1))

const blocks = (base: string, rules: readonly (HeaderRule & { off?: readonly string[] })[]) =>
  text(
    rules.flatMap(({ path, headers, off = [] }) => [
      inBase(base)(path),
      ...off.map((name) => `  ! ${name}`),
      ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
    ]),
  )

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

function checkLimit(count: number, limit: number, what: string): void {
  if (count <= limit) return
  throw new HostLimitError({
    host: 'cloudflare',
    limit: `${limit.toLocaleString('en')} ${what}`,
    found: `this release needs ${count.toLocaleString('en')} ${what}`,
    todo: 'Build without --host: redirects are then pages, which work on every host; set the headers at the host. Or choose another host.',
  })
}
