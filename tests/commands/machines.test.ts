import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import jsonld from 'jsonld'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '#src/locales.ts'
import { cardOf, shareImagesOf } from '#src/pictures/share-card.ts'
import { renderShareImage } from '#src/pictures/share-image.ts'
import { published } from '../feeds/published.ts'
import { changed } from '../seed/stored.ts'
import { command, filesIn, seededData, temporaryFolder } from './project.ts'

const folder = temporaryFolder()
const dist = join(folder, 'dist')
const root = 'https://example.org/forum/'
/** The default content with a session that was moved, and an edition of two days. */
const documents = changed('session-modules', {
  status: 'moved',
  movedFrom: { date: '2019-11-12', start: '12:00', end: '13:20' },
}).map((document) => (document._id === 'edition-2022' ? { ...document, lastDay: '2022-10-12' } : document))
const edited = ['session-modules', 'edition-2022']
let files: Map<string, string>
let pages: Page[]

beforeAll(async () => {
  await seededData(join(folder, 'data'), { changes: documents.filter(({ _id }) => edited.includes(_id)) })
  const env = { DATA_DIR: join(folder, 'data'), SITE_URL: root }
  expect(await command('build', { args: ['--out', dist], env })).toMatchObject({ code: 0 })
  files = filesIn(dist)
  pages = [...files.keys()].filter((path) => path.endsWith('.html')).map(pageAt)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Page = ReturnType<typeof pageAt>
type Element = DefaultTreeAdapterTypes.Element

/** A page as an HTML parser reads it. */
function pageAt(path: string) {
  const elements: Element[] = []
  const visit = (node: DefaultTreeAdapterTypes.ParentNode) => {
    for (const child of node.childNodes) {
      if ('tagName' in child) elements.push(child)
      if ('childNodes' in child) visit(child)
    }
  }
  visit(parse(readFileSync(join(dist, path), 'utf8')))
  const named = (tag: string) => elements.filter(({ tagName }) => tagName === tag)
  const meta = (key: string) =>
    named('meta')
      .filter((one) => attribute(one, 'name') === key || attribute(one, 'property') === key)
      .map((one) => attribute(one, 'content') ?? '')
  const links = (rel: string) => named('link').filter((one) => attribute(one, 'rel') === rel)
  return {
    path,
    meta,
    title: named('title').map(textOf).join(),
    canonical: links('canonical').map((one) => attribute(one, 'href')),
    alternates: links('alternate')
      .map((one) => [attribute(one, 'hreflang'), attribute(one, 'href')])
      .filter(([hreflang]) => hreflang !== undefined),
    times: named('time').map((one) => attribute(one, 'datetime')),
    structured: named('script')
      .filter((one) => attribute(one, 'type') === 'application/ld+json')
      .map(textOf),
  }
}

const attribute = ({ attrs }: Element, name: string) => attrs.find((one) => one.name === name)?.value
const textOf = ({ childNodes }: Element) =>
  childNodes.map((child) => ('value' in child ? child.value : '')).join('')
/** Pages with header and footer; the others are embeds, permalinks, redirects, the language chooser and the 404. */
const own = () =>
  pages.filter(({ path }) => /^(en|fr|es)\//.test(path) && !/\/(embed|screen|feeds\/\S+)\//.test(path))
const valuesOf = (nodes: unknown, key: string): string[] =>
  [...JSON.stringify(nodes).matchAll(new RegExp(`"${key}":"([^"]+)"`, 'g'))].map((match) => match[1] ?? '')

/** The schema.org context with the value types that matter here, so that the parser requests no other host. */
const vocabulary = {
  '@context': {
    '@vocab': 'https://schema.org/',
    ...Object.fromEntries(
      ['url', 'image', 'item', 'eventStatus', 'eventAttendanceMode'].map((term) => [
        term,
        { '@id': `https://schema.org/${term}`, '@type': '@id' },
      ]),
    ),
  },
}

/** In safe mode, the parser throws where it would drop data. */
const reading = {
  safe: true,
  documentLoader: async (url: string) => {
    expect(url).toMatch(/^https:\/\/schema\.org\/?$/)
    return { documentUrl: url, document: vocabulary }
  },
}

describe('the structured data', () => {
  it('of each page parses to RDF, with nothing dropped or empty', async () => {
    for (const { path, structured } of own()) {
      expect([path, structured.length]).toEqual([path, 1])
      const quads = await jsonld.toRDF(JSON.parse(structured[0] ?? ''), reading)
      if (!Array.isArray(quads)) throw new Error('No triples')
      expect(quads.length).toBeGreaterThan(5)
      expect(quads.filter(({ object }) => object.value === '')).toEqual([])
      const types = new Set(
        quads.filter(({ predicate }) => predicate.value.endsWith('#type')).map(({ object }) => object.value),
      )
      expect([...types].filter((type) => !type.startsWith('https://schema.org/'))).toEqual([])
    }
  })

  it('has an event on each page of an edition, a part or a session, who it is on that of a contributor, and a breadcrumb list on all pages but the forum’s', () => {
    const typesOf = ({ structured }: Page) =>
      JSON.parse(structured[0] ?? '{}')['@graph'].map((node: Record<string, string>) => node['@type'])
    for (const page of own()) {
      const { path } = page
      const expected = /^\w\w\/index/.test(path)
        ? ['WebSite', 'Organization']
        : /^\w\w\/20\d\d\/(?!my-|mon-|mi-|change|cambios)/.test(path)
          ? ['Event', 'BreadcrumbList']
          : /^\w\w\/(people|personnes|personas)\/[^/]+\//.test(path)
            ? ['Organization', 'BreadcrumbList']
            : ['BreadcrumbList']
      expect([path, typesOf(page)]).toEqual([path, expected])
    }
  })

  it('has only times that the page shows too, and says when the edition is of which it is a piece', () => {
    // The days of that edition may stand on other pages.
    const withoutWhole = (key: string, value: unknown) => (key === 'superEvent' ? undefined : value)
    let count = 0
    for (const { path, structured, times } of own()) {
      const eventTimes = ['startDate', 'endDate', 'previousStartDate'].flatMap((key) =>
        valuesOf(JSON.parse(structured[0] ?? '{}', withoutWhole), key),
      )
      count += eventTimes.length
      expect([path, eventTimes.filter((time) => !times.includes(time))]).toEqual([path, []])
    }
    // Per language: two times for each of 8 sessions, on its page, its part's page and the programme; two for each of
    // 3 parts, a programme and 2 editions; and one for the session that was moved.
    expect(count).toBe(3 * (2 * (8 * 3 + 3 + 1 + 2) + 1))
    const wholes = own().flatMap(({ structured }) =>
      JSON.parse(structured[0] ?? '{}')['@graph'].flatMap(
        (node: Record<string, unknown>) => node.superEvent ?? [],
      ),
    )
    expect(wholes).toHaveLength(3 * (8 + 3))
    for (const whole of wholes)
      expect(whole).toMatchObject({ startDate: '2019-11-12', endDate: '2019-11-12' })
  })
})

describe('the head of a page', () => {
  it('has a title and a description of its own in its language', () => {
    for (const { locale } of locales) {
      const ofLanguage = own().filter(({ path }) => path.startsWith(`${locale}/`))
      const descriptions = ofLanguage.map(({ meta }) => meta('description'))
      expect(descriptions.filter((all) => all.length !== 1 || !all[0] || all[0].length > 160)).toEqual([])
      expect(new Set(descriptions.flat()).size).toBe(ofLanguage.length)
      expect(new Set(ofLanguage.map(({ title }) => title)).size).toBe(ofLanguage.length)
    }
  })

  it('has Open Graph metadata, with an image that exists', async () => {
    for (const { path, meta, canonical } of own()) {
      expect([path, meta('og:url')]).toEqual([path, canonical])
      const locale = path.slice(0, 2)
      const territories: Record<string, string> = { en: 'en_GB', fr: 'fr_FR', es: 'es_ES' }
      expect(meta('og:locale')).toEqual([territories[locale]])
      const others = Object.values(territories).filter((one) => one !== territories[locale])
      if (meta('robots').length === 0) expect(meta('og:locale:alternate')).toEqual(others)
      const image = new URL(meta('og:image')[0] ?? '')
      expect(image.pathname).toMatch(new RegExp(`^/forum/card/${locale}/[a-z0-9-]+\\.png$`))
      expect(files.has(image.pathname.replace('/forum/', ''))).toBe(true)
      const [title, alt] = [meta('og:title')[0], meta('og:image:alt')[0]]
      expect([path, title, alt].filter((text) => !text)).toEqual([])
    }
    const [session] = own().filter(({ path }) => path === 'es/2019/programa/balance/index.html')
    expect(session?.meta('og:image')[0]).toMatch(/\/card\/es\/session-taking-stock\.png\?[0-9a-f]{8}$/)
  })

  it('of the language chooser and of permalinks has Open Graph metadata too', () => {
    const shared = pages.filter(({ path }) => path === 'index.html' || path.startsWith('s/'))
    expect(shared.length).toBeGreaterThan(15)
    for (const { path, meta } of shared) {
      expect([path, meta('description').length, meta('og:image').length]).toEqual([path, 1, 1])
    }
  })
})

it('the sitemap and hreflang have the same alternates for each page', () => {
  const urls = [...(files.get('sitemap.xml') ?? '').matchAll(/<url>\n<loc>([^<]+)<\/loc>([\s\S]*?)<\/url>/g)]
  const inSitemap = urls.map(([, loc, rest]) => [
    loc,
    [...(rest ?? '').matchAll(/hreflang="([^"]+)" href="([^"]+)"/g)].map(([, language, href]) => [
      language,
      href,
    ]),
  ])
  const onPages = pages
    .filter(({ alternates }) => alternates.length > 0)
    .map(({ canonical, alternates }) => [canonical[0], alternates])
  const inOrder = (list: unknown[]) => list.map((one) => JSON.stringify(one)).sort()
  expect(inOrder(inSitemap)).toEqual(inOrder(onPages))
  expect(urls.length).toBeGreaterThan(60)
  expect(urls.every(([whole]) => /<lastmod>\d{4}-\d\d-\d\d<\/lastmod>/.test(whole))).toBe(true)
  expect(files.get('robots.txt')).toContain(`Sitemap: ${root}sitemap.xml`)
})

it('each card is 1200 by 630 pixels, small, the same bytes when drawn again, and still at its earlier address', async () => {
  const { documents: all } = published(documents)
  const images = [...files.keys()].filter((path) => path.startsWith('card/'))
  expect(images.length).toBe(shareImagesOf(all).length)
  for (const { locale, subject } of shareImagesOf(all)) {
    const bytes = readFileSync(join(dist, `card/${locale}/${subject.id}.png`))
    expect(readFileSync(join(dist, `share/${locale}/${subject.id}.png`)).equals(bytes)).toBe(true)
    expect(bytes.length).toBeLessThan(60_000)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    const again = await renderShareImage(cardOf(subject, locale, all), join(folder, 'again'))
    expect([subject.id, again.equals(bytes)]).toEqual([subject.id, true])
  }
}, 60_000)
