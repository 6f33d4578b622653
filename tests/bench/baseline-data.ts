import { wordsOf } from '#src/i18n.ts'
import { languageOf, locales } from '#src/locales.ts'
import { isRecord, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Entry, SiteData, Text } from './baselines/site.ts'

/** The same content for other generators: localized texts as objects, rich texts as lists of paragraphs, and every page. */
export function baselineData(documents: readonly RawDocument[]): SiteData {
  const plain = documents.map((document) => simple(document))
  const ofType = (type: string) => plain.filter((document) => Object(document)._type === type)
  const lists = {
    forum: ofType('forum')[0],
    sections: ofType('strategySection'),
    editions: ofType('edition'),
    parts: ofType('part'),
    // The baselines show one room.
    sessions: ofType('session').map((one) => ({ ...Object(one), room: Object(one).rooms?.[0] })),
    breaks: ofType('break'),
    contributors: ofType('contributor'),
    rooms: ofType('room'),
    pages: ofType('page'),
  }
  const data = {
    origin: 'https://forum.example.org',
    languages: locales.map(({ locale, name }) => {
      const t = wordsOf(locale)
      const { lang, intl } = languageOf(locale)
      return {
        ...{ locale, lang, intl, name },
        words: {
          programme: t('path.programme'),
          strategy: t('path.strategy'),
          search: t('path.search'),
          mine: t('path.myProgramme'),
          with: t('session.with'),
          room: t('session.room'),
          spoken: t('session.spoken'),
          rest: t('session.rest'),
          previous: t('session.previous'),
          next: t('session.next'),
          open: t('embed.open'),
        },
      }
    }),
    ...lists,
  } as unknown as Omit<SiteData, 'entries'>
  return { ...data, entries: entriesOf(data) }
}

/** As many pages of each kind as a release of ours has. */
function entriesOf(data: Omit<SiteData, 'entries'>): readonly Entry[] {
  const withEmbed = [...data.editions, ...data.parts, ...data.sessions]
  const partsOf = Map.groupBy(data.parts, ({ edition }) => edition)
  const sessionsOf = Map.groupBy(data.sessions, ({ part }) => part)
  const perLanguage = data.languages.flatMap(({ locale, words }): Entry[] => {
    const entry = (kind: Entry['kind'], id: string, ...segments: string[]): Entry => ({
      ...{ kind, locale, id },
      address: `/${[locale, ...segments].join('/')}/`,
    })
    const segment = ({ _id, slug }: { _id: string; slug: Text }) => slug[locale] ?? slug.en ?? _id
    const inEdition = data.editions.flatMap(({ _id, slug }) => {
      const parts = partsOf.get(_id) ?? []
      const items = parts.flatMap((part) => [
        entry('part', part._id, slug, words.programme, segment(part)),
        ...(sessionsOf.get(part._id) ?? []).map((session) =>
          entry('session', session._id, slug, words.programme, segment(session)),
        ),
      ])
      const own = [entry('programme', _id, slug, words.programme), entry('mine', _id, slug, words.mine)]
      return [entry('edition', _id, slug), ...(parts.length > 0 ? own : []), ...items]
    })
    return [
      entry('forum', 'forum'),
      entry('strategy', 'strategy', words.strategy),
      entry('search', 'search', words.search),
      ...inEdition,
      ...data.pages.map((page) => entry('page', page._id, segment(page))),
      ...withEmbed.map(({ _id }) => entry('embed', _id, 'embed', _id)),
    ]
  })
  const permalinks = [...withEmbed, ...data.pages, ...data.sections].map(
    ({ _id }): Entry => ({ kind: 'permalink', locale: 'en', id: _id, address: `/s/${_id}/` }),
  )
  return [...perLanguage, ...permalinks, { kind: 'home', locale: 'en', id: 'home', address: '/' }]
}

/** A stored value without what the lake needs: references as ids, localized lists as objects. */
function simple(value: unknown): unknown {
  const items = localizedItems(value)
  if (items) return Object.fromEntries(items.map(({ language, value: inner }) => [language, simple(inner)]))
  if (Array.isArray(value)) return value.filter((item) => item?._type !== 'translationReview').map(simple)
  if (!isRecord(value)) return value
  if (value._type === 'block' && Array.isArray(value.children))
    return value.children.map(({ text }) => String(text)).join('')
  if (value._type === 'reference') return value._ref
  if (value._type === 'slug') return value.current
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, simple(inner)]))
}
