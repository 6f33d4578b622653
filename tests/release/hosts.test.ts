import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { explain } from '#src/commands/explain.ts'
import { locales } from '#src/locales.ts'
import { type HeaderRule, headerRules, headersAt } from '#src/release/headers.ts'
import { hostFiles } from '#src/release/hosts/host-files.ts'
import { type Host, HostLimitError } from '#src/release/hosts/host-release.ts'
import { ReleaseServer } from '#src/release/server/release-server.ts'
import { ReleaseStore } from '#src/release/store/release-store.ts'
import { temporaryFolder } from '../commands/project.ts'
import { publishContents } from './published.ts'

const downloads = new Map([
  ['a1.pdf', 'Rapport d’été (“final”), 2019.pdf'],
  ['b2.xlsx', 'budget $&.xlsx'],
])
const rules = headerRules({ embedHosts: ['congress.example.org'], https: true, downloads })
const disposition =
  'attachment; filename="Rapport d\'ete (_final_), 2019.pdf"; ' +
  "filename*=UTF-8''Rapport%20d%E2%80%99%C3%A9t%C3%A9%20%28%E2%80%9Cfinal%E2%80%9D%29%2C%202019.pdf"
const nothing = "default-src 'none'; frame-ancestors 'none'; sandbox"
const retired = [
  { address: '/fr/2019/programme/ancien/', target: '/fr/2019/programme/nouveau/' },
  { address: '/es/2019/programa/retirada/', target: undefined },
]
const folders = ['/s/', '/fr/', '/fr/2019/', '/fr/embed/']
const files = (host: Host, base = '/') =>
  Object.fromEntries(hostFiles(host, { base, retired, rules, folders }).map(({ name, text }) => [name, text]))

/** The rules of a `_headers` file, as Cloudflare and Netlify read them. */
function rulesIn(text = ''): (HeaderRule & { off: string[] })[] {
  return text
    .split(/\n(?=\/)/)
    .map((block) => block.trim().split('\n'))
    .map(([path = '', ...lines]) => ({
      path,
      off: lines.filter((line) => line.startsWith('  ! ')).map((line) => line.slice(4)),
      headers: Object.fromEntries(
        lines.filter((line) => !line.startsWith('  ! ')).map((line) => line.trim().split(': ')),
      ),
    }))
}

describe('the table of headers', () => {
  const policyAt = (address: string, embedHosts: string[] = []) =>
    headersAt(headerRules({ embedHosts, https: true }), address)['Content-Security-Policy']

  it('lets only the site frame its pages, and every site its embeds', () => {
    expect(policyAt('/en/2019/programme/')).toBe("frame-ancestors 'self'")
    expect(policyAt('/en/embed/part-1/')).toBe("object-src 'none'")
  })

  it('lets only the listed hosts frame embeds, with or without https:// and paths', () => {
    const written = ['congress.example.org', ' https://Partner.example.org/programme/ ', '*.example.net:8443']
    expect(policyAt('/fr/embed/part-1/', written)).toBe(
      "frame-ancestors 'self' congress.example.org partner.example.org *.example.net:8443",
    )
  })

  it('ignores invalid host names, and allows no more because of them', () => {
    expect(policyAt('/fr/embed/part-1/', ["x; script-src 'none'", 'a\nSet-Cookie: b'])).toBe(
      "frame-ancestors 'self'",
    )
  })

  it('caches hashed files for good, makes browsers revalidate the rest, and opens feeds to other sites', () => {
    const cache = (address: string) => headersAt(rules, address)['Cache-Control']
    expect(['/_astro/a.js', '/images/b.avif', '/files/c.pdf'].map(cache)).toEqual(
      Array(3).fill('public, max-age=31536000, immutable'),
    )
    expect(['/', '/en/', '/addresses.json', '/embed.js'].map(cache)).toEqual(Array(4).fill('no-cache'))
    const open = [
      '/addresses.json',
      '/release.json',
      '/embed.js',
      '/_astro/a.woff2',
      '/es/feeds/edition-2019/calendar.ics',
      '/es/',
    ]
    expect(open.map((address) => headersAt(rules, address)['Access-Control-Allow-Origin'])).toEqual([
      ...Array(5).fill('*'),
      undefined,
    ])
  })

  it('has every file saved under its own name, and none run or shown', () => {
    expect(headersAt(rules, '/files/a1.pdf')).toMatchObject({
      'Content-Disposition': disposition,
      'Content-Security-Policy': nothing,
      'X-Content-Type-Options': 'nosniff',
    })
    expect(headersAt(rules, '/files/b2.xlsx')['Content-Disposition']).toBe(
      'attachment; filename="budget __.xlsx"; filename*=UTF-8\'\'budget%20%24%26.xlsx',
    )
    expect(headersAt(rules, '/files/of-yesterday.pdf')).toMatchObject({
      'Content-Disposition': 'attachment',
      'Content-Security-Policy': nothing,
    })
  })

  it('sends Strict-Transport-Security only for an https site', () => {
    const transport = (https: boolean) =>
      headersAt(headerRules({ embedHosts: [], https }), '/')['Strict-Transport-Security']
    expect([transport(true), transport(false)]).toEqual(['max-age=31536000', undefined])
  })
})

describe('Netlify', () => {
  it('gets redirects and gone pages as rules with priority over the pages at these addresses', () => {
    expect(files('netlify', '/forum/')._redirects).toBe(
      '/forum/fr/2019/programme/ancien/ /forum/fr/2019/programme/nouveau/ 301!\n' +
        '/forum/es/2019/programa/retirada/ /forum/es/2019/programa/retirada/ 410!\n',
    )
  })

  it('gets each header once per address, as in the table, except those that it sets itself', () => {
    const written = rulesIn(files('netlify')._headers)
    for (const address of [
      '/',
      '/fr/',
      '/fr/2019/programme/x/',
      '/fr/embed/part-1/',
      '/s/part-1/',
      '/images/a.avif',
      '/files/a1.pdf',
    ]) {
      const sent = written
        .filter(({ path }) => (path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : path === address))
        .flatMap(({ headers }) => Object.keys(headers))
      expect([address, sent]).toEqual([address, [...new Set(sent)]])
      const { 'Cache-Control': cache, ...all } = headersAt(rules, address)
      const policy = address.startsWith('/images/') ? { 'Content-Security-Policy': undefined } : {}
      expect({ address, ...headersAt(written, address), ...policy }).toEqual({
        address,
        ...all,
        ...(cache !== 'no-cache' && { 'Cache-Control': cache }),
        ...policy,
      })
    }
  })
})

describe('Cloudflare', () => {
  it('gets redirects; gone subjects keep their page, since it has no 410', () => {
    expect(files('cloudflare', '/forum/')._redirects).toBe(
      '/forum/fr/2019/programme/ancien/ /forum/fr/2019/programme/nouveau/ 301\n',
    )
  })

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: headers are followed rule by rule, as the host does.
  it('removes a header before a later rule sets it again, so that none has two values', () => {
    const written = rulesIn(files('cloudflare')._headers)
    expect(written.map(({ path, headers }) => ({ path, headers }))).toEqual(
      rules.map(({ path, headers }) => ({ path, headers })),
    )
    for (const address of [
      '/fr/2019/',
      '/fr/embed/part-1/',
      '/_astro/a.js',
      '/addresses.json',
      '/files/a1.pdf',
    ]) {
      const set = new Set<string>()
      for (const { path, headers, off } of written) {
        if (!(path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : path === address)) continue
        for (const name of off) set.delete(name)
        for (const name of Object.keys(headers)) {
          expect([address, path, name, set.has(name)]).toEqual([address, path, name, false])
          set.add(name)
        }
      }
    }
  })

  const many = (count: number, length = 10) =>
    Array.from({ length: count }, (_, index) => ({
      address: `/en/${index}/`.padEnd(length, 'x'),
      target: '/en/',
    }))
  const build = (old: typeof retired | ReturnType<typeof many>) =>
    hostFiles('cloudflare', { base: '/', retired: old, rules, folders })

  it('allows 2,000 redirects; one more is an error with the limit and what to do', () => {
    expect(build(many(2000))[0]?.text.trim().split('\n').length).toBe(2000)
    expect(() => build(many(2001))).toThrow(HostLimitError)
    const message = explainedOf(() => build(many(2001)))
    expect(message).toContain(
      'this release needs 2,001 redirects; cloudflare allows 2,000 redirects. Nothing was written.',
    )
    expect(message).toContain('Build without --host')
  })

  it('allows redirects of at most 1,000 characters', () => {
    expect(explainedOf(() => build(many(1, 1000)))).toContain(
      'cloudflare allows 1,000 characters per redirect',
    )
  })

  it('allows at most 100 header rules', () => {
    const long = Array.from({ length: 101 }, (_, index) => ({ path: `/${index}`, headers: {} }))
    const found = explainedOf(() => hostFiles('cloudflare', { base: '/', retired: [], rules: long, folders }))
    expect(found).toContain('this release needs 101 header rules; cloudflare allows 100 header rules')
  })

  it('leaves out names of files where there are too many; the links to them have the names too', () => {
    const names = new Map(
      Array.from({ length: 300 }, (_, index) => [`${index}.pdf`, `${'文'.repeat(78)}${index}.pdf`]),
    )
    const all = headerRules({ embedHosts: [], https: true, downloads: names })
    const [, headers] = hostFiles('cloudflare', { base: '/', retired: [], rules: all, folders })
    const written = rulesIn(headers?.text)
    expect(written.length).toBe(100)
    expect(written.map(({ path }) => path)).toContain('/files/*')
    expect(Math.max(...(headers?.text ?? '').split('\n').map((line) => line.length))).toBeLessThan(2000)
  })
})

describe('Vercel', () => {
  const config = JSON.parse(files('vercel', '/forum/')['vercel.json'] ?? '')

  it('gets redirects; gone subjects keep their page, since it has no 410', () => {
    expect(config.redirects).toEqual([
      {
        source: '/forum/fr/2019/programme/ancien/',
        destination: '/forum/fr/2019/programme/nouveau/',
        statusCode: 301,
      },
    ])
  })

  it('gets the table of headers, in which the later rule counts', () => {
    const written = config.headers.map(
      ({ source, headers }: { source: string; headers: { key: string; value: string }[] }) => ({
        path: source.replace('/forum', '').replace(/\(\.\*\)$/, '*'),
        headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
      }),
    )
    expect(written).toEqual(rules.map(({ path, headers }) => ({ path, headers })))
  })

  it('takes addresses as they are, also with what its patterns have signs for', () => {
    const [file] = hostFiles('vercel', { base: '/a(b):c/', retired, rules: [], folders })
    expect(JSON.parse(file?.text ?? '').redirects[0].source).toBe('/a\\(b\\)\\:c/fr/2019/programme/ancien/')
  })

  it('allows 2,048 redirects, and 2,048 rules for headers, of which names of files may be left out', () => {
    const many = Array.from({ length: 2049 }, (_, at) => ({ address: `/en/${at}/`, target: '/en/' }))
    const build = (old: typeof many) => hostFiles('vercel', { base: '/', retired: old, rules, folders })
    expect(JSON.parse(build(many.slice(1))[0]?.text ?? '').redirects.length).toBe(2048)
    expect(explainedOf(() => build(many))).toContain('vercel allows 2,048 redirects')
    const names = new Map(Array.from({ length: 3000 }, (_, at) => [`${at}.pdf`, `${at}.pdf`]))
    const all = headerRules({ embedHosts: [], https: true, downloads: names })
    const [file] = hostFiles('vercel', { base: '/', retired: [], rules: all, folders })
    expect(JSON.parse(file?.text ?? '').headers.length).toBe(2048)
  })
})

describe('GitHub Pages', () => {
  it('is told to take the files as they are; it reads no rules', () => {
    expect(files('github-pages')).toEqual({ '.nojekyll': '' })
  })
})

describe('Apache', () => {
  const text = files('apache', '/forum/')['.htaccess'] ?? ''
  const blocks = [...text.matchAll(/^<If "%\{REQUEST_URI\} =~ m#(.*)#">\n([\s\S]*?)<\/If>$/gm)].map(
    ([, expression = '', lines = '']) => ({ at: new RegExp(expression), lines }),
  )
  const headersIn = (lines: string) =>
    Object.fromEntries(
      [...lines.matchAll(/^ *Header always set (\S+) "(.*)"$/gm)].map(([, name, value = '']) => [
        name,
        value.replace(/\\(.)/g, '$1').replace(/%(.)/g, '$1'),
      ]),
    )
  /** The headers of an address: those of all, then those of each block that it fits, in their order. */
  const headersOf = (address: string) =>
    Object.assign(
      headersIn(text.replace(/^<If[\s\S]*?<\/If>$/gm, '')),
      ...blocks.filter(({ at }) => at.test(`/forum${address}`)).map(({ lines }) => headersIn(lines)),
    )

  it('gets redirects of the address alone, gone pages with 410, and the 404 page', () => {
    expect(text).toContain(
      'RedirectMatch 301 "^/forum/fr/2019/programme/ancien/$" "/forum/fr/2019/programme/nouveau/"\n',
    )
    expect(text).toContain('RedirectMatch 410 "^/forum/es/2019/programa/retirada/$"\n')
    const gone = blocks.find(({ at }) => at.test('/forum/es/2019/programa/retirada/'))
    expect(gone?.lines).toBe('  ErrorDocument 410 /forum/es/2019/programa/retirada/index.html\n')
    expect(text).toContain('ErrorDocument 404 /forum/404.html\n')
  })

  it('gets the headers of the table', () => {
    for (const address of [
      ...['/', '/fr/', '/fr/2019/programme/x/', '/fr/embed/part-1/', '/s/part-1/', '/mark.svg'],
      ...['/images/a.avif', '/files/a1.pdf', '/files/b2.xlsx', '/fr/feeds/edition-2019/programme.json'],
    ])
      expect({ address, ...headersOf(address) }).toEqual({ address, ...headersAt(rules, address) })
  })
})

describe('nginx', () => {
  const text = files('nginx', '/forum/')['nginx.conf'] ?? ''

  it('gets redirects, gone pages with 410, and the 404 page', () => {
    expect(text).toContain(
      'location = "/forum/fr/2019/programme/ancien/" {\n  return 301 "/forum/fr/2019/programme/nouveau/$is_args$args";\n}\n',
    )
    expect(text).toContain(
      'location = "/forum/es/2019/programa/retirada/" {\n' +
        '  error_page 410 "/forum/es/2019/programa/retirada/index.html";\n  return 410;\n}\n',
    )
    expect(text).toContain('error_page 404 /forum/404.html;\n')
  })

  it('knows what a calendar is, and what a book is', () => {
    const types =
      /location \^~ \S+\/feeds\/ \{\n {2}default_type text\/calendar;\n {2}location ~ \\\.epub\$ \{ default_type application\/epub\+zip; \}\n/g
    expect(text.match(types)).toHaveLength(locales.length)
  })

  it('gets all headers in each location, since a location with headers inherits none', () => {
    const blocks = [
      ...text.matchAll(
        /^location (?:\^~|=) (\/\S*) \{\n(?: {2}default_type text\/calendar;\n {2}location .*\n)?((?: {2}add_header .*\n)+)\}/gm,
      ),
    ]
    const nginxRules = blocks.map(([, path = '', lines = '']) => ({
      path: `${path.replace('/forum', '')}${path.endsWith('/') ? '*' : ''}`,
      headers: Object.fromEntries(
        [...lines.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value = '']) => [
          name,
          value.replace(/\\(.)/g, '$1'),
        ]),
      ),
    }))
    expect(nginxRules).toEqual(
      rules.map(({ path }) => ({ path, headers: headersAt(rules, path.replace('*', 'x')) })),
    )
  })
})

it('our own server sends the same headers, also with the 404 page', async () => {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = await ReleaseStore.open(folder)
  await publishContents(store, { '404.html': 'none', 'addresses.json': '{}' }, { headers: rules })
  const releases = new ReleaseServer(store, '/forum/')
  onTestFinished(async () => {
    releases.close()
    await store.close()
  })
  const server = createServer(releases.listener)
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  onTestFinished(() => new Promise((closed) => void server.close(() => closed())))
  const { port } = server.address() as AddressInfo
  for (const [path, status, like] of [
    ['addresses.json', 200, '/addresses.json'],
    ['images/none.avif', 404, '/404.html'],
    ['es/feeds/none.ics', 404, '/404.html'],
  ] as const) {
    const response = await fetch(`http://localhost:${port}/forum/${path}?x=1`)
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject(
      Object.fromEntries(
        Object.entries(headersAt(rules, like)).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    )
    expect(response.headers.get('access-control-allow-origin')).toBe(status === 200 ? '*' : null)
  }
})

function explainedOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return explain(error)
  }
  throw new Error('It did not fail.')
}
