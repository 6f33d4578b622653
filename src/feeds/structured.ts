import type { BreadcrumbList, Event, Graph, Organization, Person, Place, WebSite } from 'schema-dts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import { permalinkOf, type Subject } from '#src/addresses/paths.ts'
import { affiliationOf } from '#src/content/people-index.ts'
import type { Pieces } from '#src/content/reads.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { isSafeLink } from '#src/model/links.ts'
import type { Contributor, Edition, Session } from '#src/model/schema.ts'
import { dayId, dayOfId, dayTitle } from '#src/programme/days.ts'
import { isLongProgramme, placeInProgramme } from '#src/programme/programme.ts'
import { canonicalOf } from './alternates.ts'
import {
  editionEvent,
  eventOf,
  listedSessionEvent,
  type PageContext,
  roomPlace,
  sessionEvent,
  spanOf,
  venueOf,
  wholeEvent,
} from './events.ts'
import { postalAddressOf } from './words.ts'

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
  const days = subject.kind === 'programme' && isBrief ? dayEvents(edition, locale, context) : []
  if (days.length > 1) return text.replace(noEvents, () => `"subEvent":${scriptJson(days)}`)
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
  if (kind !== 'part' && kind !== 'programme' && kind !== 'day')
    return { edition: undefined, sessions: [], isBrief: false }
  const { edition } = placeInProgramme(documents, id)
  const { date = '' } = dayOfId(id) ?? {}
  const ofEdition = edition?._id ?? ''
  const sessions =
    kind === 'day'
      ? documents.sessionsOn(ofEdition, date)
      : kind === 'part'
        ? documents.sessionsOfPart(id)
        : documents.sessionsOf(ofEdition)
  return {
    ...{ edition, sessions },
    isBrief: isLongProgramme(kind === 'day' ? sessions : documents.sessionsOf(ofEdition)),
  }
}

/** The days of a long programme, which have pages that list their sessions. */
function dayEvents(edition: Edition, locale: Locale, context: PageContext): readonly Event[] {
  const { datesOf, sessionsOn, breaksOn } = context.documents
  return datesOf(edition._id).map((date) => ({
    ...eventOf({ kind: 'day', id: dayId(edition._id, date) }, dayTitle(date), locale, context),
    ...spanOf([...sessionsOn(edition._id, date), ...breaksOn(edition._id, date)], edition.timeZone),
  }))
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
): readonly (Event | Organization | Person | Place | WebSite)[] {
  const { documents, summary, image } = context
  const { kind, id } = subject
  if (kind === 'forum') return siteOf(locale, context)
  const one = kind === 'contributor' ? documents.contributor(id) : undefined
  if (one) return [contributorOf(one, locale, context)]
  if (kind === 'room') return roomOf(id, locale, context)
  const { session, part, edition } = placeInProgramme(documents, id)
  if (!edition) return []
  const shared = { description: summary.description, image, organizer: organiserOf(locale, context) }
  const superEvent = wholeEvent(edition, locale, context)

  if (kind === 'session' && session) {
    return [{ ...sessionEvent(session, edition, locale, context), ...shared, superEvent }]
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
        superEvent,
        subEvent: [],
      },
    ]
  }
  if (kind === 'programme') {
    const timed = [...documents.sessionsOf(id), ...documents.breaksOf(id)]
    const own = editionEvent(edition, locale, context)
    return [{ ...own, ...spanOf(timed, edition.timeZone), ...shared, subEvent: [] }]
  }
  if (kind === 'day') return [{ ...dayEvent(id, edition, locale, context), ...shared, subEvent: [] }]
  if (kind === 'edition') return [{ ...editionEvent(edition, locale, context), ...shared }]
  return []
}

/** A day of an edition as an event, from its first start to its last end. */
function dayEvent(id: string, edition: Edition, locale: Locale, context: PageContext) {
  const { documents } = context
  const { date = '' } = dayOfId(id) ?? {}
  const subject = { kind: 'day', id } as const
  const timed = [...documents.sessionsOn(edition._id, date), ...documents.breaksOn(edition._id, date)]
  return {
    ...eventOf(subject, titleOf(subject, documents), locale, context),
    ...spanOf(timed, edition.timeZone),
    location: venueOf(edition, locale, context),
    superEvent: wholeEvent(edition, locale, context),
  }
}

function roomOf(id: string, locale: Locale, context: PageContext): readonly Place[] {
  const room = context.documents.room(id)
  const edition = context.documents.edition(room?.edition)
  if (!room || !edition) return []
  return [{ ...roomPlace(room, edition, locale, context), description: context.summary.description }]
}

function siteOf(locale: Locale, context: PageContext): readonly (Organization | WebSite)[] {
  const { documents, absolute, summary, image } = context
  const { forum } = documents
  const acronym = shown(forum.acronym, locale)?.value
  const address = postalAddressOf(forum, locale)?.value
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
    {
      ...organiser,
      ...(acronym && { alternateName: acronym }),
      ...(forum.email && { email: forum.email }),
      ...(address && { address }),
      ...(forum.mark && { logo: absolute('/mark.svg') }),
    },
  ]
}

/** A person or an organisation. Its `@id` is the permalink, as that of an event. */
function contributorOf(one: Contributor, locale: Locale, context: PageContext): Organization | Person {
  const { documents, absolute, summary } = context
  const { _id: id, kind, name, acronym, position, place, url } = one
  const address = canonicalOf({ kind: 'contributor', id }, locale, context) ?? permalinkOf(id)
  const node = {
    '@id': absolute(permalinkOf(id)),
    name: shown(name, locale)?.value ?? '',
    url: absolute(address),
    description: summary.description,
    ...(url && isSafeLink(url) && { sameAs: url }),
  }
  const [short, job, where] = [acronym, position, place].map((text) => shown(text, locale)?.value)
  if (kind !== 'person')
    return {
      ...{ '@type': 'Organization', ...node },
      ...(short && { alternateName: short }),
      ...(where && { location: where }),
    }
  const works = affiliationOf(one, documents, locale)
  return {
    ...{ '@type': 'Person', ...node },
    ...(job && { jobTitle: job }),
    ...(works && {
      worksFor: {
        '@type': 'Organization',
        ...(works.id !== undefined && { '@id': absolute(permalinkOf(works.id)) }),
        name: works.text.value,
      },
    }),
  }
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
  const home: Subject = { kind: 'forum', id: 'forum' }
  const ofEdition: Subject = { kind: 'edition', id: edition }
  const trail: readonly Subject[] = [
    home,
    ofEdition,
    { kind: 'programme', id: edition },
    ...(subject.kind === 'day'
      ? [subject]
      : [
          { kind: 'part' as const, id: part?._id ?? '' },
          { kind: 'session' as const, id: subject.id },
        ]),
  ]
  const end = trail.findIndex(({ kind }) => kind === subject.kind)
  const ways: Partial<Record<Subject['kind'], readonly Subject[]>> = {
    contributor: [home, { kind: 'people', id: 'people' }],
    rooms: [home, ofEdition],
    room: [home, ofEdition, { kind: 'rooms', id: edition }],
  }
  const steps = end > 0 ? trail.slice(0, end + 1) : [...(ways[subject.kind] ?? [home]), subject]
  const name = (step: Subject) =>
    step.kind === 'programme'
      ? wordsOf(locale)('edition.programme')
      : step.kind === 'people' || step.kind === 'rooms'
        ? wordsOf(locale)(`${step.kind}.title`)
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
