import type { Subject } from '#src/addresses/paths.ts'
import type { Contributor, Session } from '#src/model/schema.ts'
import { dayId } from '#src/programme/days.ts'
import type { Document, Documents } from '#src/programme/documents.ts'

/**
 * The pages that a change of some documents may change, each once, in one version of the content; apart from what the
 * header and the footer of all pages show. What a change takes away or moves is found in the version before it. Costs as
 * much as there are pages to find, and one look at all sessions for rooms.
 */
export function pagesNear(ids: ReadonlySet<string>, documents: Documents): readonly Subject[] {
  const found = new Map<string, Subject>()
  for (const id of ids)
    for (const subject of near(documents.document(id), documents))
      found.set(`${subject.kind} ${subject.id}`, subject)
  for (const session of sessionsWith(ids, documents))
    for (const subject of [
      ...[sessionPage(session), ...peopleIn([session])],
      // Sessions beside it name its rooms.
      ...documents.sessionsNaming(session._id).map(sessionPage),
      ...listsOf(session.edition, documents),
    ])
      found.set(`${subject.kind} ${subject.id}`, subject)
  return [...found.values()]
}

function near(document: Document | undefined, documents: Documents): readonly Subject[] {
  switch (document?._type) {
    case 'forum':
      return frontPages(documents)
    case 'strategySection':
      return [strategy, forum, search]
    case 'edition':
      return [
        ...[...ofEdition(document._id, documents), ...frontPages(documents)],
        ...peopleIn(documents.sessionsOf(document._id)),
      ]
    // Its sessions name it, and those of the others come before and after them.
    case 'part':
      return [
        ...[...ofEdition(document.edition, documents), search, feeds],
        ...peopleIn(documents.sessionsOfPart(document._id)),
      ]
    case 'session':
      return [...aroundSession(document, documents), search, feeds, ...peopleIn([document])]
    case 'break':
      return [
        ...(['programme', 'edition'] as const).map((kind) => ({ kind, id: document.edition })),
        ...daysOf(document.edition, documents),
        search,
      ]
    case 'room':
      return [
        ...[roomPage(document._id), { kind: 'rooms', id: document.edition } as const],
        ...[changesPage(document.edition), search, feeds],
      ]
    case 'contributor':
      return [
        ...[people, search, ...aroundContributor(document, documents)],
        // Also of sessions that it has left.
        ...documents.editions.map(({ _id }) => changesPage(_id)),
      ]
    case 'page':
      return [{ kind: 'page', id: document._id }, search]
    default:
      return []
  }
}

const forum: Subject = { kind: 'forum', id: 'forum' }
const strategy: Subject = { kind: 'strategy', id: 'strategy' }
const people: Subject = { kind: 'people', id: 'people' }
const search: Subject = { kind: 'search', id: 'search' }
const feeds: Subject = { kind: 'feeds', id: 'feeds' }
const webmasters: Subject = { kind: 'webmasters', id: 'webmasters' }

/** The pages that belong to no edition: they name the editions, or are linked with a picture that does. */
const frontPages = ({ pages }: Documents): readonly Subject[] => [
  ...[forum, strategy, people, search, feeds, webmasters],
  ...pages.map(({ _id }) => ({ kind: 'page' as const, id: _id })),
]

/**
 * The pages of an edition, where it has other days in the two versions, or sessions at the same time in one of them: its
 * lists name their days where it has several, and so do the home page, the search and the calendars; pages of sessions lead to
 * others.
 */
export function pagesOfOtherDays(before: Documents, after: Documents): readonly Subject[] {
  const changed = after.editions.filter(
    ({ _id }) =>
      before.datesOf(_id).join() !== after.datesOf(_id).join() ||
      before.runsSideBySide(_id) !== after.runsSideBySide(_id),
  )
  return changed.flatMap(({ _id }) => [...ofEdition(_id, after), forum, search, feeds])
}

const ofEdition = (id: string, documents: Documents): readonly Subject[] => [
  ...listsOf(id, documents),
  ...documents.sessionsOf(id).map(sessionPage),
]

/** The pages of an edition that list its parts, its rooms or its sessions. */
const listsOf = (id: string, documents: Documents): readonly Subject[] => [
  ...documents.partsOf(id).map(({ _id }) => ({ kind: 'part' as const, id: _id })),
  ...(['programme', 'myProgramme', 'changes', 'rooms', 'edition'] as const).map((kind) => ({ kind, id })),
  ...documents.roomsIn(id).map(({ _id }) => roomPage(_id)),
  ...daysOf(id, documents),
]

const daysOf = (id: string, { datesOf }: Documents): readonly Subject[] =>
  datesOf(id).map((date) => ({ kind: 'day' as const, id: dayId(id, date) }))

const aroundSession = (session: Session, documents: Documents): readonly Subject[] => {
  const { _id: id } = session
  const { previous, next } = documents.sessionsAround(id)
  return [
    sessionPage(session),
    ...listsOf(session.edition, documents),
    ...[previous, next].flatMap((one) => (one ? [sessionPage(one)] : [])),
    ...documents.sessionsNaming(id).map(sessionPage),
  ]
}

/** The page of a contributor and those that name it: of its organisation, of its own people, and the sessions that name their affiliation. */
const aroundContributor = (one: Contributor, documents: Documents): readonly Subject[] => {
  const staff = documents.peopleOf(one._id)
  return [
    personPage(one._id),
    ...(one.organisation === undefined ? [] : [personPage(one.organisation)]),
    ...staff.map(({ _id }) => personPage(_id)),
    ...staff.flatMap(({ _id }) => documents.sessionsWith(_id).map(sessionPage)),
  ]
}

const peopleIn = (sessions: readonly Session[]): readonly Subject[] =>
  sessions.flatMap(({ contributors }) => contributors.map(({ contributor }) => personPage(contributor)))

const changesPage = (edition: string): Subject => ({ kind: 'changes', id: edition })

const roomPage = (id: string): Subject => ({ kind: 'room', id })

const personPage = (id: string): Subject => ({ kind: 'contributor', id })

const sessionPage = ({ _id: id }: Session): Subject => ({ kind: 'session', id })

/** The sessions that name one of these contributors, or that take place in one of these rooms or did before they were moved. */
const sessionsWith = (ids: ReadonlySet<string>, documents: Documents): readonly Session[] => {
  const { rooms: allRooms, sessions } = documents.snapshot
  const isIn = ({ rooms, movedFrom }: Session) =>
    [...rooms, ...(movedFrom?.rooms ?? [])].some((room) => ids.has(room))
  return [
    ...[...ids].flatMap((id) => documents.sessionsWith(id)),
    ...(allRooms.some(({ _id }) => ids.has(_id)) ? sessions.filter(isIn) : []),
  ]
}
