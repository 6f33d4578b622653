import { type HostFile, type HostRelease, inBase, textOfLines } from './host-release.ts'

/**
 * Apache 2.4: an `.htaccess` for the folder that the site's host name leads to, with `AllowOverride FileInfo`. Apache adds
 * the query to where a redirect leads.
 */
export function apache({ base, retired, rules }: HostRelease): HostFile[] {
  const to = inBase(base)
  const [all, ...otherRules] = rules
  // In the value of a header a percent sign begins a variable; two of them are one.
  const headers = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(
      ([name, value]) => `Header always set ${name} ${quoted(value.replaceAll('%', '%%'))}`,
    )
  return [
    {
      name: '.htaccess',
      text: textOfLines([
        '# Apache 2.4, with mod_headers, and "AllowOverride FileInfo" for this folder.',
        `ErrorDocument 404 ${to('/404.html')}`,
        // For folders without a page, such as that of the images.
        `ErrorDocument 403 ${to('/404.html')}`,
        ...Object.entries(types).map(([type, endings]) => `AddType ${type} ${endings}`),
        ...headers(all?.headers ?? {}),
        ...otherRules.flatMap(({ path, headers: own }) => where(matching(to, path), headers(own))),
        ...retired.flatMap(({ address, target }) => {
          const from = quoted(matching(to, address))
          if (target !== undefined) return [`RedirectMatch 301 ${from} ${quoted(to(target))}`]
          const page = `ErrorDocument 410 ${to(address)}index.html`
          return [`RedirectMatch 410 ${from}`, ...where(matching(to, address), [page])]
        }),
      ]),
    },
  ]
}

/** The types of our files that some installations do not know, by the endings of names. */
const types = {
  'image/avif': '.avif',
  'font/woff2': '.woff2',
  'application/json': '.json',
  'text/calendar': '.ics',
  'application/manifest+json': '.webmanifest',
  'application/epub+zip': '.epub',
}

/** The regular expression of an address, or of all that begin with it where it ends in `*`. */
function matching(to: (address: string) => string, path: string): string {
  const text = decodeURI(to(path.replace(/\*$/, ''))).replace(/[\\^$.*+?()[\]{}|#]/g, '\\$&')
  return `^${text}${path.endsWith('*') ? '' : '$'}`
}

const where = (addresses: string, lines: readonly string[]) => [
  `<If "%{REQUEST_URI} =~ m#${addresses}#">`,
  ...lines.map((line) => `  ${line}`),
  '</If>',
]

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`
