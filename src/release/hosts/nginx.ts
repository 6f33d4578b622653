import { locales } from '#src/locales.ts'
import { headersAt } from '../headers.ts'
import { type HostFile, type HostRelease, inBase, textOfLines } from './host-release.ts'

/**
 * Some installations of nginx know neither calendars nor books, and most do not know the manifests of apps. A location within
 * another inherits its headers.
 */
const manifestType = 'default_type application/manifest+json;'
const feedTypes = [
  'default_type text/calendar;',
  'location ~ \\.epub$ { default_type application/epub+zip; }',
]

/** nginx: a file to include in a server block. The server's root must hold the release at the path of SITE_URL. */
export function nginx({ base, retired, rules }: HostRelease): HostFile[] {
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
      text: textOfLines([
        '# For "include" in a server block, whose root holds this release at the path of SITE_URL.',
        'index index.html;',
        'absolute_redirect off;',
        `error_page 404 ${to('/404.html')};`,
        // For folders without a page, such as that of the images.
        `error_page 403 =404 ${to('/404.html')};`,
        ...location(`^~ ${base}`, headers('/')),
        ...otherRules.flatMap(({ path }) =>
          location(path.endsWith('*') ? `^~ ${to(path.slice(0, -1))}` : `= ${to(path)}`, [
            ...(path.endsWith('/feeds/*') ? feedTypes : []),
            ...headers(path),
          ]),
        ),
        ...locales
          .map(({ locale }) => `/${locale}/app.webmanifest`)
          .flatMap((path) => location(`= ${to(path)}`, [manifestType, ...headers(path)])),
        ...location(`= ${to('/nginx.conf')}`, ['return 404;']),
        ...retired.flatMap(({ address, target }) =>
          location(
            `= "${decodeURI(to(address))}"`,
            target === undefined
              ? [`error_page 410 "${to(address)}index.html";`, 'return 410;']
              : // The query, with its question mark where there is one.
                [`return 301 "${to(target)}$is_args$args";`],
          ),
        ),
      ]),
    },
  ]
}
