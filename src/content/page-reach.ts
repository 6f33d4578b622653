import type { Subject } from '#src/addresses/paths.ts'
import type { Session } from '#src/model/schema.ts'
import type { Document, Documents } from '#src/programme/documents.ts'

/**
 * The pages that a change of some documents may change, each once, in one version of the content; apart from what the
 * header and the footer of all pages show. What a change takes away or moves is found in the version before it. Costs as
 * much as there are pages to find, and one look at all sessions for contributors and rooms.
 */
export function pagesNear(ids: ReadonlySet<string>, documents: Documents): readonly Subject[] {
  const found = new Map<string, Subject>()
  for (const id of ids)
    for (const subject of near(documents.document(id), documents))
      found.set(`${subject.kind} ${subject.id}`, subject)
  for (const session of sessionsWith(ids, documents))
    for (const subject of [sessionPage(session), ...listsOf(session.edition, documents)])
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
      return [...ofEdition(document._id, documents), ...frontPages(documents)]
    // Its sessions name it, and those of the others come before and after them.
    case 'part':
      return [...ofEdition(document.edition, documents), search]
    case 'session':
      return [...aroundSession(document, documents), search]
    case 'break':
      return [{ kind: 'programme', id: document.edition }]
    case 'page':
      return [{ kind: 'page', id: document._id }, search]
    default:
      return []
  }
}

const forum: Subject = { kind: 'forum', id: 'forum' }
const strategy: Subject = { kind: 'strategy', id: 'strategy' }
const search: Subject = { kind: 'search', id: 'search' }

/** The pages that belong to no edition: they name the editions, or are linked with a picture that does. */
const frontPages = ({ pages }: Documents): readonly Subject[] => [
  ...[forum, strategy, search],
  ...pages.map(({ _id }) => ({ kind: 'page' as const, id: _id })),
]

const ofEdition = (id: string, documents: Documents): readonly Subject[] => [
  ...listsOf(id, documents),
  ...documents.sessionsOf(id).map(sessionPage),
]

/** The pages of an edition that list its parts or its sessions. */
const listsOf = (id: string, documents: Documents): readonly Subject[] => [
  ...documents.partsOf(id).map(({ _id }) => ({ kind: 'part' as const, id: _id })),
  ...(['programme', 'myProgramme', 'edition'] as const).map((kind) => ({ kind, id })),
]

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

const sessionPage = ({ _id: id }: Session): Subject => ({ kind: 'session', id })

/** The sessions that name one of these contributors or take place in one of these rooms. */
const sessionsWith = (ids: ReadonlySet<string>, { snapshot }: Documents): readonly Session[] => {
  const others = [...snapshot.contributors, ...snapshot.rooms].some(({ _id }) => ids.has(_id))
  if (!others) return []
  return snapshot.sessions.filter(
    ({ rooms, movedFrom, contributors }) =>
      [...rooms, ...(movedFrom?.rooms ?? [])].some((room) => ids.has(room)) ||
      contributors.some(({ contributor }) => ids.has(contributor)),
  )
}
