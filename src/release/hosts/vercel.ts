import {
  checkLength,
  checkLimit,
  type HostFile,
  type HostRelease,
  inBase,
  rulesWithin,
} from './host-release.ts'

/** Vercel: has no 410, so the page about a gone subject answers with 200. It passes queries on. */
export function vercel({ base, retired, rules: all }: HostRelease): HostFile[] {
  const to = inBase(base)
  const rules = rulesWithin(all, maxEntries)
  const redirects = retired.flatMap(({ address, target }) =>
    target === undefined ? [] : [{ source: pattern(to(address)), destination: to(target), statusCode: 301 }],
  )
  checkLimit('vercel', redirects.length, maxEntries, 'redirects')
  checkLimit('vercel', rules.length, maxEntries, 'header rules')
  for (const { source, destination } of redirects) {
    checkLength('vercel', source, source, maxLength)
    checkLength('vercel', source, destination, maxLength)
  }
  const config = {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    redirects,
    // Of two rules that set a header, the later one counts.
    headers: rules.map(({ path, headers }) => ({
      source: path.endsWith('*') ? `${pattern(to(path.slice(0, -1)))}(.*)` : pattern(to(path)),
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    })),
  }
  return [{ name: 'vercel.json', text: `${JSON.stringify(config, null, 2)}\n` }]
}

const [maxEntries, maxLength] = [2048, 4096]

/** An address as a pattern that it alone fits. */
const pattern = (address: string): string => address.replace(/[():*+?{}\\]/g, '\\$&')
