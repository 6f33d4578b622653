import { defaultSchema, htmlToPortableText } from '@portabletext/html'
import { isSafeLink } from '#src/model/links.ts'

type Blocks = ReturnType<typeof htmlToPortableText>

/**
 * The blocks of HTML that was copied in a word processor. The Studio's own converter keeps the text, bold, italics,
 * links and lists, and the spaces at their edges. It loses headings of levels that we do not have, keeps links that
 * no page may show, and empty paragraphs; so headings become our one heading, such links their words, and empty
 * paragraphs go.
 */
export function blocksOfHtml(html: string, parseHtml = parsedInBrowser): Blocks {
  return htmlToPortableText(html, {
    schema,
    whitespaceMode: 'remove',
    parseHtml: (text) => adapted(parseHtml(text)),
  })
}

/** What our rich text holds. */
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
    // Nearly every site that older documents link to answers on https too.
    const href = (link.getAttribute('href') ?? '').replace(/^http:/i, 'https:')
    if (isSafeLink(href)) link.setAttribute('href', href)
    else link.replaceWith(...link.childNodes)
  }
  return document
}
