import { defaultSchema, htmlToPortableText } from '@portabletext/html'
import { cleanText } from '#src/model/clean-text.ts'
import { isSafeLink } from '#src/model/links.ts'
import { textLink } from '../site-address.ts'
import { htmlStyles } from './html-styles.ts'

type Blocks = ReturnType<typeof htmlToPortableText>

/** What was made of HTML: its blocks, how many tables became lines, and how many pictures are not among them. */
export type Pasted = { blocks: Blocks; tables: number; images: number }

/**
 * The blocks of HTML that was copied in a word processor. Sanity's converter keeps the text, bold, italics, links and
 * lists. The HTML is adapted first: hidden text is left out, headings of every level become our one heading, links that no page may show become
 * their text, and rows of tables become lines. Empty paragraphs are dropped.
 */
export function pastedHtml(html: string, parseHtml = parsedInBrowser): Pasted {
  let [tables, images] = [0, 0]
  const parsed = (text: string) => {
    const document = parseHtml(cleanText(text))
    removeHidden(document)
    images = [...document.querySelectorAll('img')].filter(isSeen).length
    tables = rowsAsLines(document)
    adapt(document)
    return document
  }
  const blocks = htmlToPortableText(html, { schema, whitespaceMode: 'remove', parseHtml: parsed })
  return { blocks, tables, images }
}

/** What the program that it was copied in does not show. */
function removeHidden(document: Document): void {
  const has = htmlStyles(document)
  for (const element of [...document.body.querySelectorAll('*')]) if (has(element, 'hidden')) element.remove()
}

/** Tracking pictures and spacers are of a pixel. */
const isSeen = (image: Element) =>
  !['width', 'height'].some((side) => /^[01](?:px)?$/.test(image.getAttribute(side) ?? ''))

/**
 * Each row of a table becomes a paragraph, its cells one after the other. A table with one cell in each row only lays
 * out a page, and is no table. @returns how many were tables
 */
function rowsAsLines(document: Document): number {
  let tables = 0
  // Inner tables come first, so that the cells around them hold their lines.
  for (const table of [...document.querySelectorAll('table')].reverse()) {
    const rows = [...table.querySelectorAll('tr')].map((row) =>
      [...row.children].filter((cell) => (cell.textContent ?? '').trim() !== ''),
    )
    if (!rows.some((cells) => cells.length > 1)) continue
    tables++
    const lines = rows.flatMap((cells) => (cells.length === 0 ? [] : [lineOf(cells, document)]))
    table.replaceWith(...lines)
  }
  return tables
}

/** The text of cells with its marks, in one paragraph. */
function lineOf(cells: readonly Element[], document: Document): Element {
  const line = document.createElement('p')
  for (const [at, cell] of cells.entries()) {
    if (at > 0) line.append(' – ')
    const parts = blocksWithin(cell).filter(
      (part) => blocksWithin(part).length === 0 && (part.textContent ?? '').trim() !== '',
    )
    const isHead = cell.nodeName === 'TH'
    const holder = isHead ? document.createElement('strong') : line
    for (const [index, part] of (parts.length > 0 ? parts : [cell]).entries()) {
      if (index > 0) holder.append(', ')
      holder.append(...part.childNodes)
    }
    if (isHead) line.append(holder)
  }
  return line
}

const blocksWithin = (element: Element) =>
  [...element.querySelectorAll('*')].filter(({ nodeName }) => blockNames.has(nodeName))
const blockNames: ReadonlySet<string> = new Set(['P', 'LI', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'])

/** The styles, lists and marks of our rich text. */
const schema = {
  ...defaultSchema,
  styles: defaultSchema.styles.filter(({ name }) => name === 'normal' || name === 'h3'),
  decorators: defaultSchema.decorators.filter(({ name }) => name === 'strong' || name === 'em'),
  blockObjects: [],
  inlineObjects: [],
}

const parsedInBrowser = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

function adapt(document: Document): void {
  for (const heading of document.querySelectorAll('h1, h2, h4, h5, h6, p.MsoTitle, p.MsoSubtitle')) {
    const ours = document.createElement('h3')
    ours.append(...heading.childNodes)
    heading.replaceWith(ours)
  }
  for (const link of document.querySelectorAll('a[href]')) {
    const href = textLink(link.getAttribute('href') ?? '')
    if (isSafeLink(href)) link.setAttribute('href', href)
    else link.replaceWith(...link.childNodes)
  }
}
