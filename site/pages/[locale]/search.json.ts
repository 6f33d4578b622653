import { createHash } from 'node:crypto'
import type { APIRoute } from 'astro'
import { type ListedGroup, searchGroups } from '#src/feeds/search-entries.ts'
import { type IndexGroup, mostListed, type SearchIndex } from '#src/feeds/search-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { languageOf, locales } from '#src/locales.ts'
import { byText } from '#src/model/order.ts'
import { languagesText } from '#src/programme/format.ts'
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
    first: t('search.first', { results: '{{results}}', shown: mostListed }),
    elsewhere: Object.fromEntries(
      locales
        .filter((other) => other.locale !== locale)
        .map((other) => {
          const language = languagesText([other.lang], locale)
          return [other.locale, t('search.elsewhere', { language, text: '{{text}}' })]
        }),
    ),
  }
  const piece = inPieces(locals)
  const groups = searchGroups({ ...getContent(locals), locale, href }).map(({ key, entries, ...head }) =>
    piece(`search ${locale} ${key} ${JSON.stringify(head)}`, async () => {
      return JSON.stringify(indexGroup(head, entries()))
    }),
  )
  // A long index: its groups are kept as text.
  const text = `{"groups":[${(await Promise.all(groups)).join()}],"words":${JSON.stringify(words)}}`
  return new Response(text, { headers: { 'Content-Type': 'application/json' } })
}

/** A group as it stands in the index. That of people is in the order of the language, so it says the places of a common one. */
function indexGroup(
  head: Omit<ListedGroup, 'key' | 'entries'>,
  entries: ReturnType<ListedGroup['entries']>,
): IndexGroup {
  const listed = entries.map(({ of }) => of)
  const common = head.isFirst ? listed.toSorted(byText) : listed
  const placeOf = new Map(common.map((of, place) => [of, place]))
  return {
    ...head,
    of: createHash('sha256').update(common.join('\n')).digest('base64url').slice(0, 12),
    ...(head.isFirst && { places: listed.map((of) => placeOf.get(of) ?? 0) }),
    found: entries.map(({ of: _of, ...entry }) => entry),
  }
}
