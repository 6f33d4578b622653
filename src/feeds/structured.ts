import type { BreadcrumbList, Event, Graph, Organization, WebSite } from 'schema-dts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { isLongProgramme, placeInProgramme } from '#src/programme/programme.ts'
import { canonicalOf } from './alternates.ts'
import {
  editionEvent,
  eventOf,
  listedSessionEvent,
  type PageContext,
  sessionEvent,
  spanOf,
  venueOf,
} from './events.ts'

/**
 * The schema.org data of a page. Editions, parts and sessions are events, with the times that the page shows. All
 * pages but the forum's have a breadcrumb list.
 */
export function structuredOf(subject: Subject, locale: Locale, context: PageContext): Graph {
  return graphOf(subject, locale, context, ({ sessions, eventOf: event }) => sessions.map(event))
}

/** The schema.org data of a page as `scriptJson` writes it. Sessions that it lists are pieces, since there may be many. */
export async function structuredText(
  subject: Subject,
  locale: Locale,
  context: PageContext,
  piece: Pieces,
): Promise<string> {
  let events: readonly Promise<string>[] = []
  const graph = graphOf(subject, locale, context, ({ edition, sessions, isBrief, eventOf: event }) => {
    events = sessions.map((session) =>
      piece(`event ${edition._id} ${session._id} ${locale} ${isBrief}`, async () =>
        scriptJson(event(session)),
      ),
    )
    return []
  })
  const text = scriptJson(graph)
  if (events.length === 0) return text
  const list = (await Promise.all(events)).join()
  // No text has these quotes: in JSON they are escaped.
  return text.replace('"subEvent":[]', () => `"subEvent":[${list}]`)
}

/** Keeps a text that is long to make under a name, which says all that it is made of but for what it reads of the content. */
export type Pieces = (name: string, make: () => Promise<string>) => Promise<string>

/** The sessions that a page lists as events, and the function that makes one of them. */
type Listed = {
  edition: Edition
  sessions: readonly Session[]
  isBrief: boolean
  eventOf: (session: Session) => Event
}
type ListOf = (listed: Listed) => Event[]

const graphOf = (subject: Subject, locale: Locale, context: PageContext, listOf: ListOf): Graph => ({
  '@context': 'https://schema.org',
  '@graph': [...aboutOf(subject, locale, context, listOf), ...crumbsOf(subject, locale, context)],
})

/** JSON for a script element, escaped so that no text in it can close the element. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

type About = readonly (Event | Organization | WebSite)[]

function aboutOf(subject: Subject, locale: Locale, context: PageContext, listOf: ListOf): About {
  const { documents, summary, image } = context
  const { kind, id } = subject
  if (kind === 'forum') return siteOf(locale, context)
  const { session, part, edition } = placeInProgramme(documents, id)
  if (!edition) return []
  const shared = { description: summary.description, image, organizer: organiserOf(locale, context) }
  const editionNode = editionEvent(edition, locale, context)
  const sessions = kind === 'part' || kind === 'programme' ? documents.sessionsOf(edition._id) : []
  const isBrief = isLongProgramme(sessions)
  const listed = (items: readonly Session[]) =>
    listOf({
      ...{ edition, sessions: items, isBrief },
      eventOf: (item) => {
        const event = listedSessionEvent(item, edition, locale, context)
        if (!isBrief) return event
        const { '@id': _id, url: _url, location: _location, ...brief } = event
        return brief
      },
    })

  if (kind === 'session' && session) {
    return [{ ...sessionEvent(session, edition, locale, context), ...shared, superEvent: editionNode }]
  }
  if (kind === 'part' && part) {
    const partSessions = documents.sessionsOfPart(id)
    if (partSessions.length === 0) return []
    return [
      {
        ...eventOf(subject, part.title, locale, context),
        ...spanOf(partSessions, edition.timeZone),
        inLanguage: shown(part.title, locale)?.lang ?? '',
        location: venueOf(edition, locale, context),
        ...shared,
        superEvent: editionNode,
        subEvent: listed(partSessions),
      },
    ]
  }
  if (kind === 'programme') {
    const timed = [...sessions, ...documents.breaksOf(id)]
    return [{ ...editionNode, ...spanOf(timed, edition.timeZone), ...shared, subEvent: listed(sessions) }]
  }
  if (kind === 'edition') {
    return [{ ...editionNode, startDate: edition.firstDay, endDate: edition.lastDay, ...shared }]
  }
  return []
}

function siteOf(locale: Locale, context: PageContext): readonly (Organization | WebSite)[] {
  const { documents, absolute, summary, image } = context
  const { forum } = documents
  const acronym = shown(forum.acronym, locale)?.value
  const organiser = organiserOf(locale, context)
  return [
    {
      '@type': 'WebSite',
      '@id': absolute('/'),
      name: summary.title,
      url: absolute(canonicalOf({ kind: 'forum', id: 'forum' }, locale, context) ?? '/'),
      inLanguage: languageOf(locale).lang,
      description: summary.description,
      image,
      publisher: { '@id': organiser['@id'] },
    },
    { ...organiser, ...(acronym && { alternateName: acronym }), ...(forum.email && { email: forum.email }) },
  ]
}

const organiserOf = (locale: Locale, { documents, absolute }: PageContext) => ({
  '@type': 'Organization' as const,
  '@id': `${absolute('/')}#organisation`,
  name: shown(documents.forum.organisation, locale)?.value ?? '',
  url: absolute(`/${locale}/`),
})

function crumbsOf(subject: Subject, locale: Locale, context: PageContext): readonly BreadcrumbList[] {
  if (subject.kind === 'forum') return []
  const { documents, addresses, absolute, summary } = context
  const { part } = placeInProgramme(documents, subject.id)
  const edition = part?.edition ?? subject.id
  const trail: readonly Subject[] = [
    { kind: 'forum', id: 'forum' },
    { kind: 'edition', id: edition },
    { kind: 'programme', id: edition },
    { kind: 'part', id: part?._id ?? '' },
    { kind: 'session', id: subject.id },
  ]
  const end = trail.findIndex(({ kind }) => kind === subject.kind)
  const steps = end > 0 ? trail.slice(0, end + 1) : [...trail.slice(0, 1), subject]
  const name = (step: Subject) =>
    step.kind === 'programme'
      ? wordsOf(locale)('edition.programme')
      : (shown(titleOf(step, documents), locale)?.value ?? summary.title)
  return [
    {
      '@type': 'BreadcrumbList',
      itemListElement: steps.flatMap((step, index) => {
        const address = addresses.of(locale, step.kind, step.id)
        if (address === undefined) return []
        return [
          { '@type': 'ListItem' as const, position: index + 1, name: name(step), item: absolute(address) },
        ]
      }),
    },
  ]
}
