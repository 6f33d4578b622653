import { canonicalLocale, languagesInstead, shown } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { coloursOf } from '#src/model/colours.ts'
import { downloadName, sizeText } from '#src/model/downloads.ts'
import { type FramedImage, parseImageId, regionOf } from '#src/model/image-region.ts'
import { isSafeLink } from '#src/model/links.ts'
import type { Localized, RichText } from '#src/model/localized.ts'
import { richTextHtml } from '#src/model/rich-text.ts'
import type { Contributor, Edition, Part, Room, Session } from '#src/model/schema.ts'
import { isoText, type Times } from '#src/model/time.ts'
import { dayPlan, partsFollow } from '#src/programme/day-plan.ts'
import { dayId, dayOfId } from '#src/programme/days.ts'
import { daysText, interpretationText, offsetsText, offsetText, timesText } from '#src/programme/format.ts'
import { strandOf } from '#src/programme/ordinal.ts'
import {
  formerRooms,
  hasPieceCalendars,
  isBriefList,
  isKeepable,
  isLongProgramme,
  movedWord,
  placeInProgramme,
  wasAtOtherTime,
} from '#src/programme/programme.ts'
import { listedBeside } from '#src/programme/rooms.ts'
import {
  barPieces,
  countPieces,
  dayAddresses,
  dayPieces,
  filterPieces,
  planPieces,
  plenaryPieces,
} from './day-pieces.ts'
import {
  affiliationIn,
  affiliationOf,
  inFilingOrder,
  initialsOf,
  occupationOf,
  peopleByLetter,
} from './people-index.ts'
import { byLine, fact, instants, marked, type Piece, type PieceSource, piece, titled } from './piece.ts'
import { pageMark, toldDays } from './told-changes.ts'

/**
 * What a page shows and what its head says of it for search engines and link previews, in one language, apart from what
 * all pages share (`framePieces`). Views make pages from the same facts: `tests/release/page-changes.test.ts` holds
 * these to them. Costs as much as the page has documents.
 */
export function pagePieces(subject: Subject, source: PieceSource): readonly Piece[] {
  const { documents } = source
  const { edition } = placeInProgramme(documents, subject.id)
  return [
    ...languagePieces(subject, source),
    ...noticePieces(edition?._id, source),
    ...(edition && leadToOwn.has(subject.kind) ? [fact(isKeepable(edition, documents))] : []),
    ...pieces[subject.kind](subject.id, source),
  ]
}

/** Pages with a link to the reader's own programme, and that page: they keep the edition for when there is no network. */
const leadToOwn: ReadonlySet<Subject['kind']> = new Set([
  ...(['programme', 'day', 'part', 'session', 'room', 'myProgramme'] as const),
])

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

/** An edition and its calendars, as the page of feeds lists them. */
function calendarPieces(edition: Edition, { documents, locale }: PieceSource): readonly Piece[] {
  const { _id: id } = edition
  const isWhole = !hasPieceCalendars(edition, documents)
  return [
    titled(edition, id, locale),
    fact(documents.sessionsOf(id).length > 0),
    fact(isWhole || documents.datesOf(id).join()),
    ...(isWhole ? [] : documents.partsOf(id)).map((part) =>
      piece([part], () => [part._id, part.ordinal, shown(part.title, locale)]),
    ),
    ...(documents.forum.currentEdition === id ? documents.roomsIn(id) : []).map((room) =>
      piece([room], () => [room._id, shown(room.name, locale)]),
    ),
  ]
}

/** What all pages of a language have: the names and the links of the header and the footer. */
export function framePieces(source: PieceSource): readonly Piece[] {
  const { documents, addresses, locale } = source
  const { forum, pages } = documents
  return [
    ...noticePieces(undefined, source),
    piece([forum], () => [
      ...[shown(forum.name, locale), shown(forum.organisation, locale), forum.hashtag],
      ...[forum.email, safe(forum.congressSite), shown(forum.acronym, locale)],
      ...[coloursOf(forum.colours), forum.mark?.asset],
    ]),
    fact(forum.currentEdition),
    fact(addresses.of(locale, 'programme', forum.currentEdition)),
    fact(addresses.of(locale, 'strategy', 'strategy')),
    fact(addresses.of(locale, 'people', 'people')),
    fact(addresses.of(locale, 'feeds', 'feeds')),
    fact(addresses.of(locale, 'webmasters', 'webmasters')),
    ...pages.map((page) => titled(page, addresses.of(locale, 'page', page._id), locale)),
  ]
}

/** What stands above the pages of an edition, or of none, at the moment. */
const noticePieces = (edition: string | undefined, { moment, locale }: PieceSource): readonly Piece[] =>
  moment
    .noticesOn(edition, locale)
    .map(({ id, text, from, until, timeZone }) =>
      fact(JSON.stringify([text, until && [id, until, from?.date === until.date, timeZone]])),
    )

/**
 * The addresses of a page in all languages, and which one stands for each: for the switcher, and for search engines.
 * What the page itself has in other languages: for its note.
 */
const languagePieces = (
  subject: Subject,
  { documents, addresses, locale: own }: PieceSource,
): readonly Piece[] => [
  ...locales.flatMap(({ locale }) => [
    fact(addresses.of(locale, subject.kind, subject.id)),
    fact(canonicalLocale(subject, locale, documents)),
  ]),
  fact(languagesInstead(subject, own, documents).join()),
]

const pieces: Readonly<Record<Subject['kind'], (id: string, source: PieceSource) => readonly Piece[]>> = {
  forum: (_id, source) => {
    const { documents, addresses, locale } = source
    const { forum, editions, strategySections } = documents
    const current = documents.edition(forum.currentEdition)
    return [
      piece([forum], () => [
        ...[shown(forum.postalAddress, locale), html(forum.brief, locale)],
        forum.linesOfAction.map(({ title, text, isNew }) => [
          ...[shown(title, locale), shown(text, locale), isNew === true],
        ]),
      ]),
      piece([current], () => [current?._id, shown(current?.lead, locale)]),
      fact(current && addresses.of(locale, 'programme', current._id)),
      fact(current && addresses.of(locale, 'myProgramme', current._id)),
      ...(current ? [...barPieces(current._id, source), ...todayPieces(current, source)] : []),
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
      piece([source.documents.forum], () => shown(source.documents.forum.postalAddress, source.locale)),
      piece([page], () => [shown(page?.title, source.locale), html(page?.text, source.locale)]),
    ]
  },
  edition: (id, source) => {
    const { documents, addresses, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    return [
      fact(addresses.of(locale, 'programme', id)),
      fact(addresses.of(locale, 'rooms', id)),
      ...changesLinkPieces(id, source),
      piece([edition], () => {
        const { title, lead, venue, venueAddress, congress, brief, objectives, outcomes } = edition
        const { links, documents, image } = edition
        return [
          edition.ordinal,
          ...[title, lead, venue, venueAddress, congress].map((text) => shown(text, locale)),
          ...[brief, objectives, outcomes].map((text) => html(text, locale)),
          ...[links?.registration, links?.stream, links?.recording].map(safe),
          downloadFacts(documents, locale),
          ...[ownEvent(edition, locale), dayAndPlace(edition, locale)],
          pictureOf(image, locale),
        ]
      }),
      fact(partsFollow(documents, id)),
      ...barPieces(id, source),
      ...todayPieces(edition, source),
      ...(documents.datesOf(id).length < 2 ? [] : documents.datesOf(id)).flatMap((date) => [
        ...countPieces(id, date, source),
        ...plenaryPieces(id, date, source),
      ]),
      ...documents
        .partsOf(id)
        .flatMap((part) => [
          titled(part, addresses.of(locale, 'part', part._id), locale),
          piece([part], () => [part.ordinal, shown(part.summary, locale)]),
          fact(documents.sessionsOfPart(part._id).length),
        ]),
      fact(documents.sessionsApart(id).length),
    ]
  },
  programme: (id, source) => {
    const { documents, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    const dates = documents.datesOf(id)
    const sessions = documents.sessionsOf(id)
    const isBrief = isBriefList(sessions.length)
    const options =
      dates.length > 1
        ? ({ level: 3, isBrief, hasStars: !isBrief } as const)
        : ({ level: 2, isBrief } as const)
    return [
      ...editionPieces(edition, source),
      piece([edition], () => [
        ownEvent(edition, locale),
        ...[edition.ordinal, shown(edition.lead, locale), shown(edition.venue, locale)],
        ...[...placeAndDays(edition, locale), shown(edition.city, locale)],
      ]),
      piece([edition], () => [offsetText(edition.firstDay, edition.timeZone), edition.timeZone]),
      // Its description names all of its parts.
      ...documents
        .partsOf(id)
        .map((part) => piece([part], () => [part.ordinal, shown(part.title, locale)?.value])),
      ...eventPieces(sessions, isLongProgramme(sessions), source),
      ...changesLinkPieces(id, source),
      fact(source.moment.lastChange(id)),
      ...barPieces(id, source),
      ...filterPieces(id, dates, source),
      ...dates.flatMap((date) => dayPieces(edition, date, options, source)),
    ]
  },
  day: (dayOf, source) => {
    const { documents, locale } = source
    const { edition: id = '', date = '' } = dayOfId(dayOf) ?? {}
    const edition = documents.edition(id)
    if (edition === undefined) return []
    const sessions = documents.sessionsOn(id, date)
    return [
      ...editionPieces(edition, source),
      fact(hasPieceCalendars(edition, documents)),
      piece([edition], () => [
        ...[edition.ordinal, edition.firstDay, edition.lastDay, offsetText(date, edition.timeZone)],
        edition.timeZone,
        ...[...placeAndDays(edition, locale), shown(edition.city, locale)],
      ]),
      // In the thread of its share image.
      ...documents.partsOf(id).map((part) => fact(part.ordinal)),
      ...eventPieces(sessions, isLongProgramme(sessions), source),
      ...barPieces(id, source),
      ...countPieces(id, date, source),
      ...filterPieces(id, [date], source),
      ...dayPieces(edition, date, { level: 2, isBrief: isBriefList(sessions.length) }, source),
    ]
  },
  myProgramme: (id, source) => {
    const { documents, addresses, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    return [
      ...editionLinks(edition, source),
      fact(source.moment.lastChange(id)),
      piece([edition], () => [edition.ordinal, edition.timeZone, ...placeAndDays(edition, locale)]),
      piece([edition], () => offsetText(edition.firstDay, edition.timeZone)),
      ...partPieces(id, source),
      ...documents.sessionsOf(id).flatMap((session) => {
        return [
          titled(session, addresses.of(locale, 'session', session._id), locale),
          piece([session, edition], () => [
            ...[session.part, session.status, session.plenary],
            session.status === 'moved' && movedWord(session),
            ...instants(session, edition),
          ]),
          ...documents.roomsOf(session._id).map((room) => piece([room], () => shown(room.name, locale))),
        ]
      }),
    ]
  },
  changes: (id, source) => {
    const { documents, addresses, moment, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    const days = toldDays(moment.changesIn(id), edition.timeZone, source)
    return [
      ...editionLinks(edition, source),
      piece([edition], () => [edition.ordinal, ...placeAndDays(edition, locale)]),
      // In the thread of their share image.
      ...documents.partsOf(id).map((part) => fact(part.ordinal)),
      fact(JSON.stringify(days)),
      ...days.flatMap(({ changes }) =>
        changes.map(({ session }) => fact(addresses.of(locale, 'session', session))),
      ),
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
      fact(hasPieceCalendars(edition, documents)),
      piece([edition], () => [edition.timeZone, ...placeAndDays(edition, locale)]),
      piece([part], () => [shown(part.title, locale), part.ordinal, shown(part.summary, locale)]),
      ...daysPieces(sessions, edition, { hasPart: false }, source),
      ...(sessions.length > 0
        ? eventPieces(sessions, isLongProgramme(documents.sessionsOf(edition._id)), source)
        : []),
      ...[previous, next].flatMap((other) => [
        titled(other, other && addresses.of(locale, 'part', other._id), locale),
        piece([other], () => other?.ordinal),
      ]),
    ]
  },
  session: (id, source) => {
    const { documents, addresses, locale } = source
    const { session, part, edition } = placeInProgramme(documents, id)
    if (session === undefined || edition === undefined) return []
    const { previous, next } = documents.sessionsAround(id)
    const spansDays = documents.datesOf(edition._id).length > 1
    const isParallel = documents.runsSideBySide(edition._id)
    const step = (other: Session | undefined) => [
      titled(other, other && addresses.of(locale, 'session', other._id), locale),
      piece([other, spansDays], () => other && [other.start, spansDays && other.date]),
    ]
    return [
      ...editionPieces(edition, source),
      piece([session, edition], () => [
        ...instants(session, edition),
        ...[offsetsText(session, edition.timeZone, locale)],
        ...[shown(edition.city, locale), shown(edition.venue, locale)],
        formerTimes(session, edition),
      ]),
      titled(part, part && addresses.of(locale, 'part', part._id), locale),
      // Its share image has the ordinal where no typeface can draw the title.
      piece([part], () => part?.ordinal),
      piece([session], () => ownFacts(session, locale)),
      fact(JSON.stringify(pageMark(session, source.moment.changeOf(id), source))),
      ...session.contributors.flatMap((contribution) => {
        const contributor = documents.contributor(contribution.contributor)
        return contributor === undefined
          ? []
          : [
              fact(addresses.of(locale, 'contributor', contributor._id)),
              piece([session, contributor, documents.contributor(contributor.organisation)], () => [
                ...[byLine(contributor, locale), shown(contributor.name, locale)?.value],
                ...[contributor.kind, safe(contributor.url), faceOf(contributor, locale)],
                affiliationIn(contribution, documents, locale)?.text,
              ]),
            ]
      }),
      ...documents
        .roomsOf(session._id)
        .flatMap((room) => [
          fact(addresses.of(locale, 'room', room._id)),
          piece([room], () => roomFacts(room, locale)),
        ]),
      ...formerRooms(session, documents).map((room) => piece([room], () => shown(room.name, locale))),
      fact(isParallel),
      ...listedBeside(session, documents).flatMap((other) => [
        ...step(other),
        ...(isParallel
          ? [
              piece([documents.part(other.part)], () => strandIn(documents.part(other.part))),
              ...documents.roomsOf(other._id).map((room) => piece([room], () => shown(room.name, locale))),
            ]
          : []),
      ]),
      ...[previous, next].flatMap(step),
    ]
  },
  rooms: (id, source) => {
    const { documents, addresses, locale } = source
    const edition = documents.edition(id)
    if (edition === undefined) return []
    return [
      ...editionLinks(edition, source),
      piece([edition], () => [
        edition.ordinal,
        shown(edition.venue, locale),
        ...placeAndDays(edition, locale),
      ]),
      // In the thread of their share image.
      ...documents.partsOf(edition._id).map((part) => fact(part.ordinal)),
      ...documents
        .roomsIn(id)
        .flatMap((room) => [
          fact(addresses.of(locale, 'room', room._id)),
          piece([room], () => roomFacts(room, locale)),
        ]),
    ]
  },
  room: (id, source) => {
    const { documents, addresses, locale } = source
    const room = documents.room(id)
    const edition = documents.edition(room?.edition)
    if (room === undefined || edition === undefined) return []
    return [
      ...editionLinks(edition, source),
      fact(addresses.of(locale, 'rooms', edition._id)),
      fact(documents.sessionsIn(id).length > 0 && hasPieceCalendars(edition, documents)),
      piece([edition], () => [
        ...[edition.ordinal, edition.timeZone],
        shown(edition.venue, locale),
        placeOf(edition, locale),
        ...placeAndDays(edition, locale),
      ]),
      // In the thread of their share image.
      ...documents.partsOf(edition._id).map((part) => fact(part.ordinal)),
      piece([room], () => roomFacts(room, locale)),
      ...daysPieces(documents.sessionsIn(id), edition, { hasPart: true, inRoom: id }, source),
    ]
  },
  feeds: (_id, source) => [
    ...forumCardPieces(source),
    ...source.documents.editions.flatMap((edition) => calendarPieces(edition, source)),
  ],
  webmasters: (_id, source) => {
    const { forum } = source.documents
    return [
      ...forumCardPieces(source),
      titled(source.documents.edition(forum.currentEdition), undefined, source.locale),
      piece([forum], () => forum.embedHosts),
    ]
  },
  people: (_id, source) => {
    const { documents, addresses, locale } = source
    return [
      ...forumCardPieces(source),
      ...peopleByLetter(documents.contributors, locale).flatMap(({ letter, people }) => [
        fact(letter),
        ...people.flatMap((one) => [
          fact(addresses.of(locale, 'contributor', one._id)),
          piece([one, documents.contributor(one.organisation)], () => [
            ...[marked(shown(one.name, locale), one, locale), one.kind, occupationOf(one, documents, locale)],
            ...[shown(one.place, locale)?.value, faceOf(one, locale)],
          ]),
        ]),
      ]),
    ]
  },
  contributor: (id, source) => {
    const { documents, addresses, locale } = source
    const one = documents.contributor(id)
    if (one === undefined) return []
    const organisation = documents.contributor(one.organisation)
    return [
      fact(addresses.of(locale, 'people', 'people')),
      fact(organisation && addresses.of(locale, 'contributor', organisation._id)),
      piece([one, organisation], () => [
        ...[one.kind, safe(one.url), shown(one.name, locale), html(one.biography, locale)],
        ...[one.acronym, one.position, one.place].map((text) => shown(text, locale)),
        affiliationOf(one, documents, locale)?.text,
        faceOf(one, locale),
        one.image?.asset && shown(one.image.alt, locale),
      ]),
      ...inFilingOrder(documents.peopleOf(id), locale).flatMap((person) => [
        fact(addresses.of(locale, 'contributor', person._id)),
        piece([person], () => [
          marked(shown(person.name, locale), person, locale),
          shown(person.position, locale),
        ]),
      ]),
      ...documents.sessionsWith(id).flatMap((session) => {
        const { part, edition } = placeInProgramme(documents, session._id)
        return [
          titled(edition, edition && addresses.of(locale, 'edition', edition._id), locale),
          piece([edition], () => edition && daysText(edition, locale)),
          titled(session, addresses.of(locale, 'session', session._id), locale),
          piece([part], () => strandIn(part)),
          ...documents.roomsOf(session._id).map((room) => piece([room], () => shown(room.name, locale))),
          piece([session, edition], () => [
            ...[session.status, edition && instants(session, edition)],
            session.status === 'moved' && wordsOf(locale)(movedWord(session)),
            session.contributors
              .filter(({ contributor }) => contributor === id)
              .map(({ role, affiliation }) => [shown(role, locale), shown(affiliation, locale)]),
          ]),
        ]
      }),
    ]
  },
  search: (_id, source) => {
    const { documents, addresses, locale } = source
    const { forum, editions, strategySections } = documents
    const isCurrent = (edition: Edition) => edition._id === forum.currentEdition
    return [
      ...forumCardPieces(source),
      ...strategySections.map((section) => titled(section, section._id, locale)),
      ...inFilingOrder(documents.contributors, locale).flatMap((one) => [
        fact(addresses.of(locale, 'contributor', one._id)),
        piece([one], () => marked(shown(one.name, locale), one, locale)),
      ]),
      ...editions.flatMap((edition) => [
        fact(isCurrent(edition)),
        ...documents
          .roomsIn(edition._id)
          .flatMap((room) => [
            fact(addresses.of(locale, 'room', room._id)),
            piece([room], () => shown(room.name, locale)),
          ]),
        titled(edition, addresses.of(locale, 'edition', edition._id), locale),
        piece([edition], () => daysText(edition, locale)),
        ...dayAddresses(edition._id, source),
        ...documents.partsOf(edition._id).flatMap((part) => {
          const sessions = documents.sessionsOfPart(part._id)
          const address = sessions.length > 0 ? undefined : addresses.of(locale, 'part', part._id)
          return [
            titled(part, address, locale),
            piece([part], () => part.ordinal),
            ...sessions.flatMap((session) => foundPieces(session, edition, source)),
          ]
        }),
        fact(documents.sessionsApart(edition._id).length),
        ...documents.sessionsApart(edition._id).flatMap((session) => foundPieces(session, edition, source)),
        fact(addresses.of(locale, 'programme', edition._id)),
        ...documents
          .breaksOf(edition._id)
          .flatMap((one) => [
            titled(one, addresses.of(locale, 'day', dayId(edition._id, one.date)), locale),
            foundAt(one, edition, locale),
          ]),
      ]),
    ]
  },
}

/** What pages of an edition have of it: the way to it, its name, and its place as search engines read it. */
const editionPieces = (edition: Edition, source: PieceSource): readonly Piece[] => [
  ...editionLinks(edition, source),
  fact(canonical({ kind: 'edition', id: edition._id }, source)),
  piece([edition], () => [placeOf(edition, source.locale), edition.firstDay, edition.lastDay]),
]

const editionLinks = (edition: Edition, { addresses, locale }: PieceSource): readonly Piece[] => {
  const [address, ...others] = (['edition', 'programme', 'myProgramme'] as const).map((kind) =>
    addresses.of(locale, kind, edition._id),
  )
  return [titled(edition, address, locale), ...others.map(fact)]
}

/** What a clock is told that says what is on and what comes next. */
const todayPieces = (edition: Edition, { documents, addresses, locale }: PieceSource): readonly Piece[] => [
  ...(['programme', 'myProgramme'] as const).map((kind) => fact(addresses.of(locale, kind, edition._id))),
  fact(documents.datesOf(edition._id).join()),
  piece([edition], () => [
    ...[edition.timeZone, offsetText(edition.firstDay, edition.timeZone)],
    shown(edition.city, locale),
  ]),
]

/** Where its pages lead to what changed in an edition, and when something last did. */
const changesLinkPieces = (id: string, { addresses, moment, locale }: PieceSource): readonly Piece[] => [
  fact(addresses.of(locale, 'changes', id)),
  fact(moment.lastChange(id) !== undefined),
]

/** The parts of an edition in its own pages: their colours, and the names of those that have sessions. */
const partPieces = (id: string, { documents, locale }: PieceSource): readonly Piece[] =>
  documents.partsOf(id).map((part) => {
    const hasSessions = documents.sessionsOfPart(part._id).length > 0
    return piece([part, hasSessions], () => [part.ordinal, hasSessions && shown(part.title, locale)])
  })

/** Sessions by day, where a page has only some of an edition: of a part, or in a room. */
const daysPieces = (
  sessions: readonly Session[],
  edition: Edition,
  more: { hasPart: boolean; inRoom?: string },
  source: PieceSource,
): readonly Piece[] => {
  const { documents, addresses, locale } = source
  const isBrief = isBriefList(sessions.length)
  const spansDays = documents.datesOf(edition._id).length > 1
  return [...Map.groupBy(sessions, ({ date }) => date)].flatMap(([date, ofDay]) => {
    const plan = dayPlan(documents, { sessions: ofDay, breaks: [] }, { level: 2, isBrief })
    return [
      fact(spansDays && addresses.of(locale, 'day', dayId(edition._id, date))),
      ...planPieces({ ...plan, form: { ...plan.form, ...more, look: 'full' } }, edition, source),
    ]
  })
}

const strandIn = (part: Part | undefined) => part && strandOf(part)

/** Where a room is, and whom it holds. */
const roomFacts = ({ name, floor, directions, seats }: Room, locale: Locale): readonly unknown[] => [
  ...[name, floor, directions].map((text) => shown(text, locale)),
  seats,
]

/** The image that link previews of pages without one of their own show. */
function forumCardPieces({ documents, locale }: PieceSource): readonly Piece[] {
  const { forum, editions } = documents
  const current = documents.edition(forum.currentEdition)
  return [
    fact(editions.length),
    fact(current && editions.indexOf(current)),
    piece([current], () => current && placeAndDays(current, locale)),
  ]
}

/** A session in the list of everything. */
const foundPieces = (
  session: Session,
  edition: Edition,
  { addresses, locale }: PieceSource,
): readonly Piece[] => [
  titled(session, addresses.of(locale, 'session', session._id), locale),
  foundAt(session, edition, locale),
  piece([session], () => session.status === 'cancelled'),
]

/** When something that the search lists takes place. */
const foundAt = (times: Times, edition: Edition, locale: Locale): Piece =>
  piece([times, edition], () => [
    timesText(times, locale),
    edition.firstDay === edition.lastDay || times.date,
  ])

/** Sessions in a list, as search engines read them. */
const eventPieces = (
  sessions: readonly Session[],
  isLong: boolean,
  source: PieceSource,
): readonly Piece[] => {
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
    ...[session.plenary, session.spokenLanguages, interpretationText(session.interpretation, locale)],
    ...[session.signedLanguages, session.captions],
    // Of a cancelled session the page does not lead to films; search engines still read where it was to be seen.
    ...[safe(session.stream), status !== 'cancelled' && safe(session.recording)],
    contributors.map(({ role }) => shown(role, locale)),
    links.flatMap((link) => (safe(link.url) ? [[shown(link.title, locale), link.url, link.language]] : [])),
    downloadFacts(documents, locale),
  ]
}

/** Files that readers may take away. */
const downloadFacts = (documents: Session['documents'], locale: Locale): unknown =>
  documents.map(({ title, language, file: { asset, name, size } }) => [
    ...[shown(title, locale), language, asset, downloadName(name, asset)],
    size !== undefined && sizeText(size, locale),
  ])

/** When a moved session was to be, as its page says it. */
const formerTimes = (session: Session, { timeZone }: Edition) => {
  const { date, movedFrom } = session
  return (
    wasAtOtherTime(session) &&
    movedFrom?.start && [
      isoText(movedFrom.date ?? date, movedFrom.start, timeZone),
      movedFrom.date ?? date,
      movedFrom.end,
    ]
  )
}

/** An edition's place for search engines. */
const placeOf = ({ venue, venueAddress, city, country }: Edition, locale: Locale) => [
  ...[venue, city, country].map((text) => shown(text, locale)?.value),
  shown(venueAddress, locale)?.value.split('\n')[0],
]

/** What its own pages say of an edition to search engines: its place also on the map, its stream, where to register. */
const ownEvent = (edition: Edition, locale: Locale) => [
  ...[placeOf(edition, locale), edition.location],
  ...[edition.links?.stream, edition.links?.registration].map(safe),
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

/** What stands beside a contributor's name: the portrait or the logo, or initials. */
function faceOf(one: Contributor, locale: Locale): unknown {
  if (!one.image?.asset) return initialsOf(one, locale)
  const shape: FramedImage['shape'] = one.kind === 'person' ? 'square' : 'whole'
  return [one.image.asset, regionOf(parseImageId(one.image.asset), { ...one.image, shape })]
}

/** The address that search engines are told: in another language where a page falls back. */
function canonical(subject: Subject, { documents, addresses, locale }: PieceSource): Address | undefined {
  return addresses.of(canonicalLocale(subject, locale, documents), subject.kind, subject.id)
}

/** A rich text as pages show it: keys and what the form does not allow are not seen. */
const html = (text: Localized<RichText> | undefined, locale: Locale) => {
  const found = shown(text, locale)
  return found && [richTextHtml(found.value, (address) => address), found.lang]
}

const safe = (url: string | undefined): string | undefined => (url && isSafeLink(url) ? url : undefined)
