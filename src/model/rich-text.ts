import { toHTML } from '@portabletext/to-html'
import { isSafeLink } from './links.ts'
import type { RichText } from './localized.ts'

/**
 * Portable Text as HTML. Texts are escaped, links that are not safe lose their link and keep their words,
 * and whatever the form does not allow is left out.
 * @param href makes a link of an address of the site, such as `/en/contact/`
 * @param level of the text's own headings, so that they follow the one that the text stands under
 */
export function richTextHtml(value: RichText, href: (address: string) => string, level: 2 | 3 = 3): string {
  return toHTML(structuredClone(value) as Parameters<typeof toHTML>[0], {
    onMissingComponent: false,
    components: {
      block: {
        normal: ({ children }) => `<p>${children}</p>`,
        h3: ({ children }) => `<h${level}>${children}</h${level}>`,
      },
      marks: {
        link: ({ children, value: link }) => {
          const target = typeof link?.href === 'string' ? link.href.trim() : ''
          if (!isSafeLink(target)) return children
          return `<a href="${escaped(target.startsWith('/') ? href(target) : target)}">${children}</a>`
        },
      },
    },
  })
}

/** A rich text's first paragraph in plain words: the line that lists show. */
export function firstLine(value: RichText): string {
  const first = value[0]
  if (first === undefined || first.listItem) return ''
  return (first.children ?? [])
    .map(({ text }) => text ?? '')
    .join('')
    .trim()
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
