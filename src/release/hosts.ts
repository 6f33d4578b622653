import type { Retired } from '#src/addresses/ledger.ts'
import { isLocale } from '#src/locales.ts'
import { fits, type HeaderRule } from './headers.ts'

/** Hosts that a release can bring its own rules for. */
export const hosts = ['netlify', 'cloudflare', 'nginx'] as const
export type Host = (typeof hosts)[number]

/** More than a host takes. */
export class HostLimitError extends Error {
  readonly host: Host
  readonly limit: string
  readonly found: string
  readonly todo: string
  constructor(facts: { host: Host; limit: string; found: string; todo: string }) {
    super(`${facts.found}; ${facts.host} takes ${facts.limit}`)
    this.name = 'HostLimitError'
    this.host = facts.host
    this.limit = facts.limit
    this.found = facts.found
    this.todo = facts.todo
  }
}

export type HostFile = { name: string; text: string }

/**
 * What a host reads: old addresses as rules (301 to the present one; 410 with the page that says what became
 * of it, where the host can), the page for what is not there, and headers.
 *
 * `base` is the path of SITE_URL and ends in a slash. `folders` are the addresses of the languages' folders, of
 * those in them, and of the permalinks'.
 * @throws {HostLimitError}
 */
export function hostFiles(
  host: Host,
  release: {
    base: string
    retired: readonly Pick<Retired, 'address' | 'target'>[]
    rules: readonly HeaderRule[]
    folders: readonly string[]
  },
): readonly HostFile[] {
  return { netlify, cloudflare, nginx }[host](release)
}

type Release = Parameters<typeof hostFiles>[1]

/** Netlify: 410 with the page itself; `!` since there is a file at each of these addresses. */
function netlify({ base, retired, rules, folders }: Release): HostFile[] {
  const to = within(base)
  const lines = retired.map(({ address, target }) =>
    target === undefined ? `${to(address)} ${to(address)} 410!` : `${to(address)} ${to(target)} 301!`,
  )
  // What comes of two rules for one header is not documented, so no two rules here set the same one:
  // who may frame is said for each folder, and pages keep the host's own Cache-Control, which asks every time.
  const [all, ...others] = rules
  const { 'Content-Security-Policy': policy = '', 'Cache-Control': _, ...everywhere } = all?.headers ?? {}
  const apart = others.filter(({ headers }) => 'Content-Security-Policy' in headers)
  const plain = folders.filter((folder) => !apart.some(({ path }) => path === `${folder}*`))
  return [
    { name: '_redirects', text: text(lines) },
    {
      name: '_headers',
      text: blocks(base, [
        { path: '/*', headers: everywhere },
        ...['/', '/404.html', ...plain.map((folder) => (isLanguage(folder) ? folder : `${folder}*`))].map(
          (path) => ({ path, headers: { 'Content-Security-Policy': policy } }),
        ),
        ...others,
      ]),
    },
  ]
}

/** Cloudflare Pages: knows no 410, so the page about what is gone answers with 200. */
function cloudflare({ base, retired, rules }: Release): HostFile[] {
  const to = within(base)
  const lines = retired.flatMap(({ address, target }) =>
    target === undefined ? [] : [`${to(address)} ${to(target)} 301`],
  )
  const headers = rules.map(({ path, headers }, index) => ({
    path,
    headers,
    // A header that two rules set would be sent with both values, so the later one takes it off first.
    off: Object.keys(headers).filter((name) =>
      rules.slice(0, index).some((one) => name in one.headers && fits(one.path, path)),
    ),
  }))
  atMost(lines.length, 2000, 'redirects')
  atMost(headers.length, 100, 'header rules')
  for (const line of lines) {
    if (line.length <= 1000) continue
    throw new HostLimitError({
      host: 'cloudflare',
      limit: '1,000 characters a redirect',
      found: `the redirect of ${line.split(' ')[0]} has ${line.length.toLocaleString('en')}`,
      todo: 'Shorten the address in the Studio, or build without --host: redirects are pages then.',
    })
  }
  return [
    { name: '_redirects', text: text(lines) },
    { name: '_headers', text: blocks(base, headers) },
  ]
}

/** nginx: a file to include in a server block, whose root holds the release at the path of SITE_URL. */
function nginx({ base, retired, rules }: Release): HostFile[] {
  const to = within(base)
  const [all, ...others] = rules
  const location = (match: string, lines: readonly string[]) => [
    `location ${match} {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ]
  // A location with headers of its own has none of those around it, so each says all of them.
  const headers = (own: HeaderRule['headers']) =>
    Object.entries({ ...all?.headers, ...own }).map(
      ([name, value]) => `add_header ${name} "${value}" always;`,
    )
  return [
    {
      name: 'nginx.conf',
      text: text([
        '# For "include" in a server block, whose root holds this release at the path of SITE_URL.',
        'index index.html;',
        'absolute_redirect off;',
        `error_page 404 ${to('/404.html')};`,
        // A folder without a page, such as that of the images.
        `error_page 403 =404 ${to('/404.html')};`,
        ...location(`^~ ${base}`, headers({})),
        ...others.flatMap(({ path, headers: own }) =>
          path.endsWith('*')
            ? location(`^~ ${to(path.slice(0, -1))}`, headers(own))
            : location(`= ${to(path)}`, headers(own)),
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

const within = (base: string) => (address: string) => encodeURI(base.replace(/\/$/, '') + address)

/** @example isLanguage('/fr/') → true: its own page is there, and the folders in it are said on their own */
const isLanguage = (folder: string) => isLocale(folder.slice(1, -1))

const blocks = (base: string, rules: readonly (HeaderRule & { off?: readonly string[] })[]) =>
  text(
    rules.flatMap(({ path, headers, off = [] }) => [
      within(base)(path),
      ...off.map((name) => `  ! ${name}`),
      ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
    ]),
  )

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

function atMost(count: number, limit: number, what: string): void {
  if (count <= limit) return
  throw new HostLimitError({
    host: 'cloudflare',
    limit: `${limit.toLocaleString('en')} ${what}`,
    found: `this release needs ${count.toLocaleString('en')} ${what}`,
    todo: 'Build without --host: redirects are pages then, which work on every host; set the headers at the host. Or choose another host.',
  })
}
