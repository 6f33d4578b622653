import { matchesPath } from '../headers.ts'
import {
  checkLength,
  checkLimit,
  type HostFile,
  type HostRelease,
  headerBlocks,
  inBase,
  rulesWithin,
  textOfLines,
} from './host-release.ts'

/** Cloudflare Pages: has no 410, so the page about a gone subject answers with 200. It passes queries on. */
export function cloudflare({ base, retired, rules: all }: HostRelease): HostFile[] {
  const to = inBase(base)
  const rules = rulesWithin(all, maxRules)
  const redirects = retired.flatMap(({ address, target }) =>
    target === undefined ? [] : [{ address: to(address), line: `${to(address)} ${to(target)} 301` }],
  )
  const headers = rules.map(({ path, headers }, index) => ({
    path,
    headers,
    // Cloudflare sends both values of a header that two rules set, so the later rule removes it first.
    off: Object.keys(headers).filter((name) =>
      rules.slice(0, index).some((earlier) => name in earlier.headers && matchesPath(earlier.path, path)),
    ),
  }))
  checkLimit('cloudflare', redirects.length, 2000, 'redirects')
  checkLimit('cloudflare', headers.length, maxRules, 'header rules')
  for (const { address, line } of redirects) checkLength('cloudflare', address, line, 1000)
  return [
    { name: '_redirects', text: textOfLines(redirects.map(({ line }) => line)) },
    { name: '_headers', text: headerBlocks(base, headers) },
  ]
}

const maxRules = 100
