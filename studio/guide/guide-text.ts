/// <reference types="vite/client" />
import type { Locale } from '#src/locales.ts'
import { sourceLocale } from '#src/locales.ts'

/** The chapters of the guide, in the order of its headings: the names of their places in it. */
export const guideChapters = ['first-day', 'new-edition', 'the-day', 'translation', 'red'] as const
export type GuideChapter = (typeof guideChapters)[number]

const texts: Partial<Record<Locale, () => Promise<{ default: string }>>> = {
  en: () => import('../../docs/editors/guide/en.md?raw'),
  fr: () => import('../../docs/editors/guide/fr.md?raw'),
  es: () => import('../../docs/editors/guide/es.md?raw'),
}

/** The addresses of the guide's pictures by their names: files beside the Studio, asked for when the guide is open. */
const pictures = import.meta.glob<string>('../../docs/editors/guide/pictures/*.webp', {
  query: '?url',
  import: 'default',
})

const nameOf = (path: string): string => path.split('/').at(-1) ?? ''

/** The guide for editors as HTML, with a place for each chapter: in a language, or in the source language where it lacks it. */
export async function guideHtml(locale: Locale): Promise<string> {
  const read = texts[locale] ?? texts[sourceLocale]
  const [{ Marked }, text] = await Promise.all([import('marked'), read?.()])
  const files = Object.entries(pictures).filter(([path]) => text?.default.includes(nameOf(path)))
  const addresses = new Map(
    await Promise.all(files.map(async ([path, address]) => [nameOf(path), await address()] as const)),
  )
  let chapter = 0
  const marked = new Marked({
    renderer: {
      heading({ depth, tokens }) {
        const place = depth === 2 ? ` id="${guideChapters[chapter++] ?? ''}" tabindex="-1"` : ''
        return `<h${depth}${place}>${this.parser.parseInline(tokens)}</h${depth}>`
      },
      image({ href, text: alt }) {
        const address = addresses.get(nameOf(href)) ?? ''
        return `<img src="${escaped(address)}" alt="${escaped(alt)}" width="1280" height="900" loading="lazy">`
      },
    },
  })
  return marked.parse(text?.default ?? '', { async: false })
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
