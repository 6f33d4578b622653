import { defaultSchema, htmlToPortableText } from '@portabletext/html'
import { cleanText } from '#src/model/clean-text.ts'
import { isSafeLink } from '#src/model/links.ts'
import { textLink } from '../site-address.ts'

type Blocks = ReturnType<typeof htmlToPortableText>

/**
 * The blocks of HTML that was copied in a word processor. Sanity's converter keeps the text, bold, italics, links and
 * lists. The HTML is adapted first: headings of every level become our one heading, and links that no page may show
 * become their text. Empty paragraphs are dropped.
 */
export function blocksOfHtml(html: string, parseHtml = parsedInBrowser): Blocks {
  return htmlToPortableText(html, {
    schema,
    whitespaceMode: 'remove',
    parseHtml: (text) => adapted(parseHtml(cleanText(text))),
  })
}

/** The styles, lists and marks of our rich text. */
const schema = {
  ...defaultSchema,
  styles: defaultSchema.styles.filter(({ name }) => name === 'normal' || name === 'h3'),
  decorators: defaultSchema.decorators.filter(({ name }) => name === 'strong' || name === 'em'),
  blockObjects: [],
  inlineObjects: [],
}

const parsedInBrowser = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

function adapted(document: Document): Document {
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
  return document
}
