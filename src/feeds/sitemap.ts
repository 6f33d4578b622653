import { byId } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import { partsOf, placeInProgramme, sessionsOf } from '#src/programme/programme.ts'
import { type Alternate, alternatesOf, type Published } from './alternates.ts'

/**
 * The sitemap, from the same table as hreflang: every page that does not fall back, with its other languages and the
 * day on which its content last changed. The language chooser is listed with the forum's pages.
 * @see https://www.sitemaps.org/protocol.html
 */
export function sitemapOf(published: Published, absolute: (address: Address) => string): string {
  const { addresses, snapshot } = published
  const subjects = new Map(addresses.entries.map(({ subject }) => [`${subject.kind} ${subject.id}`, subject]))
  const urls = [...subjects.values()].flatMap((subject) => {
    const alternates = alternatesOf(subject, published)
    const links = alternates.map(
      ({ hreflang, address }) =>
        `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escapeMarkup(absolute(address))}"/>`,
    )
    return pagesOf(alternates).map((address) =>
      [
        '<url>',
        `<loc>${escapeMarkup(absolute(address))}</loc>`,
        ...lastChange(subject, snapshot),
        ...links,
        '</url>',
      ].join('\n'),
    )
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n')
}

/** The text of `robots.txt`. It allows everything: pages that must not be indexed have a `noindex` of their own. Robots read it only at the root of a host. */
export const robotsOf = (sitemap: string): string => `User-agent: *\nAllow: /\n\nSitemap: ${sitemap}\n`

/** The address of each language, and of `x-default` where that is a page of its own. */
const pagesOf = (alternates: readonly Alternate[]): readonly Address[] => [
  ...new Set(alternates.map(({ address }) => address)),
]

function lastChange(subject: Subject, snapshot: Published['snapshot']): readonly string[] {
  const newest = documentsOf(subject, snapshot)
    .flatMap((document) => document?._updatedAt ?? [])
    .sort()
    .at(-1)
  return newest === undefined ? [] : [`<lastmod>${newest.slice(0, 10)}</lastmod>`]
}

type Dated = { _updatedAt: string } | undefined

/** The documents whose texts a page shows, apart from its header and footer. */
function documentsOf({ kind, id }: Subject, snapshot: Published['snapshot']): readonly Dated[] {
  const { forum, strategySections, editions, parts, sessions, breaks, contributors, rooms, pages } = snapshot
  const { session, part, edition } = placeInProgramme(snapshot, id)
  const withRoomsAndContributors = (listed: typeof sessions): readonly Dated[] => [
    ...listed,
    ...listed.flatMap((session) => [
      byId(rooms, session.room),
      ...session.contributors.map(({ contributor }) => byId(contributors, contributor)),
    ]),
  ]
  const all = edition ? sessionsOf(snapshot, edition) : []
  const documents: Partial<Record<Subject['kind'], readonly Dated[]>> = {
    forum: [forum, ...editions, ...strategySections],
    strategy: strategySections,
    page: [byId(pages, id)],
    search: [...strategySections, ...editions, ...parts, ...sessions, ...pages],
    session: [part, edition, ...withRoomsAndContributors(session ? [session] : [])],
    part: [part, edition, ...withRoomsAndContributors(all.filter((item) => item.part === id))],
    edition: [edition, ...all, ...(edition ? partsOf(snapshot, edition) : [])],
    programme: [
      edition,
      ...(edition ? partsOf(snapshot, edition) : []),
      ...breaks.filter((pause) => pause.edition === id),
      ...withRoomsAndContributors(all),
    ],
  }
  return documents[kind] ?? []
}
