import type { APIRoute } from 'astro'
import { searchGroups } from '#src/feeds/search-entries.ts'
import type { SearchGroup, SearchIndex } from '#src/feeds/search-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { languageOf } from '#src/locales.ts'
import { getContent, inPieces } from '../../content-source.ts'
import { href } from '../../links.ts'
import { localeIn, pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/search.json')

export const GET: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  if (!locale) return new Response(null, { status: 404 })
  const t = wordsOf(locale)
  const rules = new Intl.PluralRules(languageOf(locale).intl)
  // One number for each plural form of our languages; the number in the text becomes a placeholder again.
  const forms = [1_000_000, 2, 1].map((count) => [
    rules.select(count),
    t('search.count', { count }).replace(String(count), '{{count}}'),
  ])
  const words: SearchIndex['words'] = {
    close: t('search.close'),
    all: t('search.all'),
    none: t('search.none', { query: '{{query}}' }),
    count: Object.fromEntries(forms),
  }
  const piece = inPieces(locals)
  const groups = searchGroups({ ...getContent(locals), locale, href }).map(({ key, entries, ...head }) =>
    piece(`search ${locale} ${key} ${JSON.stringify(head)}`, async () => {
      const group: SearchGroup = { ...head, found: entries() }
      return JSON.stringify(group)
    }),
  )
  // A long index: its groups are kept as text.
  const text = `{"groups":[${(await Promise.all(groups)).join()}],"words":${JSON.stringify(words)}}`
  return new Response(text, { headers: { 'Content-Type': 'application/json' } })
}
