import type { Address, Subject } from '#src/addresses/paths.ts'
import type { Pieces } from '#src/content/reads.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Session } from '#src/model/schema.ts'
import { dayOfId } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import { placeInProgramme } from '#src/programme/programme.ts'
import { type Alternate, alternatesOf, type Published } from './alternates.ts'

/**
 * The sitemap, from the same table as hreflang: every page that does not fall back, with its other languages and the
 * day on which its content last changed. The language chooser is listed with the forum's pages.
 * @see https://www.sitemaps.org/protocol.html
 */
export async function sitemapOf(
  published: Published,
  absolute: (address: Address) => string,
  piece: Pieces = (_name, make) => make(),
): Promise<string> {
  const { addresses, documents } = published
  // The pages of an edition change together; others are few.
  const groups = Map.groupBy(
    addresses.subjects,
    ({ id }) => placeInProgramme(documents, id).edition?._id ?? '',
  )
  const texts = [...groups].map(([edition, pages]) =>
    piece(`sitemap ${edition} ${pages.map(({ kind, id }) => `${kind} ${id}`).join()}`, async () => {
      const urls = pages.map((subject) =>
        piece(`url ${subject.kind} ${subject.id}`, async () => urlsOf(subject, published, absolute)),
      )
      return (await Promise.all(urls)).join('')
    }),
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n',
    ...(await Promise.all(texts)),
    '</urlset>\n',
  ].join('')
}

/** The entries of a page, one for each language. */
function urlsOf(subject: Subject, published: Published, absolute: (address: Address) => string): string {
  const alternates = alternatesOf(subject, published)
  const links = alternates.map(
    ({ hreflang, address }) =>
      `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escapeMarkup(absolute(address))}"/>`,
  )
  const change = lastChange(subject, published.documents)
  return pagesOf(alternates)
    .map((address) =>
      ['<url>', `<loc>${escapeMarkup(absolute(address))}</loc>`, ...change, ...links, '</url>\n'].join('\n'),
    )
    .join('')
}

/** The text of `robots.txt`. It allows everything: pages that must not be indexed have a `noindex` of their own. Robots read it only at the root of a host. */
export const robotsOf = (sitemap: string): string => `User-agent: *\nAllow: /\n\nSitemap: ${sitemap}\n`

/** The address of each language, and of `x-default` where that is a page of its own. */
const pagesOf = (alternates: readonly Alternate[]): readonly Address[] => [
  ...new Set(alternates.map(({ address }) => address)),
]

function lastChange(subject: Subject, documents: Documents): readonly string[] {
  let newest = ''
  for (const document of shownOn[subject.kind](documents, subject.id))
    if (document && document._updatedAt > newest) newest = document._updatedAt
  return newest === '' ? [] : [`<lastmod>${newest.slice(0, 10)}</lastmod>`]
}

type Dated = { _updatedAt: string } | undefined

/** The documents whose texts a page shows, apart from its header and footer. */
const shownOn: Readonly<Record<Subject['kind'], (documents: Documents, id: string) => readonly Dated[]>> = {
  forum: ({ forum, editions, strategySections }) => [forum, ...editions, ...strategySections],
  strategy: ({ strategySections }) => strategySections,
  page: (documents, id) => [documents.page(id)],
  search: ({ snapshot: { strategySections, editions, parts, sessions, rooms, contributors, pages } }) => [
    ...[strategySections, editions, parts, sessions, rooms, contributors, pages].flat(),
  ],
  feeds: ({ editions }) => editions,
  webmasters: ({ forum }) => [forum],
  people: ({ contributors }) => contributors,
  contributor: (documents, id) => {
    const one = documents.contributor(id)
    return [
      ...[one, documents.contributor(one?.organisation), ...documents.peopleOf(id)],
      ...documents.sessionsWith(id),
    ]
  },
  session: (documents, id) => {
    const { session, part, edition } = placeInProgramme(documents, id)
    return [part, edition, ...withRoomsAndContributors(session ? [session] : [], documents)]
  },
  part: (documents, id) => {
    const { part, edition } = placeInProgramme(documents, id)
    return [part, edition, ...withRoomsAndContributors(documents.sessionsOfPart(id), documents)]
  },
  edition: (documents, id) => [documents.edition(id), ...documents.sessionsOf(id), ...documents.partsOf(id)],
  programme: (documents, id) => [
    documents.edition(id),
    ...documents.partsOf(id),
    ...documents.breaksOf(id),
    ...withRoomsAndContributors(documents.sessionsOf(id), documents),
  ],
  changes: () => [],
  rooms: (documents, id) => [documents.edition(id), ...documents.roomsIn(id)],
  room: (documents, id) => {
    const edition = documents.edition(documents.room(id)?.edition)
    return [documents.room(id), edition, ...withRoomsAndContributors(documents.sessionsIn(id), documents)]
  },
  day: (documents, id) => {
    const { edition = '', date = '' } = dayOfId(id) ?? {}
    return [
      ...[documents.edition(edition), ...documents.partsOf(edition), ...documents.breaksOn(edition, date)],
      ...withRoomsAndContributors(documents.sessionsOn(edition, date), documents),
      ...documents.movedFromDate(edition, date),
    ]
  },
  myProgramme: () => [],
}

const withRoomsAndContributors = (sessions: readonly Session[], documents: Documents): readonly Dated[] =>
  sessions.flatMap((session) => [
    session,
    ...documents.roomsOf(session._id),
    ...session.contributors.map(({ contributor }) => documents.contributor(contributor)),
  ])
