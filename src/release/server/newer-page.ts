import { wordsOf } from '#src/i18n.ts'
import { isLocale, languageOf, sourceLocale } from '#src/locales.ts'

/**
 * What is said at an address that the newest release has, while an earlier one is shown: the page for what is not there
 * of the release that is shown, with other words, in the language of the address.
 * @param path of the file, without a slash at the beginning
 * @param base the path of SITE_URL, ends in a slash
 */
export function newerPage(path: string, base: string, notFoundPage = barePage): string {
  const [segment] = path.split('/')
  const locale = isLocale(segment) ? segment : sourceLocale
  const t = wordsOf(locale)
  // Where the page has styles for its parts, they go by this attribute.
  const [scope = ''] = / data-astro-cid-\w+/.exec(notFoundPage) ?? []
  const text = [
    `<h1${scope}>${t('newer.title')}</h1>`,
    `<p${scope}>${t('newer.text')}</p>`,
    `<p${scope}><a href="${base}${locale}/"${scope}>${t('notFound.home')}</a></p>`,
  ].join('')
  return (main.test(notFoundPage) ? notFoundPage : barePage)
    .replace(/<html lang="[^"]*"/, `<html lang="${languageOf(locale).lang}"`)
    .replace(/<title>[^<]*<\/title>/, `<title>${t('newer.title')}</title>`)
    .replace(main, (_all, start: string, end: string) => `${start}<section${scope}>${text}</section>${end}`)
}

const main = /(<main[^>]*>)[\s\S]*(<\/main>)/

const barePage = `<!DOCTYPE html><html lang=""><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title></title><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"></head><body><main></main></body></html>`
