import type { BreadcrumbList, Event, Graph, Organization, WebSite } from 'schema-dts'
import { shown, titleOf } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { placeInProgramme, sessionsOf } from '#src/programme/programme.ts'
import { canonicalOf } from './alternates.ts'
import {
  editionEvent,
  eventOf,
  listedSession,
  type Surroundings,
  spanOf,
  venueOf,
  wholeSession,
} from './events.ts'

/** From here on a list says of a session no more than its name and times: its own page says the rest, and a
 * programme stays light. */
const manySessions = 60

/**
 * What a page says to machines in schema.org's words: editions, parts and sessions are events, with the
 * times that the page shows; below the forum's page comes the way back up.
 */
export function structuredOf(subject: Subject, locale: Locale, around: Surroundings): Graph {
  return {
    '@context': 'https://schema.org',
    '@graph': [...aboutOf(subject, locale, around), ...crumbsOf(subject, locale, around)],
  }
}

/** JSON that may stand in a script element: no title can end it. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

type About = readonly (Event | Organization | WebSite)[]

function aboutOf(subject: Subject, locale: Locale, around: Surroundings): About {
  const { snapshot, summary, image } = around
  const { kind, id } = subject
  if (kind === 'forum') return siteOf(locale, around)
  const { session, part, edition } = placeInProgramme(snapshot, id)
  if (!edition) return []
  const shared = { description: summary.description, image, organizer: organiserOf(locale, around) }
  const whole = editionEvent(edition, locale, around)
  const sessions = sessionsOf(snapshot, edition)
  const listed = (one: (typeof sessions)[number]) => {
    const event = listedSession(one, edition, locale, around)
    if (sessions.length <= manySessions) return event
    const { '@id': _id, url: _url, location: _location, ...brief } = event
    return brief
  }

  if (kind === 'session' && session) {
    return [{ ...wholeSession(session, edition, locale, around), ...shared, superEvent: whole }]
  }
  if (kind === 'part' && part) {
    const own = sessions.filter((one) => one.part === id)
    if (own.length === 0) return []
    return [
      {
        ...eventOf(subject, part.title, locale, around),
        ...spanOf(own, edition.timeZone),
        inLanguage: shown(part.title, locale)?.lang ?? '',
        location: venueOf(edition, locale, around),
        ...shared,
        superEvent: whole,
        subEvent: own.map(listed),
      },
    ]
  }
  if (kind === 'programme') {
    const timed = [...sessions, ...snapshot.breaks.filter((one) => one.edition === id)]
    return [{ ...whole, ...spanOf(timed, edition.timeZone), ...shared, subEvent: sessions.map(listed) }]
  }
  if (kind === 'edition') {
    return [{ ...whole, startDate: edition.firstDay, endDate: edition.lastDay, ...shared }]
  }
  return []
}

function siteOf(locale: Locale, around: Surroundings): readonly (Organization | WebSite)[] {
  const { snapshot, absolute, summary, image } = around
  const { forum } = snapshot
  const acronym = shown(forum.acronym, locale)?.value
  const organiser = organiserOf(locale, around)
  return [
    {
      '@type': 'WebSite',
      '@id': absolute('/'),
      name: summary.title,
      url: absolute(canonicalOf({ kind: 'forum', id: 'forum' }, locale, around) ?? '/'),
      inLanguage: languageOf(locale).lang,
      description: summary.description,
      image,
      publisher: { '@id': organiser['@id'] },
    },
    { ...organiser, ...(acronym && { alternateName: acronym }), ...(forum.email && { email: forum.email }) },
  ]
}

const organiserOf = (locale: Locale, { snapshot, absolute }: Surroundings) => ({
  '@type': 'Organization' as const,
  '@id': `${absolute('/')}#organisation`,
  name: shown(snapshot.forum.organisation, locale)?.value ?? '',
  url: absolute(`/${locale}/`),
})

function crumbsOf(subject: Subject, locale: Locale, around: Surroundings): readonly BreadcrumbList[] {
  if (subject.kind === 'forum') return []
  const { snapshot, addresses, absolute, summary } = around
  const { part } = placeInProgramme(snapshot, subject.id)
  const edition = part?.edition ?? subject.id
  const way: readonly Subject[] = [
    { kind: 'forum', id: 'forum' },
    { kind: 'edition', id: edition },
    { kind: 'programme', id: edition },
    { kind: 'part', id: part?._id ?? '' },
    { kind: 'session', id: subject.id },
  ]
  const end = way.findIndex(({ kind }) => kind === subject.kind)
  const steps = end > 0 ? way.slice(0, end + 1) : [...way.slice(0, 1), subject]
  const name = (step: Subject) =>
    step.kind === 'programme'
      ? wordsOf(locale)('edition.programme')
      : (shown(titleOf(step, snapshot), locale)?.value ?? summary.title)
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
