import { byDocumentId, byEditors, byOrdinal, byText, byTime } from '#src/model/order.ts'
import { byRoomName } from '#src/model/room-order.ts'
import type {
  Break,
  Contributor,
  Edition,
  Forum,
  Page,
  Part,
  Room,
  Session,
  Snapshot,
  StrategySection,
  Term,
} from '#src/model/schema.ts'
import { endDateOf } from '#src/model/time.ts'
import { datesByEdition, dayId } from './days.ts'
import { formerStartOf } from './former.ts'

/**
 * The documents of a snapshot as pages ask for them: by id, and in the order in which they are listed. All lists and
 * tables are made once, so an answer does not cost more where there are more documents. An id that no document has, or
 * undefined, gives undefined or an empty list.
 */
export class Documents {
  /** The documents as they were read, by type. */
  readonly snapshot: Snapshot
  /** By first day. */
  readonly editions: readonly Edition[]
  /** As editors order them. */
  readonly strategySections: readonly StrategySection[]
  /** As editors order them. */
  readonly pages: readonly Page[]
  /** By id. */
  readonly terms: readonly Term[]
  readonly #byId = new Map<string, Document>()
  readonly #parts: Lists<Part>
  readonly #sessions: Lists<Session>
  readonly #sessionsOfPart: Map<string, readonly Session[]>
  readonly #sessionsApart: Lists<Session>
  readonly #breaks: Lists<Break>
  readonly #sessionsOfDay: Lists<Session>
  readonly #breaksOfDay: Lists<Break>
  readonly #movedFromDay: Lists<Session>
  readonly #dates: ReadonlyMap<string, readonly string[]>
  readonly #sessionsWith: Lists<Session>
  readonly #rooms: Lists<Room>
  readonly #sessionsIn: Lists<Session>
  readonly #sessionsAlong = new Map<string, Session[]>()
  readonly #sideBySide = new Set<string>()
  readonly #peopleOf: Lists<Contributor>
  readonly #places = new Map<string, number>()

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot
    const { forum, ...lists } = snapshot
    for (const document of [forum, ...Object.values(lists).flat()]) this.#byId.set(document._id, document)
    this.editions = snapshot.editions.toSorted((a, b) => byText(a.firstDay, b.firstDay) || byDocumentId(a, b))
    this.strategySections = snapshot.strategySections.toSorted(byEditors)
    this.pages = snapshot.pages.toSorted(byEditors)
    this.terms = snapshot.terms
    this.#parts = Map.groupBy(snapshot.parts.toSorted(byOrdinal), ({ edition }) => edition)
    const sessions = snapshot.sessions.toSorted(byTime)
    this.#sessions = Map.groupBy(sessions, ({ edition }) => edition)
    this.#sessionsOfPart = Map.groupBy(sessions, ({ part = '' }) => part)
    this.#sessionsApart = Map.groupBy(this.#sessionsOfPart.get('') ?? [], ({ edition }) => edition)
    this.#sessionsOfPart.delete('')
    this.#breaks = Map.groupBy(snapshot.breaks.toSorted(byTime), ({ edition }) => edition)
    this.#sessionsOfDay = byDay(this.#sessions)
    this.#breaksOfDay = byDay(this.#breaks)
    this.#movedFromDay = groupedByEach(sessions, (session) => {
      const former = formerStartOf(session)
      return [former && dayId(session.edition, former.date)]
    })
    this.#dates = datesByEdition(snapshot)
    const latest = this.editions.toReversed()
    this.#sessionsWith = groupedByEach(
      latest.flatMap(({ _id }) => this.sessionsOf(_id)),
      ({ contributors }) => contributors.map(({ contributor }) => contributor),
    )
    this.#rooms = Map.groupBy(snapshot.rooms.toSorted(byRoomName), ({ edition }) => edition)
    this.#sessionsIn = groupedByEach(sessions, ({ rooms }) => rooms)
    this.#peopleOf = groupedByEach(snapshot.contributors, ({ organisation }) => [organisation])
    for (const list of [...this.#parts.values(), ...this.#sessions.values()])
      for (const [place, { _id }] of list.entries()) this.#places.set(_id, place)
    for (const list of [...this.#sessionsOfPart.values(), ...this.#sessionsApart.values()])
      for (const [place, { _id }] of list.entries()) this.#places.set(`part ${_id}`, place)
    for (const list of this.#sessionsOfDay.values()) this.#noteAlong(list)
  }

  get forum(): Forum {
    return this.snapshot.forum
  }

  edition = (id: string | undefined): Edition | undefined => this.#find('edition', id)
  part = (id: string | undefined): Part | undefined => this.#find('part', id)
  session = (id: string | undefined): Session | undefined => this.#find('session', id)
  contributor = (id: string | undefined): Contributor | undefined => this.#find('contributor', id)
  room = (id: string | undefined): Room | undefined => this.#find('room', id)
  page = (id: string | undefined): Page | undefined => this.#find('page', id)
  strategySection = (id: string | undefined): StrategySection | undefined => this.#find('strategySection', id)

  /** The parts of an edition, by ordinal. */
  partsOf = (edition: string): readonly Part[] => this.#parts.get(edition) ?? []
  /** The sessions of an edition, in the order of time. */
  sessionsOf = (edition: string): readonly Session[] => this.#sessions.get(edition) ?? []
  /** The sessions of a part, in the order of time. */
  sessionsOfPart = (part: string): readonly Session[] => this.#sessionsOfPart.get(part) ?? []
  /** The sessions of an edition that belong to no part, in the order of time. */
  sessionsApart = (edition: string): readonly Session[] => this.#sessionsApart.get(edition) ?? []
  /** The rooms of a session, as editors order them. */
  roomsOf = (session: string): readonly Room[] =>
    (this.session(session)?.rooms ?? []).flatMap((id) => this.room(id) ?? [])
  /** The rooms of an edition, by name. */
  roomsIn = (edition: string): readonly Room[] => this.#rooms.get(edition) ?? []
  /** The sessions that take place in a room, in the order of time. */
  sessionsIn = (room: string): readonly Session[] => this.#sessionsIn.get(room) ?? []
  /** The breaks of an edition, in the order of time. */
  breaksOf = (edition: string): readonly Break[] => this.#breaks.get(edition) ?? []

  /** The dates on which an edition has sessions or breaks, in order. */
  datesOf = (edition: string): readonly string[] => this.#dates.get(edition) ?? []
  /** The sessions of an edition that start on a date, in the order of time. */
  sessionsOn = (edition: string, date: string): readonly Session[] =>
    this.#sessionsOfDay.get(dayId(edition, date)) ?? []
  /** The breaks of an edition that start on a date, in the order of time. */
  breaksOn = (edition: string, date: string): readonly Break[] =>
    this.#breaksOfDay.get(dayId(edition, date)) ?? []
  /** The sessions of an edition that were to start on a date and now start at another time, in the order of that. */
  movedFromDate = (edition: string, date: string): readonly Session[] =>
    this.#movedFromDay.get(dayId(edition, date)) ?? []
  /** All contributors, in the order of ids. Pages other than that of all people must not ask for them. */
  get contributors(): readonly Contributor[] {
    return this.snapshot.contributors
  }
  /** The sessions in which a contributor takes part, each once: those of the latest edition first, in the order of time. */
  sessionsWith = (contributor: string): readonly Session[] => this.#sessionsWith.get(contributor) ?? []
  /** The contributors who belong to an organisation, in the order of ids. */
  peopleOf = (organisation: string): readonly Contributor[] => this.#peopleOf.get(organisation) ?? []

  /** The parts before and after a part of an edition. */
  partsAround = (id: string): Around<Part> => this.#around(this.partsOf(this.part(id)?.edition ?? ''), id)
  /**
   * The sessions before and after a session in the order of time: of its edition; where sessions run side by side there,
   * of its part, or of those without one, since the next by time would be one of several.
   */
  sessionsAround = (id: string): Around<Session> => {
    const session = this.session(id)
    if (session && this.runsSideBySide(session.edition))
      return around(this.#sessionsNear(session), this.#places.get(`part ${id}`))
    return this.#around(this.sessionsOf(session?.edition ?? ''), id)
  }

  /** Whether an edition has sessions that take place at the same time. */
  runsSideBySide = (edition: string): boolean => this.#sideBySide.has(edition)

  /**
   * At most eight other sessions that a session's page leads to: those of its part around it; where sessions run side by
   * side in its edition, those that take place at the same time.
   */
  sessionsBeside = (id: string): readonly Session[] => {
    const session = this.session(id)
    if (session && this.runsSideBySide(session.edition))
      return this.#along(id).filter(takesPlace).slice(0, besides)
    const list = this.sessionsOfPart(session?.part ?? '')
    const place = this.#places.get(`part ${id}`) ?? 0
    const first = Math.max(0, Math.min(place - 4, list.length - besides - 1))
    return list.slice(first, first + besides + 1).filter(({ _id }) => _id !== id)
  }

  /** The sessions that may have a session among those beside, before or after them. */
  sessionsNaming = (id: string): readonly Session[] => {
    const session = this.session(id)
    if (session === undefined) return []
    const list = this.#sessionsNear(session)
    const place = this.#places.get(`part ${id}`) ?? 0
    const ofPart = list.slice(Math.max(0, place - besides), place + besides + 1)
    return [...ofPart, ...this.#along(id)].filter(({ _id }) => _id !== id)
  }

  /** The sessions of a session's part; of one without a part, those of its edition that have none either. */
  #sessionsNear = ({ part, edition }: Session): readonly Session[] =>
    part === undefined ? this.sessionsApart(edition) : this.sessionsOfPart(part)

  /** The sessions of a session's day that take place while it does, in the order of time. */
  #along = (id: string): readonly Session[] => this.#sessionsAlong.get(id) ?? []

  /** Notes for each session of a day, in the order of time, which of the others take place at the same time. */
  #noteAlong(day: readonly Session[]): void {
    let going: readonly Session[] = []
    for (const session of day) {
      going = going.filter((earlier) => isBefore(session.start, earlier))
      for (const earlier of going) {
        // What is cancelled is beside nobody: where another takes its time, sessions still follow one another.
        if (takesPlace(earlier) && takesPlace(session)) this.#sideBySide.add(session.edition)
        for (const [one, other] of [
          [earlier, session],
          [session, earlier],
        ] as const) {
          const list = this.#sessionsAlong.get(one._id)
          if (list === undefined) this.#sessionsAlong.set(one._id, [other])
          else list.push(other)
        }
      }
      going = [...going, session]
    }
  }

  /** The document with an id, of any type. */
  document = (id: string): Document | undefined => this.#byId.get(id)

  #around<T extends Part | Session>(list: readonly T[], id: string): Around<T> {
    return around(list, this.#places.get(id))
  }

  #find<T extends Document['_type']>(type: T, id = ''): (Document & { _type: T }) | undefined {
    const document = this.#byId.get(id)
    return document?._type === type ? (document as Document & { _type: T }) : undefined
  }
}

/** Items by each of their keys; an item that has a key twice is in its list once. */
function groupedByEach<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly (string | undefined)[],
): Lists<T> {
  const lists = new Map<string, T[]>()
  for (const item of items)
    for (const key of new Set(keysOf(item))) {
      if (key === undefined) continue
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [item])
      else list.push(item)
    }
  return lists
}

/** The documents of a snapshot; the same for the same snapshot. */
export function documentsOf(snapshot: Snapshot): Documents {
  const known = documents.get(snapshot) ?? new Documents(snapshot)
  documents.set(snapshot, known)
  return known
}

const documents = new WeakMap<Snapshot, Documents>()

/** Lists of editions, cut by date. */
function byDay<T extends Session | Break>(lists: Lists<T>): Lists<T> {
  const days = new Map<string, T[]>()
  for (const [edition, list] of lists)
    for (const item of list) {
      const id = dayId(edition, item.date)
      const day = days.get(id)
      if (day) day.push(item)
      else days.set(id, [item])
    }
  return days
}

const around = <T>(list: readonly T[], place: number | undefined): Around<T> => ({
  previous: place === undefined ? undefined : list[place - 1],
  next: place === undefined ? undefined : list[place + 1],
})

const takesPlace = ({ status }: Session): boolean => status !== 'cancelled'

/** Whether a time of the day on which something starts is before its end, which may be on the next day. */
const isBefore = (time: string, session: Session): boolean =>
  endDateOf(session) > session.date || time < session.end

/** How many sessions are listed beside a session, at most. */
const besides = 8

type Item<T> = T extends readonly (infer I)[] ? I : T
/** Any document of a snapshot. */
export type Document = Item<Snapshot[keyof Snapshot]>
type Around<T> = { previous: T | undefined; next: T | undefined }
type Lists<T> = ReadonlyMap<string, readonly T[]>
