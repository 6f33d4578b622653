import { toHTML } from '@portabletext/to-html'
import { isSafeLink } from './links.ts'
import type { RichText } from './localized.ts'
import { escapeMarkup, hasRaised, raisedMarkup } from './markup.ts'

/**
 * Portable Text as HTML. Text is escaped; an unsafe link becomes plain text; whatever the form does not allow is
 * left out.
 * @param href turns an address of the site, such as `/en/contact/`, into a link
 * @param level of the headings in the text: one below the heading above it
 * @param attributes of the element of a block, by its key; for the preview
 */
export function richTextHtml(
  value: RichText,
  href: (address: string) => string,
  level: 2 | 3 | 4 = 3,
  attributes?: (key: string) => Readonly<Record<string, string>>,
): string {
  const given = (block: { _key?: string }) =>
    Object.entries((block._key && attributes?.(block._key)) || {})
      .map(([name, text]) => ` ${name}="${escapeMarkup(text)}"`)
      .join('')
  const html = toHTML(structuredClone([...value]), {
    onMissingComponent: false,
    components: {
      block: {
        normal: ({ children, value: block }) => `<p${given(block)}>${children}</p>`,
        h3: ({ children, value: block }) => `<h${level}${given(block)}>${children}</h${level}>`,
      },
      ...(attributes && {
        listItem: ({ children, value: block }) => `<li${given(block)}>${children}</li>`,
      }),
      marks: {
        link: ({ children, value: link }) => {
          const target = typeof link?.href === 'string' ? link.href.trim() : ''
          if (!isSafeLink(target)) return children
          return `<a href="${escapeMarkup(target.startsWith('/') ? href(target) : target)}">${children}</a>`
        },
      },
    },
  })
  return hasRaised(html) ? raisedMarkup(html) : html
}

/** The first paragraph of a rich text, without markup: the line that lists show. Empty where the text begins with a list. */
export function firstLine(value: RichText): string {
  const first = value[0]
  if (first === undefined || first.listItem) return ''
  return (first.children ?? [])
    .map(({ text }) => text ?? '')
    .join('')
    .trim()
}

/** The lines of a rich text without markup: a paragraph, a heading or an item of a list each, items after a bullet. */
export const plainLines = (value: RichText): readonly string[] =>
  value.flatMap(({ children, listItem }) => {
    const line = children
      .map(({ text }) => text ?? '')
      .join('')
      .trim()
    return line === '' ? [] : [listItem ? `• ${line}` : line]
  })
