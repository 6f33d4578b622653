import { zipSync } from 'fflate'
import { wordsOf } from '#src/i18n.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Edition } from '#src/model/schema.ts'
import { type WholeEdition, wholeEdition } from './edition-chapters.ts'
import { editionFileAddress } from './edition-files.ts'
import { inXml, withPlaces } from './edition-markup.ts'
import type { PastFeedSource } from './feed-source.ts'

/**
 * A whole edition as a book for reading programs. The same edition gives the same bytes, in any time zone.
 * @see https://www.w3.org/TR/epub-33/
 */
export async function editionEpub(edition: Edition, source: PastFeedSource): Promise<Uint8Array> {
  const { locale, absolute } = source
  const whole = await wholeEdition(edition, source)
  const files = {
    'META-INF/container.xml': container,
    'package.opf': packageText(
      whole,
      absolute(editionFileAddress(locale, edition._id, 'edition.epub')),
      source,
    ),
    'nav.xhtml': navText(whole, source),
    'style.css': css,
    'title.xhtml': titlePage(whole, source),
    ...chapterFiles(whole),
  }
  const encoder = new TextEncoder()
  // Archives have no earlier day, and have the local time.
  const options = { mtime: new Date(1980, 0, 2), level: 9 } as const
  return zipSync({
    // First, and as it is: programs know the format by it.
    mimetype: [encoder.encode('application/epub+zip'), { ...options, level: 0 }],
    ...Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, [encoder.encode(inXml(text)), options] as const]),
    ),
  })
}

const container =
  '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'

function packageText(
  { title, lang, chapters, changed, permalink, publisher }: WholeEdition,
  identifier: string,
  { locale }: PastFeedSource,
): string {
  const t = wordsOf(locale)
  const pages = ['title', ...chapters.map(({ id }) => id)]
  const meta = (property: string, text: string) => `<meta property="${property}">${escapeMarkup(text)}</meta>`
  const xhtml = (id: string, more = '') =>
    `<item id="${id}" href="${id}.xhtml" media-type="application/xhtml+xml"${more}/>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="${lang}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="identifier">${escapeMarkup(identifier)}</dc:identifier>
<dc:title>${escapeMarkup(title)}</dc:title>
<dc:language>${lang}</dc:language>
<dc:publisher>${escapeMarkup(publisher)}</dc:publisher>
<dc:source>${escapeMarkup(permalink)}</dc:source>
${meta('dcterms:modified', changed.toISOString().replace(/\.\d+/, ''))}
${['accessMode', 'accessModeSufficient'].map((name) => meta(`schema:${name}`, 'textual')).join('')}
${['structuralNavigation', 'tableOfContents', 'readingOrder'].map((name) => meta('schema:accessibilityFeature', name)).join('')}
${meta('schema:accessibilityHazard', 'none')}
${meta('schema:accessibilitySummary', t('file.accessible'))}
</metadata>
<manifest>
${xhtml('nav', ' properties="nav"')}
<item id="style" href="style.css" media-type="text/css"/>
${pages.map((id) => xhtml(id)).join('\n')}
</manifest>
<spine>
${['title', 'nav', ...pages.slice(1)].map((id) => `<itemref idref="${id}"/>`).join('\n')}
</spine>
</package>
`
}

function navText({ lang, chapters }: WholeEdition, { locale }: PastFeedSource): string {
  const heading = escapeMarkup(wordsOf(locale)('file.contents'))
  const items = chapters.map(({ id, title }) => `<li><a href="${id}.xhtml">${title}</a></li>`)
  return pageText(
    lang,
    heading,
    `<nav epub:type="toc"><h1>${heading}</h1>\n<ol>\n${items.join('\n')}\n</ol></nav>`,
  )
}

function titlePage(
  { title, heading, lang, head, asOf, permalink }: WholeEdition,
  { locale }: PastFeedSource,
): string {
  const t = wordsOf(locale)
  const state = [asOf === '' ? '' : t('file.asOf', { time: asOf }), t('file.present')]
    .filter(Boolean)
    .join(' ')
  const link = escapeMarkup(permalink)
  return pageText(
    lang,
    escapeMarkup(title),
    `<h1>${heading}</h1>\n${withPlaces(head, (fragment) => `#${fragment}`)}\n<p>${escapeMarkup(state)} <a href="${link}">${link}</a></p>`,
  )
}

/** Each chapter as a file, its headings as those of a page, its links to others by their files. */
function chapterFiles({ lang, chapters }: WholeEdition): Readonly<Record<string, string>> {
  const places = new Map(
    chapters.flatMap(({ id, body }) => [
      [id, `${id}.xhtml`] as const,
      ...[...body.matchAll(/ id="([^"]*)"/g)].map(([, part = '']) => [part, `${id}.xhtml#${part}`] as const),
    ]),
  )
  return Object.fromEntries(
    chapters.map(({ id, title, body }) => {
      const linked = withPlaces(body, (fragment) => places.get(fragment) ?? 'title.xhtml')
      const content = linked.replace(
        /(<\/?h)([34])\b/g,
        (_match, start: string, level: string) => `${start}${Number(level) - 1}`,
      )
      return [`${id}.xhtml`, pageText(lang, title, `<section>\n<h1>${title}</h1>\n${content}\n</section>`)]
    }),
  )
}

/** @param title markup @param body markup */
const pageText = (lang: string, title: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${lang}" xml:lang="${lang}">
<head><title>${title.replace(/<[^>]*>/g, '')}</title><link rel="stylesheet" href="style.css"/></head>
<body>
${body.replace(/ lang="([^"]*)"/g, ' lang="$1" xml:lang="$1"')}
</body>
</html>
`

/** Reading programs have their own typefaces, sizes and colours. */
const css = `body{margin:0 1em}
h1{font-weight:normal}
article{margin:1.2em 0}
.time{margin:0;font-weight:bold}
h2{margin:0;font-size:1.1em}
.state{font-weight:bold}
.lines{white-space:pre-line}
`
