import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { unzipSync } from 'fflate'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { shown } from '#src/addresses/localize.ts'
import { editionEpub } from '#src/feeds/edition-epub.ts'
import { editionHtml } from '#src/feeds/edition-html.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isoSpan } from '#src/model/time.ts'
import { parseProblems } from '../commands/html-problems.ts'
import { calendarSource } from './calendars.ts'
import { contents, storedContent } from './feed-sources.ts'

const dress = { css: 'p{margin:0}', script: 'void 0' }
const edition = '906d835f-8531-8b40-b3c9-2503e6492bd2'
const congress = storedContent(contents['the congress'].documents)

function filesOf(id: string, documents: readonly RawDocument[], locale: Locale) {
  const { source } = calendarSource(documents, locale)
  const document = source.documents.edition(id)
  if (!document) throw new Error(`No edition ${id}`)
  return {
    source,
    html: () => editionHtml(document, source, dress),
    epub: () => editionEpub(document, source),
  }
}

const textsIn = (epub: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(epub)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))

/** What a document links to within itself, and what it has to be linked to. */
const fragmentsIn = (document: Document) => ({
  links: [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')?.slice(1)),
  ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
})

describe.each(Object.entries(contents))('%s', (_name, { documents, editions }) => {
  const content = storedContent(documents)
  describe.each(locales.map(({ locale }) => locale))('in %s', (locale) => {
    it.each(editions)(
      '%s is a page with every session at its times, and no link that leads nowhere',
      async (id) => {
        const { source, html } = filesOf(id, content, locale)
        const text = await html()
        expect(parseProblems(text)).toEqual([])
        const { document } = new JSDOM(text).window
        const sessions = [...document.querySelectorAll('article[data-from]')].map((article) => [
          article.id,
          article.getAttribute('data-from'),
          article.getAttribute('data-to'),
          article.querySelector('h3')?.textContent,
          article.matches('.cancelled'),
        ])
        const timeZone = source.documents.edition(id)?.timeZone ?? ''
        expect(sessions).toEqual(
          source.documents
            .sessionsOf(id)
            .map((session) => [
              `s-${session._id}`,
              ...isoSpan(session, timeZone),
              shown(session.title, locale)?.value.replace('ᵉ', 'e'),
              session.status === 'cancelled',
            ]),
        )
        const { links, ids } = fragmentsIn(document)
        expect(new Set(ids).size).toBe(ids.length)
        expect(links.filter((link) => link === undefined || !ids.includes(link))).toEqual([])
      },
    )

    it.each(editions)('%s is a book whose files are XML, are listed, and lead to one another', async (id) => {
      const texts = textsIn(await filesOf(id, content, locale).epub())
      expect([...texts.keys()][0]).toBe('mimetype')
      const listed = [...(texts.get('package.opf') ?? '').matchAll(/ href="([^"]*)"/g)].map(
        ([, name]) => name,
      )
      expect(listed.toSorted()).toEqual(
        [...texts.keys()].filter((name) => /\.(xhtml|css)$/.test(name)).toSorted(),
      )
      const written = [...texts].filter(([name]) => /\.(xhtml|opf|xml)$/.test(name))
      expect(written.filter(([, text]) => XMLValidator.validate(text) !== true)).toEqual([])
      const targets = written.flatMap(([, text]) =>
        [...text.matchAll(/ href="([^":]*)"/g)].map(([, target = '']) => target.split('#')),
      )
      const isThere = ([file = '', fragment]: readonly string[]) =>
        texts.get(file)?.includes(fragment === undefined ? '' : ` id="${fragment}"`)
      expect(targets.filter((target) => !isThere(target))).toEqual([])
    })
  })
})

it('is the same each time, in any time zone', async () => {
  const { html, epub } = filesOf(edition, congress, 'fr')
  const { TZ } = process.env
  const first = await Promise.all([html(), epub()])
  process.env.TZ = 'Asia/Kathmandu'
  try {
    expect(await Promise.all([html(), epub()])).toEqual(first)
  } finally {
    process.env.TZ = TZ
  }
})

it('says as of when it is, by the clock of the edition', async () => {
  const { html, epub } = filesOf(edition, congress, 'en')
  expect(await html()).toContain('As of 1 May 2027, 09:00 (UTC+1).')
  const texts = textsIn(await epub())
  expect(texts.get('package.opf')).toContain('<meta property="dcterms:modified">2027-05-01T08:00:00Z</meta>')
})

const words = (value: unknown, type: string) => [
  { _key: 'en', _type: `internationalizedArray${type}Value`, language: 'en', value },
]

/** A text with all that may go wrong where it becomes markup. */
const hostile =
  'a < b & "c" \'d\' ]]> <script>alert(1)</script> &nbsp; lang="xx" href="#top" \ud800 \u0001\ufffe\u{1F3F4}'
const blocks = [
  {
    ...{
      _type: 'block',
      _key: 'a',
      style: 'normal',
      markDefs: [
        { _type: 'link', _key: 'own', href: '/en/2027/programme/2027-06-08/' },
        { _type: 'link', _key: 'out', href: 'https://example.org/a b?c="d"&e=<f>' },
        { _type: 'link', _key: 'bad', href: 'javascript:alert(1)' },
      ],
    },
    children: ['own', 'out', 'bad', 'strong', 'em'].map((mark) => ({
      ...{ _type: 'span', _key: mark, marks: [mark], text: `${hostile}\n${mark}` },
    })),
  },
  ...[1, 3, 2].map((level) => ({
    ...{ _type: 'block', _key: `l${level}`, style: 'normal', listItem: 'bullet', level },
    children: [{ _type: 'span', _key: 'x', text: hostile }],
  })),
  { _type: 'block', _key: 'h', style: 'h3', children: [{ _type: 'span', _key: 'x', text: hostile }] },
]

const [first] = calendarSource(congress, 'en').source.documents.sessionsOf(edition)
const withHostile = congress.map((document) =>
  document._id === first?._id
    ? { ...document, title: words(hostile, 'String'), description: words(blocks, 'RichText') }
    : document,
)

describe('whatever editors write', () => {
  const { html, epub } = filesOf(edition, withHostile, 'en')

  it('the page has its text as text, and its links', async () => {
    const text = await html()
    expect(parseProblems(text)).toEqual([])
    const { document } = new JSDOM(text).window
    const article = document.getElementById(`s-${first?._id}`)
    expect(article?.querySelector('h3')?.textContent).toContain(
      'a < b & "c" \'d\' ]]> <script>alert(1)</script>',
    )
    expect(document.querySelectorAll('script').length).toBe(1)
    expect([...(article?.querySelectorAll('div a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
      '#day-2027-06-08',
      'https://example.org/a%20b?c=%22d%22&e=%3Cf%3E',
    ])
  })

  it('the book is XML', async () => {
    const texts = textsIn(await epub())
    const chapter = texts.get(`day-${first?.date}.xhtml`) ?? ''
    expect(XMLValidator.validate(chapter)).toBe(true)
    expect(new XMLParser().parse(chapter).html.body).toBeDefined()
    const dom = new JSDOM(chapter, { contentType: 'application/xhtml+xml' })
    const heading = dom.window.document.querySelector('h2')
    expect(heading?.textContent).toContain('<script>alert(1)</script>')
    expect(heading?.textContent).not.toContain('\ufffe')
  })
})

it('of the congress, 120 sessions are at most 300 KB with the typeface, and 80 KB as a book', async () => {
  for (const { locale } of locales) {
    const { html, epub } = filesOf(edition, congress, locale)
    const typeface = 33_000
    expect(Buffer.byteLength(await html()) + typeface).toBeLessThan(300_000)
    expect((await epub()).byteLength).toBeLessThan(80_000)
  }
})

const checker = ['/usr/share/java/epubcheck.jar', '/usr/bin/epubcheck'].find((jar) =>
  spawnSync('java', ['-jar', jar, '--version'], { encoding: 'utf8' }).stdout?.includes('EPUBCheck'),
)
it.skipIf(checker === undefined)(
  'is found right by epubcheck (apt-get install epubcheck), without a warning',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'epub-'))
    try {
      for (const { locale } of locales) {
        const file = join(folder, `${locale}.epub`)
        writeFileSync(file, await filesOf(edition, locale === 'en' ? withHostile : congress, locale).epub())
        const { stdout, stderr } = spawnSync('java', ['-jar', checker ?? '', file], { encoding: 'utf8' })
        expect(`${stdout}${stderr}`).toMatch(/No errors or warnings detected/)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
