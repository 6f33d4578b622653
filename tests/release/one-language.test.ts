import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import { languageOf, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { isPicture, RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { parseProblems } from '../commands/html-problems.ts'
import { temporaryFolder } from '../commands/project.ts'
import { stored } from '../seed/stored.ts'
import { frenchEdition, inOneLanguage, picture, textsIn } from './french-edition.ts'

/** What is written in French only is published, and reads well in all languages. */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let renderer: Renderer
beforeAll(async () => {
  renderer = await openRenderer(readConfig({ SITE_URL: 'https://example.org/' }))
  const image = { create: { width: 400, height: 300, channels: 3 as const, background: '#0b6b63' } }
  await writeCached(join(folder, picture), await sharp(image).png().toBuffer())
}, 120_000)

/** All files of a release but pictures and documents, as text, by their addresses. */
async function released(
  documents: readonly RawDocument[],
  isLeftOut: (path: string) => boolean = () => false,
): Promise<ReadonlyMap<string, string>> {
  const { snapshot, faults } = examine(documents)
  expect(faults).toEqual([])
  if (snapshot === undefined) throw new Error('no forum')
  const files = new Map<string, string>()
  const sink = async (path: string, bytes: Uint8Array) =>
    void files.set(`/${path.replace(/index\.html$/, '')}`, new TextDecoder().decode(bytes))
  const site = new RenderedSite(renderer, folder, { isForOne: true })
  await site.update(contentOf({ snapshot, ledger: emptyLedger }), sink, {
    later: (path) => isPicture(path) || path.startsWith('files/') || isLeftOut(path),
  })
  return files
}

const pagesOf = (files: ReadonlyMap<string, string>) =>
  [...files]
    .filter(([address]) => /\/$|\.html$/.test(address))
    .map(([address, html]) => ({
      address,
      document: new JSDOM(html.replace(/<style[\s\S]*?<\/style>/g, '')).window.document,
    }))
type Page = ReturnType<typeof pagesOf>[number]

/** What a parser of the standard finds wrong with the HTML of pages. */
const wronglyWritten = (files: ReadonlyMap<string, string>) =>
  [...files]
    .filter(([address]) => /\/$|\.html$/.test(address))
    .flatMap(([address, html]) => parseProblems(html).map((problem) => `${address} ${problem}`))

const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()

/** What an element says: its text, the alternative texts of its images, or its label. */
const said = (element: Element): string =>
  plain(
    [
      element.getAttribute('aria-label'),
      element.textContent,
      ...[...element.querySelectorAll('img')].map(({ alt }) => alt),
    ].join(' '),
  )

const speaking = new Set(
  'TITLE H1 H2 H3 H4 A BUTTON SUMMARY P LI DT DD LEGEND LABEL FIGCAPTION BDI TIME STRONG B'.split(' '),
)

/** Elements that say nothing although they should, links that lead nowhere, and values that should have been texts. */
function emptyIn({ address, document }: Page): readonly string[] {
  const wrong = [...document.getElementsByTagName('*')].filter(
    (element) => isSilent(element) || hasEmptyAttribute(element) || isUnnamed(element),
  )
  const data = document.querySelector('[type="application/ld+json"]')?.textContent ?? ''
  return [
    ...wrong.map(({ outerHTML }) => outerHTML.slice(0, 160)),
    ...(data.match(/"\w+":(""|null)/g) ?? []),
    ...(document.body.textContent?.match(/undefined|\[object|NaN/g) ?? []),
  ].map((problem) => `${address} ${problem}`)
}

function isSilent(element: Element): boolean {
  const isMarked = element.hasAttribute('lang') && element.tagName !== 'IMG'
  if ((!speaking.has(element.tagName) && !isMarked) || said(element) !== '') return false
  // Scripts fill in what is hidden until then.
  return element.closest('[hidden],[data-star],[role=status]') === null
}

const hasEmptyAttribute = (element: Element): boolean =>
  (element.tagName === 'A' && !element.hasAttribute('href')) ||
  ['aria-label', 'content', 'href', 'lang', 'src'].some((name) =>
    /^\s*$|undefined|\[object/.test(element.getAttribute(name) ?? '-'),
  )

/** Whether an element is named by another one that says nothing. */
const isUnnamed = (element: Element): boolean => {
  const id = element.getAttribute('aria-labelledby')
  return id !== null && !plain(element.ownerDocument.getElementById(id)?.textContent)
}

/** Texts of a language, in pages in others, that no element marks with it. */
function unmarkedIn({ address, document }: Page, texts: readonly string[], lang: string): readonly string[] {
  const walker = document.createTreeWalker(document.body, 4)
  const found: string[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    const text = plain(node.textContent)
    // A single word may be one of the interface.
    const isOfContent = text.includes(' ') && texts.some((one) => text.includes(one))
    if (!isOfContent || parent?.closest('script,style,[aria-hidden]')) continue
    if (parent?.closest('[lang]')?.getAttribute('lang') !== lang) found.push(`${address} ${text}`)
  }
  return found
}

/** The texts of documents that pages must mark: those of several words that are no person's name. */
const markedTexts = (documents: readonly RawDocument[]) =>
  textsIn(
    documents.filter(({ kind }) => kind !== 'person'),
    'fr',
  )
    .map(plain)
    .filter((text) => text.includes(' '))

const head = (page: Document) => ({
  lang: page.documentElement.lang,
  canonical: page.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href,
  alternates: [...page.querySelectorAll<HTMLLinkElement>('link[rel=alternate][hreflang]')].map(
    ({ hreflang, href }) => `${hreflang} ${href}`,
  ),
  note: plain(page.querySelector('[data-fallback]')?.textContent),
})

describe('an edition in French only', () => {
  let files: ReadonlyMap<string, string>
  let pages: readonly Page[]
  const documents = [
    ...stored.map((document) =>
      document._type === 'forum' ? { ...document, currentEdition: { _ref: 'nantes' } } : document,
    ),
    ...frenchEdition,
  ]
  beforeAll(async () => {
    // The pages of the other editions do not name it.
    files = await released(documents, (path) => /^\w+\/20(19|22)\/|(session|part|edition)-/.test(path))
    pages = pagesOf(files)
  }, 120_000)
  const page = (address: string): Document => {
    const found = pages.find((one) => one.address === address)
    if (found === undefined) throw new Error(`No page ${address}`)
    return found.document
  }

  it('has a page for each of its documents in each language, and says nothing empty', () => {
    for (const { locale } of locales) {
      const own = pages.filter(({ address }) => new RegExp(`^/${locale}/2024/`).test(address))
      expect([locale, own.length]).toEqual([locale, 16])
    }
    expect(pages.flatMap(emptyIn)).toEqual([])
  }, 120_000)

  it('is HTML that a parser reads without an error', () => {
    expect(wronglyWritten(files)).toEqual([])
  })

  it('is marked as French wherever pages in other languages show it', () => {
    const texts = markedTexts(frenchEdition)
    expect(texts.length).toBeGreaterThan(25)
    const others = pages.filter(({ document }) => document.documentElement.lang !== 'fr')
    expect(others.flatMap((one) => unmarkedIn(one, texts, 'fr'))).toEqual([])
    const images = ['/en/2024/', '/es/personas/claire-herve/'].map((address) =>
      page(address).querySelector('main img'),
    )
    expect(images.map((image) => [image?.getAttribute('alt'), image?.getAttribute('lang')])).toEqual([
      ['Une grue jaune au bord du fleuve', 'fr'],
      ['Claire, souriante', 'fr'],
    ])
  })

  it.each([
    ['2024/', '2024/', '2024/'],
    ['2024/programme/', '2024/programme/', '2024/programa/'],
    ['2024/programme/rive-nord/', '2024/programme/rive-nord/', '2024/programa/rive-nord/'],
    ['2024/programme/atelier/', '2024/programme/atelier/', '2024/programa/atelier/'],
    ['people/claire-herve/', 'personnes/claire-herve/', 'personas/claire-herve/'],
    ['people/agence-des-rives/', 'personnes/agence-des-rives/', 'personas/agence-des-rives/'],
  ])('falls back to French, in the reader’s words, and leads search engines there: %s', (en, fr, es) => {
    const canonical = `https://example.org/fr/${fr}`
    expect(head(page(`/en/${en}`))).toEqual({
      ...{ lang: 'en', canonical, alternates: [] },
      note: 'This page is not fully translated yet. What has no translation is shown in French.',
    })
    expect(head(page(`/es/${es}`))).toEqual({
      ...{ lang: 'es', canonical, alternates: [] },
      note: 'Esta página aún no está traducida por completo. Lo que falta por traducir se muestra en francés.',
    })
    expect(head(page(`/fr/${fr}`))).toEqual({
      ...{ lang: 'fr', canonical, note: '' },
      alternates: [`fr ${canonical}`, `x-default ${canonical}`],
    })
  })

  it('has days, which have no texts of their own, in each language', () => {
    const addresses = locales.map(({ locale, lang }) => {
      const word = locale === 'es' ? 'programa' : 'programme'
      return `${lang} https://example.org/${locale}/2024/${word}/2024-05-15/`
    })
    const english = addresses[0]?.slice(3)
    expect(head(page('/en/2024/programme/2024-05-15/'))).toEqual({
      ...{ lang: 'en', canonical: english, note: '' },
      alternates: [...addresses, `x-default ${english}`],
    })
  })

  it('keeps the switcher on pages that fall back', () => {
    const links = [...page('/en/2024/programme/suite/').querySelectorAll('.switch a')]
    expect(links.map((link) => [link.getAttribute('lang'), link.getAttribute('href')])).toEqual([
      ['en', '/en/2024/programme/suite/'],
      ['fr', '/fr/2024/programme/suite/'],
      ['es', '/es/2024/programa/suite/'],
    ])
  })

  it('is in the sitemap in French only, but for its days and the list of its rooms', () => {
    const locs = [...(files.get('/sitemap.xml') ?? '').matchAll(/<loc>https:\/\/example.org([^<]*)</g)]
      .map(([, address = '']) => address)
      .filter((address) => /\/2024\/|rives|herve/.test(address))
    const words = /2024-05-1\d|\/(rooms|salles|salas)\/$/
    expect(locs.filter((address) => !words.test(address)).every((one) => /^\/fr\//.test(one))).toBe(true)
    expect(locs.filter((address) => words.test(address))).toHaveLength(9)
    expect(locs).toContain('/fr/2024/programme/marche/')
    expect(files.get('/sitemap.xml')).not.toMatch(/hreflang="(en|es)" href="[^"]*\/2024\/(programm?[ea]\/)?"/)
  })

  it('is found in each language, marked as French', () => {
    const found = locales.map(({ locale }) => {
      const { groups } = JSON.parse(files.get(`/${locale}/search.json`) ?? '')
      const entries: { title: string; lang?: string; href: string }[] = groups.flatMap(
        (group: { found: object[] }) => group.found,
      )
      return entries
        .filter(({ title }) => /^(Atelier|Claire|Forum d’app)/.test(title))
        .map(({ title, lang, href }) => [title, lang, href])
    })
    const name = 'Forum d’apprentissage, sixième édition'
    expect(found[0]).toEqual([
      ['Atelier des eaux', 'fr', '/en/2024/programme/atelier/'],
      ['Claire Hervé', undefined, '/en/people/claire-herve/'],
      [name, 'fr', '/en/2024/'],
    ])
    expect(found[2]).toContainEqual(['Atelier des eaux', 'fr', '/es/2024/programa/atelier/'])
    expect(found[1]).toContainEqual([name, undefined, '/fr/2024/'])
  })

  it('is a group of the search whose title has each piece in its language', () => {
    const heading = [...page('/es/busqueda/').querySelectorAll('h2')].find((one) =>
      one.textContent?.includes('Rive nord'),
    )
    expect(
      [...(heading?.children ?? [])].map((one) => [plain(one.textContent), one.getAttribute('lang')]),
    ).toEqual([
      ['Primera parte', null],
      ['Rive nord', 'fr'],
      ['Forum d’apprentissage, sixième édition', 'fr'],
    ])
    expect(plain(heading?.textContent)).toBe(
      'Primera parte · Rive nord · Forum d’apprentissage, sixième édition',
    )
  })

  it('may be selected in each language, marked as French', () => {
    const { sessions } = JSON.parse(files.get('/es/2024/mi-programa/sessions.json') ?? '')
    expect(sessions).toContainEqual(
      expect.objectContaining({
        ...{ title: 'Atelier des eaux', lang: 'fr', status: 'movedRoom' },
        place: [{ text: 'Segunda parte' }, { text: 'Rive sud', lang: 'fr' }],
        rooms: [{ text: 'Petite halle', lang: 'fr' }],
      }),
    )
  })

  it('has permalinks and frames that say so too', () => {
    expect(head(page('/s/marche/')).canonical).toBe('https://example.org/fr/2024/programme/marche/')
    const heading = page('/s/marche/').querySelector('h1')
    expect([heading?.innerHTML, page('/s/marche/').title]).toEqual([
      '<span lang="fr">Marche dans les chantiers</span>',
      'Marche dans les chantiers',
    ])
    for (const locale of ['en', 'es'])
      expect(head(page(`/${locale}/embed/rive-sud/`)).canonical).toBe(
        'https://example.org/fr/2024/programme/rive-sud/',
      )
    const { addresses } = JSON.parse(files.get('/addresses.json') ?? '')
    expect(addresses['/en/2024/programme/suite/']).toEqual({
      ...{ kind: 'session', id: 'suite' },
      titles: { fr: 'Et maintenant\u202f?' },
    })
  })

  it('has structured data and link previews with its own words, and the address in French', () => {
    const document = page('/en/2024/programme/marche/')
    const { '@graph': graph } = JSON.parse(
      document.querySelector('[type="application/ld+json"]')?.textContent ?? '',
    )
    expect(graph[0]).toMatchObject({
      ...{ '@type': 'Event', name: 'Marche dans les chantiers', inLanguage: ['fr'] },
      url: 'https://example.org/fr/2024/programme/marche/',
      superEvent: { name: 'Forum d’apprentissage, sixième édition', startDate: '2024-05-14' },
      location: { name: 'Grande halle' },
    })
    const content = (property: string) =>
      document.querySelector(`meta[property="${property}"]`)?.getAttribute('content')
    expect(content('og:title')).toBe('Marche dans les chantiers · 14 May 2024, 10:00')
    expect(content('og:url')).toBe('https://example.org/fr/2024/programme/marche/')
    expect(content('og:image:alt')).toContain('Marche dans les chantiers · 10:00–11:00')
  })
})

describe('a forum in French only', () => {
  let files: ReadonlyMap<string, string>
  let pages: readonly Page[]
  const documents = inOneLanguage([...stored, ...frenchEdition], 'fr')
  beforeAll(async () => {
    files = await released(documents)
    pages = pagesOf(files)
  }, 120_000)

  it('is published with as many pages in each language, none of which says nothing', () => {
    const counts = locales.map(
      ({ locale }) => pages.filter(({ address }) => address.startsWith(`/${locale}/`)).length,
    )
    expect(counts).toEqual([counts[0], counts[0], counts[0]])
    expect(counts[0]).toBeGreaterThan(50)
    expect(pages.flatMap(emptyIn)).toEqual([])
  }, 120_000)

  it('is HTML that a parser reads without an error', () => {
    expect(wronglyWritten(files)).toEqual([])
  })

  it('is marked as French on all pages in other languages', () => {
    const texts = markedTexts(documents)
    const others = pages.filter(({ document }) => document.documentElement.lang !== 'fr')
    expect(texts.length).toBeGreaterThan(100)
    expect(others.flatMap((one) => unmarkedIn(one, texts, 'fr'))).toEqual([])
  })

  it('has canonical pages in French, but for those without texts of their own', () => {
    const own =
      /\/(search|busqueda|feeds|canales|webmasters|people|personas|rooms|salas|\d{4}-\d\d-\d\d|my-programme|mi-programa|changes|cambios)\/$/
    for (const { address, document } of pages.filter((one) =>
      /^\/(en|es)\/(?!embed|screen|feeds\/.)/.test(one.address),
    )) {
      const language = own.test(address)
        ? languageOf(document.documentElement.lang === 'es' ? 'es' : 'en').locale
        : 'fr'
      expect([address, head(document).canonical?.slice(20, 22)]).toEqual([address, language])
      expect([address, head(document).note !== '']).toEqual([address, !own.test(address)])
    }
  })

  it('has a language chooser that says its name in French, and leads search engines to the French page', () => {
    const chooser = pages.find(({ address }) => address === '/')?.document
    expect(chooser && head(chooser)).toMatchObject({
      canonical: 'https://example.org/',
      alternates: ['fr https://example.org/fr/', 'x-default https://example.org/'],
    })
    const name = plain(
      textsIn(
        documents.filter(({ _type }) => _type === 'forum'),
        'fr',
      )[0],
    )
    const links = [...(chooser?.querySelectorAll('.languages a') ?? [])]
    expect(links.map((link) => plain(link.querySelector('[lang=fr], .soft')?.textContent))).toEqual([
      name,
      name,
      name,
    ])
    expect(links.map((link) => link.querySelector('[lang]')?.getAttribute('lang'))).toEqual([
      'fr',
      undefined,
      'fr',
    ])
  })
})
