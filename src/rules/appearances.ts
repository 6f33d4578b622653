import type { Subject } from '#src/addresses/paths.ts'
import type { DocumentType, Snapshot } from '#src/model/schema.ts'
import { datesByEdition, dayId } from '#src/programme/days.ts'
import { formerStartOf } from '#src/programme/former.ts'

/**
 * The pages that show something of a document, each once: its own page first, then the closest pages. Each page exists
 * in every language. A document that is not in the snapshot appears on no page.
 *
 * Links alone do not count: the breadcrumb, the sessions before and after, the search, and the header and footer of
 * all pages.
 * @example appearancesOf('break-lunch', snapshot) → [{ kind: 'programme', id: 'edition-2019' }]
 */
export function appearancesOf(documentId: string, snapshot: Snapshot): readonly Subject[] {
  const types = Object.keys(appearances) as readonly DocumentType[]
  const subjects = types.flatMap((type) => appearances[type](documentId, snapshot))
  return subjects.filter((subject, index) => index === subjects.findIndex((other) => same(subject, other)))
}

type Appearances = (id: string, snapshot: Snapshot) => readonly Subject[]

const appearances: Readonly<Record<DocumentType, Appearances>> = {
  forum: (id, { forum }) => (forum._id === id ? [forumPage] : []),
  strategySection: (id, { strategySections }) =>
    has(strategySections, id) ? [{ kind: 'strategy', id: 'strategy' }, forumPage] : [],
  edition: (id, snapshot) => {
    if (!has(snapshot.editions, id)) return []
    const sessions = snapshot.sessions.filter(({ edition }) => edition === id)
    const programme = hasProgramme(snapshot, id) ? programmePages(id) : []
    // Each session's page shows the city and its time zone beside the date.
    return [
      { kind: 'edition', id },
      ...programme,
      forumPage,
      ...roomPages(snapshot.rooms.filter(({ edition }) => edition === id)),
      ...(snapshot.rooms.some(({ edition }) => edition === id) ? [{ kind: 'rooms' as const, id }] : []),
      // Its notice is above these too.
      ...(hasNotice(snapshot.editions, id) ? snapshot.parts.filter(({ edition }) => edition === id) : []).map(
        ({ _id }) => ({ kind: 'part' as const, id: _id }),
      ),
      ...dayPages(sessions, snapshot),
      ...sessionPages(sessions),
    ]
  },
  part: (id, snapshot) =>
    snapshot.parts
      .filter((part) => part._id === id)
      .flatMap(({ edition }) => [
        { kind: 'part', id },
        ...programmePages(edition),
        editionPage(edition),
        ...dayPages(
          snapshot.sessions.filter(({ part }) => part === id),
          snapshot,
        ),
        ...roomPagesOf(
          snapshot.sessions.filter(({ part }) => part === id),
          snapshot,
        ),
      ]),
  session: (id, snapshot) =>
    snapshot.sessions
      .filter((session) => session._id === id)
      .flatMap((session) => [
        { kind: 'session', id },
        ...partPages([session]),
        ...dayPages([session], snapshot),
        ...oldDayPages([session], snapshot),
        ...programmePages(session.edition),
        ...roomPagesOf([session], snapshot),
        // The edition's page says how many sessions each part has.
        editionPage(session.edition),
      ]),
  break: (id, snapshot) =>
    snapshot.breaks
      .filter(({ _id, edition }) => _id === id && hasProgramme(snapshot, edition))
      .flatMap(({ edition, date }) => [
        ...dayPage(edition, date, snapshot),
        { kind: 'programme' as const, id: edition },
      ]),
  contributor: (id, snapshot) => {
    const one = snapshot.contributors.find(({ _id }) => _id === id)
    if (one === undefined) return []
    const sessions = snapshot.sessions.filter(({ contributors }) =>
      contributors.some(({ contributor }) => contributor === id),
    )
    const programmes = editionsOf(sessions)
    return [
      { kind: 'contributor', id },
      ...contributorPages(snapshot.contributors.filter(({ organisation }) => organisation === id)),
      ...contributorPages(snapshot.contributors.filter(({ _id }) => _id === one.organisation)),
      ...sessionPages(sessions),
      ...partPages(sessions),
      ...programmes.map((edition) => ({ kind: 'programme' as const, id: edition })),
      ...dayPages(sessions, snapshot),
      ...roomPagesOf(sessions, snapshot),
      { kind: 'people', id: 'people' },
    ]
  },
  room: (id, snapshot) => {
    const sessions = snapshot.sessions.filter((session) => roomsNamed(session).includes(id))
    const editions = editionsOf(sessions)
    const own = snapshot.rooms.filter(({ _id }) => _id === id)
    return [
      ...roomPages(own),
      ...own.map(({ edition }) => ({ kind: 'rooms' as const, id: edition })),
      ...sessionPages(sessions),
      ...partPages(sessions),
      ...editions.flatMap(programmePages),
      ...dayPages(sessions, snapshot),
      ...oldDayPages(sessions, snapshot),
    ]
  },
  page: (id, { pages }) => (has(pages, id) ? [{ kind: 'page', id }] : []),
  // Terms are for those who write.
  term: () => [],
}

const forumPage: Subject = { kind: 'forum', id: 'forum' }
const editionPage = (id: string): Subject => ({ kind: 'edition', id })

/** The programme, and “my programme” with the sessions that a reader selected. */
const programmePages = (id: string): readonly Subject[] => [
  { kind: 'programme', id },
  { kind: 'myProgramme', id },
]

/** The pages of the days of sessions. */
const dayPages = (sessions: Sessions, snapshot: Snapshot): readonly Subject[] =>
  sessions.flatMap(({ edition, date }) => dayPage(edition, date, snapshot))

/** The pages of the days on which sessions were to start, where those still are days of the edition. */
const oldDayPages = (sessions: Sessions, snapshot: Snapshot): readonly Subject[] =>
  sessions.flatMap((session) => {
    const former = formerStartOf(session)
    const isDay = former && datesByEdition(snapshot).get(session.edition)?.includes(former.date)
    return isDay ? dayPage(session.edition, former.date, snapshot) : []
  })

/** The page of a day, where its edition has several. */
const dayPage = (edition: string, date: string, snapshot: Snapshot): readonly Subject[] =>
  (datesByEdition(snapshot).get(edition) ?? []).length > 1 ? [{ kind: 'day', id: dayId(edition, date) }] : []

type Sessions = Snapshot['sessions']

const sessionPages = (sessions: Sessions): readonly Subject[] =>
  sessions.map(({ _id: id }) => ({ kind: 'session', id }))
const contributorPages = (contributors: Snapshot['contributors']): readonly Subject[] =>
  contributors.map(({ _id: id }) => ({ kind: 'contributor', id }))
const partPages = (sessions: Sessions): readonly Subject[] =>
  sessions.flatMap(({ part }) => (part === undefined ? [] : [{ kind: 'part', id: part }]))

const roomPages = (rooms: Snapshot['rooms']): readonly Subject[] =>
  rooms.map(({ _id: id }) => ({ kind: 'room', id }))
/** The pages of the rooms in which sessions take place. */
const roomPagesOf = (sessions: Sessions, { rooms }: Snapshot): readonly Subject[] =>
  roomPages(rooms.filter(({ _id }) => sessions.some((session) => session.rooms.includes(_id))))

const hasProgramme = ({ parts, sessions }: Snapshot, id: string) =>
  [...parts, ...sessions].some(({ edition }) => edition === id)
const editionsOf = (sessions: Sessions) => [...new Set(sessions.map(({ edition }) => edition))]
/** The rooms of a session, and those that it was moved from. */
const roomsNamed = ({ rooms, movedFrom }: Sessions[number]) => [...rooms, ...(movedFrom?.rooms ?? [])]

const hasNotice = (editions: Snapshot['editions'], id: string) =>
  editions.some(({ _id, notice }) => _id === id && Object.keys(notice?.text ?? {}).length > 0)
const has = (list: readonly { _id: string }[], id: string) => list.some(({ _id }) => _id === id)
const same = (a: Subject, b: Subject) => a.kind === b.kind && a.id === b.id
