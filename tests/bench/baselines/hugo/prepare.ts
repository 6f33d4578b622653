import { mkdirSync, writeFileSync } from 'node:fs'
import { daysOf, readSite, searchIndex } from '../site.ts'

/** Hugo makes a page of each file in `content/`, and reads `data/`. Writing them is not measured. */
const site = readSite()
mkdirSync('content', { recursive: true })
mkdirSync('data', { recursive: true })

const byId = <T extends { _id: string }>(list: readonly T[]) =>
  Object.fromEntries(list.map((item) => [item._id, item]))
const ids = (groups: ReadonlyMap<string, readonly { _id: string }[]>) =>
  Object.fromEntries([...groups].map(([id, list]) => [id, list.map(({ _id }) => _id)]))

const { forum, languages, sections, editions, parts, sessions, contributors, rooms, pages, entries } = site
writeFileSync(
  'data/site.json',
  JSON.stringify({
    ...{ forum, languages, sections, editions, pages },
    ...{ edition: byId(editions), part: byId(parts), session: byId(sessions), page: byId(pages) },
    ...{ contributor: byId(contributors), room: byId(rooms), section: byId(sections) },
    words: Object.fromEntries(languages.map(({ locale, words }) => [locale, words])),
    partsOf: ids(site.partsOf),
    sessionsByPart: ids(site.sessionsByPart),
    sessionsByEdition: ids(site.sessionsByEdition),
    place: Object.fromEntries(site.place),
    days: Object.fromEntries(editions.map(({ _id }) => [_id, daysOf(site, _id)])),
    dates: Object.fromEntries(
      languages.map(({ locale }) => {
        const dates = new Set([
          ...[...site.timed.values()].flat().map(({ date }) => date),
          ...editions.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]),
        ])
        return [locale, Object.fromEntries([...dates].map((date) => [date, site.day(date, locale)]))]
      }),
    ),
    address: Object.fromEntries(
      entries.map(({ kind, locale, id, address }) => [`${kind} ${locale} ${id}`, address]),
    ),
  }),
)

for (const [nth, entry] of entries.entries()) {
  const { kind: layout, address: url, locale, id } = entry
  writeFileSync(
    `content/${nth}.md`,
    JSON.stringify({ title: site.titleOf(entry), url, layout, locale, ofId: id }),
  )
}
for (const { locale } of languages)
  writeFileSync(
    `content/search-${locale}.md`,
    JSON.stringify({
      url: `/${locale}/search.json`,
      layout: 'searchindex',
      index: searchIndex(site, locale),
    }),
  )
