import { isLocale } from '#src/locales.ts'
import { type HeaderRule, matchesPath } from '../headers.ts'
import { type HostFile, type HostRelease, headerBlocks, inBase, textOfLines } from './host-release.ts'

/** Netlify: 410 with the page itself. `!` forces the rule, since each of these addresses has a file. It passes queries on. */
export function netlify({ base, retired, rules, folders }: HostRelease): HostFile[] {
  const to = inBase(base)
  const lines = retired.map(({ address, target }) =>
    target === undefined ? `${to(address)} ${to(address)} 410!` : `${to(address)} ${to(target)} 301!`,
  )
  // Netlify does not document what happens when two rules set the same header, so no two rules here do: each folder
  // has its own frame policy, and pages keep Netlify's Cache-Control, which makes browsers revalidate each time.
  const [all, ...otherRules] = rules
  const { 'Content-Security-Policy': policy = '', 'Cache-Control': _, ...everywhere } = all?.headers ?? {}
  const withPolicy = otherRules.filter(({ headers }) => 'Content-Security-Policy' in headers)
  const withoutPolicy = folders.filter((folder) => !withPolicy.some(({ path }) => path === `${folder}*`))
  return [
    { name: '_redirects', text: textOfLines(lines) },
    {
      name: '_headers',
      text: headerBlocks(base, [
        { path: '/*', headers: everywhere },
        ...[
          '/',
          '/404.html',
          ...withoutPolicy.map((folder) => (isLanguage(folder) ? folder : `${folder}*`)),
        ].map((path) => ({ path, headers: { 'Content-Security-Policy': policy } })),
        ...withoutRepeats(otherRules),
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

/** Whether a folder is that of a language. It has a page of its own, and its folders have their own rules. @example isLanguage('/fr/') → true */
const isLanguage = (folder: string) => isLocale(folder.slice(1, -1))
