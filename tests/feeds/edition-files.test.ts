import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { unzipSync } from 'fflate'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { shown } from '#src/addresses/localize.ts'
import { locales } from '#src/locales.ts'
import { isoSpan } from '#src/model/time.ts'
import { parseProblems } from '../commands/html-problems.ts'
import { contents, storedContent } from './feed-sources.ts'
import { congress, congressEdition, filesOf, firstSession, withHostile } from './whole-editions.ts'

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
        const sessions = [...document.querySelectorAll('article[data-start]')].map((article) => [
          article.id,
          article.getAttribute('data-start'),
          article.getAttribute('data-end'),
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
  const { html, epub } = filesOf(congressEdition, congress, 'fr')
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
  const { html, epub } = filesOf(congressEdition, congress, 'en')
  expect(await html()).toContain('As of 1 May 2027, 09:00 (UTC+1).')
  const texts = textsIn(await epub())
  expect(texts.get('package.opf')).toContain('<meta property="dcterms:modified">2027-05-01T08:00:00Z</meta>')
})

describe('whatever editors write', () => {
  const { html, epub } = filesOf(congressEdition, withHostile, 'en')

  it('the page has its text as text, and its links', async () => {
    const text = await html()
    expect(parseProblems(text)).toEqual([])
    const { document } = new JSDOM(text).window
    const article = document.getElementById(`s-${firstSession?._id}`)
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
    const chapter = texts.get(`day-${firstSession?.date}.xhtml`) ?? ''
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
    const { html, epub } = filesOf(congressEdition, congress, locale)
    const typeface = 33_000
    expect(Buffer.byteLength(await html()) + typeface).toBeLessThan(300_000)
    expect((await epub()).byteLength).toBeLessThan(80_000)
  }
})
