import { fallsBack, shown } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import { downloadName } from '#src/model/downloads.ts'
import { parseImageId, regionOf } from '#src/model/image-region.ts'
import { isSafeLink } from '#src/model/links.ts'
import type { Localized, RichText } from '#src/model/localized.ts'
import { firstLine, richTextHtml } from '#src/model/rich-text.ts'
import type { Contributor, Edition, Session } from '#src/model/schema.ts'
import { isoSpan, isoText } from '#src/model/time.ts'
import { daysText, offsetText, timesText } from '#src/programme/format.ts'
import {
  datesOf,
  dayOf,
  isBriefDay,
  isLongProgramme,
  placeInProgramme,
  timesOnOneDay,
} from '#src/programme/programme.ts'
import type { Content } from './content.ts'

/**
 * A piece of a page: what it is made of, and what it shows of that. Two pages differ where a piece shows something else;
 * where a piece is made of the same, that need not be looked at.
 */
export type Piece = { readonly of: readonly unknown[]; readonly show: () => unknown }

/** The content and the language of a page. */
type Source = Pick<Content, 'documents' | 'addresses'> & { locale: Locale }

/**
 * What a page shows and what its head says of it for search engines and link previews, in one language, apart from what
 * all pages share (`framePieces`). Views make pages from the same facts: `tests/release/page-changes.test.ts` holds
 * these to them. Costs as much as the page has documents.
 */
export function pagePieces(subject: Subject, source: Source): readonly Piece[] {
  return [...languagePieces(subject, source), ...pieces[subject.kind](subject.id, source)]
}

/** Whether two lists of pieces show the same. */
export function showSame(before: readonly Piece[], after: readonly Piece[]): boolean {
  return (
    before.length === after.length &&
    before.every((piece, index) => {
      const other = after[index]
      return other !== undefined && (isOfSame(piece, other) || textOf(piece) === textOf(other))
    })
  )
}

const isOfSame = ({ of }: Piece, other: Piece) =>
  of.length === other.of.length && of.every((item, index) => item === other.of[index])
const textOf = ({ show }: Piece): string => JSON.stringify(show()) ?? ''

/** What all pages of a language have: the names in the header and the footer, and the pages that the footer links to. */
export function framePieces({ documents, addresses, locale }: Source): readonly Piece[] {
  const { forum, pages } = documents
  return [
    piece([forum], () => [shown(forum.name, locale), shown(forum.organisation, locale), forum.hashtag]),
    ...pages.map((page) => titled(page, addresses.of(locale, 'page', page._id), locale)),
  ]
}

/** The addresses of a page in all languages, and in which it falls back: for the switcher, and for search engines. */
const languagePieces = (subject: Subject, { documents, addresses }: Source): readonly Piece[] =>
  locales.flatMap(({ locale }) => [
    fact(addresses.of(locale, subject.kind, subject.id)),
    fact(fallsBack(subject, locale, documents)),
  ])

const pieces: Readonly<Record<Subject['kind'], (id: string, source: Source) => readonly Piece[]>> = {
  forum: (_id, source) => {
    const { documents, addresses, locale } = source
    const { forum, editions, strategySections } = documents
    const current = documents.edition(forum.currentEdition)
    return [
      piece([forum], () => [
        html(forum.brief, locale),
        forum.linesOfAction.map(({ title, text, isNew }) => [
          ...[shown(title, locale), shown(text, locale), isNew === true],
        ]),
        shown(forum.acronym, locale)?.value,
        forum.email,
      ]),
      piece([current], () => [current?._id, shown(current?.lead, locale)]),
      fact(current && addresses.of(locale, 'programme', current._id)),
      ...editions.flatMap((edition) => [
        titled(edition, addresses.of(locale, 'edition', edition._id), locale),
        piece([edition], () => [edition.ordinal, ...dayAndPlace(edition, locale)]),
      ]),
      ...strategySections.map((section) => titled(section, section._id, locale)),
    ]
  },
  strategy: (_id, source) => [
    ...forumCardPieces(source),
    ...source.documents.strategySections.flatMap((section) => [
      titled(section, section._id, source.locale),
      piece([section], () => html(section.text, source.locale)),
    ]),
  ],
  page: (id, source) => {
    const page = source.documents.page(id)
    return [
      ...forumCardPieces(source),
      piece([page], () => [shown(page?.title, source.locale), html(page?.text, source.locale)]),
    ]
  },
  edition: (id, source) => {
    const { documents, addresses, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    return [
      fact(addresses.of(locale, 'programme', id)),
      piece([edition], () => {
        const { title, lead, venue, congress, brief, objectives, outcomes, links, image } = edition
        return [
          edition.ordinal,
          ...[title, lead, venue, congress].map((text) => shown(text, locale)),
          ...[brief, objectives, outcomes].map((text) => html(text, locale)),
          ...[links?.registration, links?.stream, links?.recording].map(safe),
          ...[venueOf(edition, locale), dayAndPlace(edition, locale)],
          pictureOf(image, locale),
        ]
      }),
      ...documents.partsOf(id).flatMap((part) => {
        const sessions = documents.sessionsOfPart(part._id)
        const times = timesOnOneDay(sessions)
        return [
          titled(part, addresses.of(locale, 'part', part._id), locale),
          piece([part], () => [part.ordinal, shown(part.summary, locale)]),
          fact(sessions[0]?.start),
          fact(times && timesText(times, locale)),
        ]
      }),
    ]
  },
  programme: (id, source) => {
    const { documents, addresses, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    const days = datesOf(documents, id).map((date) => dayOf(documents, id, date))
    return [
      ...editionPieces(edition, source),
      piece([edition], () => [
        ...[edition.ordinal, shown(edition.lead, locale), shown(edition.venue, locale)],
        ...placeAndDays(edition, locale),
      ]),
      piece([edition], () => offsetText(edition.firstDay, edition.timeZone)),
      fact(days.length === 1),
      // Its description names all of its parts.
      ...documents
        .partsOf(id)
        .map((part) => piece([part], () => [part.ordinal, shown(part.title, locale)?.value])),
      ...eventPieces(documents.sessionsOf(id), edition, source),
      ...days.flatMap((day) => [
        fact(day.date),
        ...day.runs.flatMap((run) => {
          if (run.kind === 'part')
            return [
              titled(run.part, addresses.of(locale, 'part', run.part._id), locale),
              ...run.sessions.flatMap((session) => rowPieces(session, edition, isBriefDay(day), source)),
            ]
          return [
            piece([run.break, edition], () => [
              shown(run.break.title, locale),
              ...instants(run.break, edition),
            ]),
          ]
        }),
      ]),
    ]
  },
  myProgramme: (id, source) => {
    const { documents, addresses, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    return [
      ...editionLinks(edition, source),
      piece([edition], () => [edition.ordinal, edition.timeZone, ...placeAndDays(edition, locale)]),
      piece([edition], () => offsetText(edition.firstDay, edition.timeZone)),
      ...partPieces(id, source),
      ...documents.sessionsOf(id).flatMap((session) => {
        const room = documents.room(session.room)
        return [
          titled(session, addresses.of(locale, 'session', session._id), locale),
          piece([session, edition], () => [session.part, session.status, ...instants(session, edition)]),
          piece([room], () => shown(room?.name, locale)?.value),
        ]
      }),
    ]
  },
  part: (id, source) => {
    const { documents, addresses, locale } = source
    const { part, edition } = placeInProgramme(documents, id)
    if (part === undefined || edition === undefined) return []
    const { previous, next } = documents.partsAround(id)
    const sessions = documents.sessionsOfPart(id)
    return [
      // A part without sessions is no event.
      ...(sessions.length > 0 ? editionPieces : editionLinks)(edition, source),
      piece([edition], () => placeAndDays(edition, locale)),
      piece([part], () => [shown(part.title, locale), part.ordinal, shown(part.summary, locale)]),
      ...sessions.flatMap((session) => rowPieces(session, edition, false, source)),
      ...(sessions.length > 0 ? eventPieces(sessions, edition, source) : []),
      ...[previous, next].flatMap((other) => [
        titled(other, other && addresses.of(locale, 'part', other._id), locale),
        piece([other], () => other?.ordinal),
      ]),
    ]
  },
  session: (id, source) => {
    const { documents, addresses, locale } = source
    const { session, part, edition } = placeInProgramme(documents, id)
    if (session === undefined || part === undefined || edition === undefined) return []
    const room = documents.room(session.room)
    const { previous, next } = documents.sessionsAround(id)
    const step = (other: Session | undefined) => [
      titled(other, other && addresses.of(locale, 'session', other._id), locale),
      piece([other], () => other?.start),
    ]
    return [
      ...editionPieces(edition, source),
      piece([session, edition], () => [
        ...instants(session, edition),
        offsetText(session.date, edition.timeZone),
        formerTimes(session, edition),
      ]),
      titled(part, addresses.of(locale, 'part', part._id), locale),
      // Its share image has the ordinal where no typeface can draw the title.
      piece([part], () => part.ordinal),
      piece([session], () => ownFacts(session, locale)),
      ...contributorsOf(session, source).map((contributor) =>
        piece([contributor], () => [
          ...[byLine(contributor, locale), shown(contributor.name, locale)?.value],
          ...[contributor.kind, safe(contributor.url)],
        ]),
      ),
      piece([room], () => room && [shown(room.name, locale), shown(room.directions, locale)]),
      ...documents.sessionsBeside(id).flatMap(step),
      ...[previous, next].flatMap(step),
    ]
  },
  search: (_id, source) => {
    const { documents, addresses, locale } = source
    const { forum, editions, strategySections } = documents
    const isCurrent = (edition: Edition) => edition._id === forum.currentEdition
    return [
      ...forumCardPieces(source),
      ...strategySections.map((section) => titled(section, section._id, locale)),
      ...editions.flatMap((edition) => [
        fact(isCurrent(edition)),
        titled(edition, addresses.of(locale, 'edition', edition._id), locale),
        piece([edition], () => daysText(edition, locale)),
        ...documents.partsOf(edition._id).flatMap((part) => {
          const sessions = documents.sessionsOfPart(part._id)
          const address = sessions.length > 0 ? undefined : addresses.of(locale, 'part', part._id)
          return [
            titled(part, address, locale),
            piece([part], () => part.ordinal),
            ...sessions.flatMap((session) => [
              titled(session, addresses.of(locale, 'session', session._id), locale),
              piece([session, edition], () => [
                timesText(session, locale),
                edition.firstDay === edition.lastDay || session.date,
              ]),
            ]),
          ]
        }),
      ]),
    ]
  },
}

/** What pages of an edition have of it: the way to it, its name, and its place as search engines read it. */
const editionPieces = (edition: Edition, source: Source): readonly Piece[] => [
  ...editionLinks(edition, source),
  fact(canonical({ kind: 'edition', id: edition._id }, source)),
  piece([edition], () => venueOf(edition, source.locale)),
]

const editionLinks = (edition: Edition, { addresses, locale }: Source): readonly Piece[] => {
  const [address, ...others] = (['edition', 'programme', 'myProgramme'] as const).map((kind) =>
    addresses.of(locale, kind, edition._id),
  )
  return [titled(edition, address, locale), ...others.map(fact)]
}

/** The parts of an edition in its own pages: their colours, and the names of those that have sessions. */
const partPieces = (id: string, { documents, locale }: Source): readonly Piece[] =>
  documents.partsOf(id).map((part) => {
    const hasSessions = documents.sessionsOfPart(part._id).length > 0
    return piece([part, hasSessions], () => [part.ordinal, hasSessions && shown(part.title, locale)?.value])
  })

/** The image that link previews of pages without one of their own show. */
function forumCardPieces({ documents, locale }: Source): readonly Piece[] {
  const { forum, editions } = documents
  const current = documents.edition(forum.currentEdition)
  return [
    piece([forum], () => shown(forum.acronym, locale)?.value),
    fact(editions.length),
    fact(current && editions.indexOf(current)),
    piece([current], () => current && placeAndDays(current, locale)),
  ]
}

/** A session in a list: its times, its title, its first line and its contributors. */
const rowPieces = (
  session: Session,
  edition: Edition,
  isBrief: boolean,
  source: Source,
): readonly Piece[] => {
  const { addresses, locale } = source
  return [
    titled(session, addresses.of(locale, 'session', session._id), locale),
    piece([session, edition, isBrief], () => {
      const description = isBrief ? undefined : shown(session.description, locale)
      const line = description && firstLine(description.value)
      return [
        ...[session.status, line && [line, description?.lang]],
        session.contributors.map(({ role }) => shown(role, locale)),
        ...instants(session, edition),
      ]
    }),
    ...contributorsOf(session, source).map((contributor) =>
      piece([contributor], () => byLine(contributor, locale)),
    ),
  ]
}

/** Sessions in a list, as search engines read them. */
const eventPieces = (sessions: readonly Session[], edition: Edition, source: Source): readonly Piece[] => {
  const isLong = isLongProgramme(source.documents.sessionsOf(edition._id))
  const addresses = isLong
    ? []
    : sessions.map(({ _id: id }) => fact(canonical({ kind: 'session', id }, source)))
  return [fact(isLong), ...addresses]
}

/** What a session's own page shows of it, apart from its instants. */
function ownFacts(session: Session, locale: Locale): unknown {
  const { title, start, end, date, status, description, recap, contributors, links, documents } = session
  return [
    ...[shown(title, locale), start, end, date, status, html(description, locale), html(recap, locale)],
    ...[session.spokenLanguages, session.interpretedLanguages],
    contributors.map(({ role }) => shown(role, locale)),
    links.flatMap((link) => (safe(link.url) ? [[shown(link.title, locale), link.url]] : [])),
    documents.map((one) => [
      ...[shown(one.title, locale), one.file.asset, downloadName(one.file.name, one.file.asset)],
    ]),
  ]
}

/** When a moved session was to be, as its page says it. */
const formerTimes = ({ date, status, movedFrom }: Session, { timeZone }: Edition) =>
  status === 'moved' &&
  movedFrom?.start && [
    isoText(movedFrom.date ?? date, movedFrom.start, timeZone),
    movedFrom.date ?? date,
    movedFrom.end,
  ]

const contributorsOf = ({ contributors }: Session, { documents }: Source): readonly Contributor[] =>
  contributors.flatMap(({ contributor }) => documents.contributor(contributor) ?? [])

/** How a contributor is named beside a session. */
const byLine = ({ acronym, name }: Contributor, locale: Locale) =>
  shown(acronym, locale) ?? shown(name, locale)

/** An edition's place for search engines; with a stream where it has both. */
const venueOf = ({ venue, city, country, links }: Edition, locale: Locale) => [
  ...[venue, city, country].map((text) => shown(text, locale)?.value),
  shown(venue, locale) !== undefined && safe(links?.stream) !== undefined,
]

const dayAndPlace = (edition: Edition, locale: Locale): readonly unknown[] => [
  ...[edition.firstDay, edition.lastDay, shown(edition.city, locale), shown(edition.country, locale)],
]

const placeAndDays = (edition: Edition, locale: Locale): readonly unknown[] => [
  daysText(edition, locale),
  ...[shown(edition.city, locale), shown(edition.country, locale)].map((text) => text?.value),
]

/** An edition's picture: what is seen of the image, which is often the same with another crop. */
const pictureOf = (image: Edition['image'], locale: Locale) =>
  image?.asset && [image.asset, regionOf(parseImageId(image.asset), image), shown(image.alt, locale)]

/** The start and the end as pages write them for programs, with the offset of the edition's zone. */
const instants = (timed: Timed, { timeZone }: Edition) => isoSpan(timed, timeZone)

/** The address that search engines are told: in the source language where a page falls back. */
function canonical(subject: Subject, { documents, addresses, locale }: Source): Address | undefined {
  return addresses.of(fallsBack(subject, locale, documents) ? sourceLocale : locale, subject.kind, subject.id)
}

/** A rich text as pages show it: keys and what the form does not allow are not seen. */
const html = (text: Localized<RichText> | undefined, locale: Locale) => {
  const found = shown(text, locale)
  return found && [richTextHtml(found.value, (address) => address), found.lang]
}

const safe = (url: string | undefined): string | undefined => (url && isSafeLink(url) ? url : undefined)

/** The title of a document, with where it leads. */
const titled = (document: Titled | undefined, address: Address | undefined, locale: Locale): Piece =>
  piece([document, address], () => [shown(document?.title, locale), address])

const piece = (of: readonly unknown[], show: () => unknown): Piece => ({ of, show })
const fact = (value: string | number | boolean | undefined): Piece => ({ of: [value], show: () => value })

type Titled = { title: Localized<string> }
type Timed = Pick<Session, 'date' | 'start' | 'end'>
