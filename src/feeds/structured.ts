import type { BreadcrumbList, Event, Graph, Organization, WebSite } from 'schema-dts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import type { Pieces } from '#src/content/reads.ts'
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
 * The schema.org data of a page, as JSON for a script element. Editions, parts and sessions are events, with the times
 * that the page shows. All pages but the forum's have a breadcrumb list. Sessions that the page lists are pieces, since
 * there may be many.
 */
export async function structuredText(
  subject: Subject,
  locale: Locale,
  context: PageContext,
  piece: Pieces,
): Promise<string> {
  const graph: Graph = {
    '@context': 'https://schema.org',
    '@graph': [...aboutOf(subject, locale, context), ...crumbsOf(subject, locale, context)],
  }
  const text = scriptJson(graph)
  const { edition, sessions, isBrief } = listedOn(subject, context)
  if (edition === undefined || sessions.length === 0) return text
  const events = sessions.map((session) =>
    piece(`event ${edition._id} ${session._id} ${locale} ${isBrief}`, async () =>
      scriptJson(listedEvent(session, { edition, isBrief, locale, context })),
    ),
  )
  const list = (await Promise.all(events)).join()
  // No text has these quotes: in JSON they are escaped.
  return text.replace(noEvents, () => `"subEvent":[${list}]`)
}

const noEvents = '"subEvent":[]'

/** The sessions that a page lists as events, and whether they are so many that each has only its name and times. */
function listedOn({ kind, id }: Subject, { documents }: PageContext) {
  // Other pages must not read the list, or each would be made anew whenever it changes.
  if (kind !== 'part' && kind !== 'programme') return { edition: undefined, sessions: [], isBrief: false }
  const { edition } = placeInProgramme(documents, id)
  const all = documents.sessionsOf(edition?._id ?? '')
  return {
    edition,
    sessions: kind === 'part' ? documents.sessionsOfPart(id) : all,
    isBrief: isLongProgramme(all),
  }
}

type ListedPlace = { edition: Edition; isBrief: boolean; locale: Locale; context: PageContext }

function listedEvent(session: Session, { edition, isBrief, locale, context }: ListedPlace): Event {
  const event = listedSessionEvent(session, edition, locale, context)
  if (!isBrief) return event
  const { '@id': _id, url: _url, location: _location, ...brief } = event
  return brief
}

/** JSON for a script element, escaped so that no text in it can close the element. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** What a page is about. Events that list others have none yet. */
function aboutOf(
  subject: Subject,
  locale: Locale,
  context: PageContext,
): readonly (Event | Organization | WebSite)[] {
  const { documents, summary, image } = context
  const { kind, id } = subject
  if (kind === 'forum') return siteOf(locale, context)
  const { session, part, edition } = placeInProgramme(documents, id)
  if (!edition) return []
  const shared = { description: summary.description, image, organizer: organiserOf(locale, context) }
  const editionNode = editionEvent(edition, locale, context)

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
        subEvent: [],
      },
    ]
  }
  if (kind === 'programme') {
    const timed = [...documents.sessionsOf(id), ...documents.breaksOf(id)]
    return [{ ...editionNode, ...spanOf(timed, edition.timeZone), ...shared, subEvent: [] }]
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
  const { part, ...place } = placeInProgramme(documents, subject.id)
  const edition = place.edition?._id ?? subject.id
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
