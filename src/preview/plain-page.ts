import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf, sourceLocale } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'

/** What a page without anything of the site says. */
export type Said = 'closed' | 'failed' | 'over' | 'elsewhere' | 'unanswered' | 'unsaid' | 'untried'

/** A page that says something in the interface's words: in one language, or one after the other. */
export function plainPage(said: Said, languages: readonly Locale[]): string {
  const [first = sourceLocale] = languages
  const text = (locale: Locale, key: 'title' | 'text') =>
    escapeMarkup(wordsOf(locale)(`preview.${said}.${key}`))
  const sections = languages.map(
    (locale) =>
      `<section lang="${languageOf(locale).lang}"><h1>${text(locale, 'title')}</h1><p>${text(locale, 'text')}</p></section>`,
  )
  return `<!doctype html><html lang="${languageOf(first).lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${text(first, 'title')}</title><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.25rem;margin:1.5rem 0 0}p{margin:.25rem 0}</style></head><body><main>${sections.join('')}</main></body></html>`
}
