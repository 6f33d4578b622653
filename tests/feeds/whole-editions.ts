import { editionEpub } from '#src/feeds/edition-epub.ts'
import { editionHtml } from '#src/feeds/edition-html.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { calendarSource } from './calendars.ts'
import { contents, storedContent } from './feed-sources.ts'

const dress = { css: 'p{margin:0}', script: 'void 0' }
/** Of the congress. */
export const congressEdition = '906d835f-8531-8b40-b3c9-2503e6492bd2'
export const congress = storedContent(contents['the congress'].documents)

/** What makes the files of an edition. */
export function filesOf(id: string, documents: readonly RawDocument[], locale: Locale) {
  const { source } = calendarSource(documents, locale)
  const document = source.documents.edition(id)
  if (!document) throw new Error(`No edition ${id}`)
  return {
    source,
    html: () => editionHtml(document, source, dress),
    epub: () => editionEpub(document, source),
  }
}

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

export const [firstSession] = calendarSource(congress, 'en').source.documents.sessionsOf(congressEdition)
/** The congress, with a session whose texts have all that may go wrong where they become markup. */
export const withHostile = congress.map((document) =>
  document._id === firstSession?._id
    ? { ...document, title: words(hostile, 'String'), description: words(blocks, 'RichText') }
    : document,
)
