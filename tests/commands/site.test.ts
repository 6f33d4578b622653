import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { weigh } from '#src/commands/dev/weights.ts'
import { embedCosts } from '#src/feeds/embed-costs.ts'
import { keptPage, notedPage, type OfflinePack } from '#src/feeds/offline-format.ts'
import { locales } from '#src/locales.ts'
import { sizeText } from '#src/model/downloads.ts'
import { noteId, noteType } from '#src/model/note.ts'
import { newerPage } from '#src/release/server/newer-page.ts'
import { parseProblems, validationProblems } from './html-problems.ts'
import { command, filesIn, seededData, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
const dist = join(folder, 'dist')
const base = '/forum'
let files: Map<string, string>
let pages: [string, string][]

beforeAll(async () => {
  await seededData(join(folder, 'data'), { changes: notes })
  const env = { DATA_DIR: join(folder, 'data'), SITE_URL: `https://example.org${base}` }
  expect(await command('build', { args: ['--out', dist], env })).toMatchObject({ code: 0 })
  files = filesIn(dist)
  pages = [...files].filter(([path]) => path.endsWith('.html'))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What staff noted about a session and about the forum. */
const notes = ['session-sendai', 'forum'].map((document) => ({
  ...{ _id: noteId(document), _type: noteType, document, path: 'title', text: 'Zanzibar confirms by Friday' },
  ...{ author: { id: 'e1', name: 'Quillon' }, at: '2019-11-01T09:00:00.000Z', isDone: false },
}))

const html = (path: string) => {
  const text = files.get(path)
  if (text === undefined) throw new Error(`There is no ${path}`)
  return Buffer.from(text, 'latin1').toString()
}
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

describe('the site of the default content', () => {
  it('has every page in every language, at its own address', () => {
    const ofLanguage = (locale: string) =>
      pages
        .map(([path]) => path)
        .filter((path) => path.startsWith(`${locale}/`) && !/\/embed\/|\/edition\.html$/.test(path))
    expect(ofLanguage('fr')).toEqual(
      [
        'fr/index.html',
        'fr/strategie/index.html',
        ...['2019', '2022'].flatMap((year) => [
          `fr/screen/edition-${year}/index.html`,
          ...['doors', 'booths'].map((paper) => `fr/feeds/edition-${year}/${paper}/index.html`),
        ]),
        'fr/recherche/index.html',
        ...['flux', 'webmestres'].map((slug) => `fr/${slug}/index.html`),
        'fr/2019/index.html',
        'fr/2022/index.html',
        'fr/2019/programme/index.html',
        ...['mon-programme', 'changements'].map((slug) => `fr/2019/${slug}/index.html`),
        ...['introduction', 'agendas-mondiaux', 'entre-pairs'].map(
          (slug) => `fr/2019/programme/${slug}/index.html`,
        ),
        ...[
          'ouverture',
          'regles-du-jeu',
          'bilan',
          'cadre-de-sendai',
          'modules',
          'elements-cles',
          'dialogue',
          'voie-a-suivre',
        ].map((slug) => `fr/2019/programme/${slug}/index.html`),
        'fr/personnes/index.html',
        ...[
          'cglu',
          'cglu-aspac',
          'cglu-afrique',
          'ungl',
          'san-jose',
          'onu-habitat',
          'lrga',
          'bresil-mozambique',
        ].map((slug) => `fr/personnes/${slug}/index.html`),
        ...['accessibilite', 'confidentialite', 'mentions-legales', 'contact'].map(
          (slug) => `fr/${slug}/index.html`,
        ),
        'fr/feeds/edition-2019/offline/index.html',
      ].sort(),
    )
    expect(locales.map(({ locale }) => ofLanguage(locale).length)).toEqual([41, 41, 41])
    expect(pages.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'index.html',
        '404.html',
        's/session-sendai/index.html',
        's/co-creating/index.html',
      ]),
    )
  })

  it.each([
    ['en', 'en/2019/programme/index.html'],
    ['fr', 'fr/2019/programme/index.html'],
    ['es', 'es/2019/programa/index.html'],
  ])('has one programme of ten rows in the order of time in %s', (_locale, path) => {
    const rows = all(html(path), /data-row="([^"]+)"/g)
    expect(rows).toEqual([
      'break-arrival',
      'session-opening',
      'session-ground-rules',
      'session-taking-stock',
      'session-sendai',
      'session-modules',
      'break-lunch',
      'session-key-components',
      'session-dialogue',
      'session-way-ahead',
    ])
    const starts = all(html(path), /<time datetime="2019-11-12T(\d\d:\d\d:\d\d|\d\d:\d\d)\+02:00"/g).filter(
      (_, index) => index % 2 === 0,
    )
    expect(starts).toEqual([
      '08:30',
      '09:00',
      '09:20',
      '10:00',
      '11:00',
      '11:40',
      '13:00',
      '15:00',
      '16:00',
      '17:00',
    ])
  })

  it('has feeds of each edition, open to their readers by links, and the schema of ours', () => {
    const names = [
      ...['changes.atom', 'changes.json', 'edition.epub', 'edition.html', 'programme.json'],
      ...['schedule.json', 'schedule.xml'],
    ]
    const feeds = locales.flatMap(({ locale }) =>
      ['edition-2019', 'edition-2022'].flatMap((id) => names.map((name) => `${locale}/feeds/${id}/${name}`)),
    )
    const data = [...files.keys()].filter((path) =>
      /^\w+\/feeds\/[^/]+\/(?!oembed|calendar|offline)[^/]+$/.test(path),
    )
    expect(data).toEqual(feeds.sort())
    const linked = all(html('fr/flux/index.html'), /href="\/forum\/(fr\/feeds\/[^"]+[^"/])"/g)
    expect(linked.sort()).toEqual(feeds.filter((path) => path.startsWith('fr/')))
    const { $schema, edition } = JSON.parse(html('fr/feeds/edition-2019/programme.json'))
    expect([$schema, edition.page]).toEqual([
      JSON.parse(html('schemas/programme-1.json')).$id,
      'https://example.org/forum/fr/2019/programme/',
    ])
    expect(html('fr/index.html')).toContain('href="/forum/fr/flux/"')
  })

  it('has what readers keep of the current edition: each page whole, with a place for as of when it is', () => {
    expect([...files.keys()].filter((path) => path.endsWith('offline.json'))).toEqual(
      ['en', 'es', 'fr'].map((locale) => `${locale}/feeds/edition-2019/offline.json`),
    )
    for (const { locale } of locales) {
      const text = html(`${locale}/feeds/edition-2019/offline.json`)
      expect(gzipSync(text).length).toBeLessThan(60_000)
      const pack: OfflinePack = JSON.parse(text)
      for (const [path, pieces] of Object.entries(pack.pages)) {
        const kept = keptPage(pieces, pack.shared)
        const [, policy] = /content="(default-src[^"]+)"/.exec(html(`${path}index.html`)) ?? []
        expect(kept).toContain(`content="${policy}"`)
        expect(kept).toContain(html(`${path}index.html`).split('</head>')[1])
        expect([path, notedPage(kept, 'As of now')]).toEqual([
          path,
          expect.stringContaining('>As of now</p>'),
        ])
      }
      for (const path of Object.keys(pack.texts)) expect([path, html(path)]).toEqual([path, pack.texts[path]])
      for (const path of [...pack.assets, ...pack.images])
        expect([path, files.has(path)]).toEqual([path, true])
    }
  })

  it('can be installed under its name in each language, with icons that fill a circle', async () => {
    const names = locales.map(({ locale }) => {
      expect(html(`${locale}/2019/index.html`)).toContain(
        `rel="manifest" href="/forum/${locale}/app.webmanifest"`,
      )
      const { name, start_url, scope, icons } = JSON.parse(html(`${locale}/app.webmanifest`))
      expect([start_url, scope]).toEqual([`/forum/${locale}/`, '/forum/'])
      expect(icons.map(({ src }: { src: string }) => files.has(src.slice('/forum/'.length)))).toEqual([
        true,
        true,
        true,
      ])
      return name
    })
    expect(names).toEqual([
      'UCLG Learning Forum',
      'Forum d’apprentissage de CGLU',
      'Foro de Aprendizaje de CGLU',
    ])
    const sizes = ['icons/192.png', 'icons/512.png', 'icons/maskable.png', 'apple-touch-icon.png'].map(
      async (path) => {
        const { width, height, hasAlpha } = await sharp(
          Buffer.from(files.get(path) ?? '', 'latin1'),
        ).metadata()
        return [width, height, hasAlpha]
      },
    )
    expect(await Promise.all(sizes)).toEqual([192, 512, 512, 192].map((side) => [side, side, false]))
  })

  it('costs other sites what their webmasters are told', async () => {
    const { page, font } = await weigh(dist, 'fr/embed/edition-2019/index.html', base)
    const script = brotliCompressSync(readFileSync(join(dist, 'embed.js'))).length
    const told = { script: embedCosts.script, frame: embedCosts.frame, typeface: embedCosts.typeface }
    expect(script).toBeLessThanOrEqual(told.script)
    expect(page).toBeLessThanOrEqual(told.frame)
    expect(page).toBeGreaterThan(told.frame * 0.6)
    expect(font).toBeLessThanOrEqual(told.typeface)
    for (const bytes of Object.values(told))
      expect(html('fr/webmestres/index.html')).toContain(sizeText(bytes, 'fr'))
  })

  it('has no broken internal links, images or scripts', () => {
    const dead = pages.flatMap(([path]) => {
      const here = new URL(path, `https://example.org${base}/`)
      return all(html(path), /(?:href|src|srcset|data-search|data-code)="([^"]+)"/g)
        .flatMap((value) =>
          value
            .replaceAll('&amp;', '&')
            .split(/,\s+/)
            .map((one) => one.split(' ')[0] ?? ''),
        )
        .map((link) => new URL(link, here))
        .filter((url) => url.host === 'example.org')
        .filter((url) => {
          const file = decodeURIComponent(url.pathname)
            .replace(`${base}/`, '')
            .replace(/(^|\/)$/, '$1index.html')
          const text = files.get(file)
          // The page for webmasters is told by its fragment which page to write the code for.
          const place = /\/webm\w+\/index\.html$/.test(file) ? '' : url.hash
          return text === undefined || (place !== '' && !text.includes(`id="${place.slice(1)}"`))
        })
        .map((url) => `${path} → ${url.href}`)
    })
    expect(dead).toEqual([])
  })

  it('has reciprocal hreflang links on each page, with a default', () => {
    const alternates = new Map(
      pages.flatMap(([path]) => {
        const text = html(path)
        const own = all(text, /<link rel="canonical" href="([^"]+)"/g)[0]
        const found = [...text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
          (match) => [match[1] ?? '', match[2] ?? ''] as const,
        )
        return own && found.length > 0 ? [[own, new Map(found)] as const] : []
      }),
    )
    expect(alternates.size).toBe(97)
    for (const [address, links] of alternates) {
      expect([...links.keys()]).toEqual(['en', 'fr', 'es', 'x-default'])
      for (const [language, target] of links) {
        if (language === 'x-default') continue
        expect([address, target, [...(alternates.get(target)?.values() ?? [])]]).toEqual([
          address,
          target,
          [...links.values()],
        ])
      }
    }
    expect(alternates.get('https://example.org/forum/fr/')?.get('x-default')).toBe(
      'https://example.org/forum/',
    )
    expect(alternates.get('https://example.org/forum/fr/2019/programme/bilan/')?.get('x-default')).toBe(
      'https://example.org/forum/en/2019/programme/taking-stock/',
    )
  })

  it('marks the language of each page, and links to the same page in the others', () => {
    const text = html('es/2019/programa/balance/index.html')
    expect(text).toMatch(/<html lang="es">/)
    expect(all(text, /<a [^>]*href="([^"]+)" lang="\w+" hreflang/g)).toEqual([
      '/forum/en/2019/programme/taking-stock/',
      '/forum/fr/2019/programme/bilan/',
      '/forum/es/2019/programa/balance/',
    ])
  })

  it('is valid HTML on every page', async () => {
    const problems: string[] = []
    const newer = locales.map(({ locale }) => {
      const text = newerPage(`${locale}/new/index.html`, `${base}/`, html('404.html'))
      expect(text).toMatch(/<main (data-astro-cid-\w+)><section \1><h1 \1>/)
      return [`newer page in ${locale}`, text] as const
    })
    for (const [path, text] of [...pages.map(([name]) => [name, html(name)] as const), ...newer]) {
      problems.push(...(await validationProblems(text, path)))
    }
    expect(problems).toEqual([])
  })

  it('is HTML that a parser reads without an error, with nothing outside of head and body', () => {
    const problems = pages.flatMap(([path]) =>
      parseProblems(html(path)).map((problem) => `${path} ${problem}`),
    )
    expect(problems).toEqual([])
    const valid = html('404.html')
    expect(parseProblems(valid.replace('</html>', '</html><script></script>'))).toEqual(['after </html>'])
    expect(parseProblems(valid.replace('</body>', '</body><p>a'))).toEqual(['after </body>'])
    expect(parseProblems(valid.replace('<main', '<main id="a" id="b"'))).toEqual([
      expect.stringMatching(/^\d+:\d+ duplicate-attribute$/),
    ])
  })

  it('has an icon for those who ask for one without a page', async () => {
    const icon = Buffer.from(files.get('favicon.ico') ?? '', 'latin1')
    expect([...icon.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 48, 48])
    const picture = icon.subarray(icon.readUInt32LE(18))
    expect(picture.length).toBe(icon.readUInt32LE(14))
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 48, height: 48 })
  })

  it('requests nothing from other hosts, and contains no address of a lake', () => {
    const loaded = pages.flatMap(([path]) =>
      all(
        html(path),
        /<(?:script|img|source|iframe|link rel="(?:stylesheet|preload|icon)")[^>]*(?:src|href|srcset)="(https?:[^"]+)"/g,
      ),
    )
    expect(loaded).toEqual([])
    const naming = [...files]
      .filter(([, text]) => /localhost|sanity\.io|3928|3929/.test(text))
      .map(([path]) => path)
    expect(naming).toEqual([])
  })

  it('contains nothing of the draft preview', () => {
    const found = [...files].flatMap(([path, text]) =>
      all(text, /(sanity|idiomorph|data-fault|data-stand-in|data-revision|api\/preview|_preview)/gi).map(
        (word) => [path, word],
      ),
    )
    expect(found).toEqual([])
  })

  it('contains nothing of what staff noted, in no file and in none that is packed', () => {
    const packed = [...files].filter(([path]) => path.endsWith('.epub'))
    expect(packed).not.toEqual([])
    const inside = packed.flatMap(([path, text]) =>
      Object.entries(unzipSync(Buffer.from(text, 'latin1'))).map(
        ([name, bytes]) => [`${path} ${name}`, Buffer.from(bytes).toString('latin1')] as const,
      ),
    )
    const found = [...files, ...inside].filter(([, text]) =>
      /Zanzibar|Quillon|note\.session-sendai/.test(text),
    )
    expect(found.map(([path]) => path)).toEqual([])
  })

  it('contains release.json and the ledger', () => {
    expect(JSON.parse(html('release.json'))).toMatchObject({
      moment: null,
      counts: {
        forum: 1,
        strategySection: 2,
        edition: 2,
        part: 3,
        session: 8,
        break: 2,
        contributor: 8,
        page: 4,
      },
    })
    expect(html('addresses.json')).toBe(readFileSync(join(folder, 'data/addresses.json'), 'utf8'))
    expect(Object.keys(JSON.parse(html('addresses.json')).addresses).length).toBe(102)
  })
})
