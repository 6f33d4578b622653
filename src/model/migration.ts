import { isRecord, localizedItems } from './fields.ts'
import { byText } from './order.ts'
import { referencedId } from './references.ts'
import type { RawDocument } from './schema.ts'
import { slugOf } from './slug-of.ts'
import { unusedSlug } from './slugs.ts'

/**
 * Stored documents of an earlier shape, brought to the present one: a session had only a part, one `room`, and the
 * languages of its interpreters without channels; a room belonged to no edition and had no slug.
 */

/** What stored documents become. */
export type Migration = {
  /** The documents in their order, each the same object where nothing changes. */
  documents: readonly RawDocument[]
  /** Rooms to add: one for each further edition that uses a room, in each version that the room has. */
  added: readonly RawDocument[]
  /** Documents that stay as they are, since what they need is not there. */
  left: readonly Left[]
}

/** Why a document stays as it is: its part, the edition of its part, or any edition is missing. */
export type Left = { document: RawDocument; reason: 'noPart' | 'noEditionOfPart' | 'noEdition' }

/**
 * Brings documents to the present shape. Takes published documents, drafts and versions, by their own ids. A room stays
 * that of the first edition that uses it; for others it is copied, with the id `{room}-{edition}`. Migrated documents do
 * not change again, and the same documents give the same result. One look at all documents where none is old.
 * @param around other documents that these refer to; they do not change
 */
export function migrated(documents: readonly RawDocument[], around: readonly RawDocument[] = []): Migration {
  if (!documents.some(isOld)) return { documents, added: [], left: [] }
  return new Migrating(documents, around).result()
}

/** Documents as the site and the Studio read them: in the present shape, with the rooms that a migration would add. */
export function inPresentShape(documents: readonly RawDocument[]): readonly RawDocument[] {
  const { documents: present, added } = migrated(documents)
  return added.length === 0 ? present : [...present, ...added]
}

/** Whether a document has the earlier shape. One that the present form has just made has the list of its slugs. */
function isOld({ _type, edition, part, room, interpretedLanguages, slug }: RawDocument): boolean {
  if (_type === 'session')
    return isThere(room) || isThere(interpretedLanguages) || (!isThere(edition) && isThere(part))
  return _type === 'room' && !isThere(edition) && !isThere(slug)
}

const isThere = (value: unknown) => value !== undefined && value !== null

class Migrating {
  readonly #documents: readonly RawDocument[]
  /** The versions of each document, by its published id. */
  readonly #versions: ReadonlyMap<string, readonly RawDocument[]>
  readonly #left: Left[] = []
  readonly #added = new Map<string, RawDocument>()
  /** The rooms that were copied, by the ids of their copies. */
  readonly #sources = new Map<string, string>()
  /** The edition of each room, by the published ids of both. */
  readonly #homes = new Map<string, string>()
  /** For each edition and language, the slugs of rooms with the room that has it. */
  readonly #slugs = new Map<string, Map<string, string>>()

  constructor(documents: readonly RawDocument[], around: readonly RawDocument[]) {
    this.#documents = documents
    const own = new Set(documents.map(({ _id }) => _id))
    const all = [...documents, ...around.filter(({ _id }) => !own.has(_id))].sort(byVersion)
    this.#versions = Map.groupBy(all, ({ _id }) => publishedIdOf(_id))
    const rooms = all.filter(({ _type }) => _type === 'room')
    for (const room of rooms) this.#takeSlugs(room, referencedId(room.edition))
    const used = Map.groupBy(
      all.filter(({ _type }) => _type === 'session').flatMap((session) => this.#uses(session)),
      ({ room }) => room,
    )
    for (const { _id } of rooms) {
      const id = publishedIdOf(_id)
      const home = this.#storedHome(id) ?? this.#first((used.get(id) ?? []).map(({ edition }) => edition))
      if (home !== undefined) this.#homes.set(id, home)
    }
    // A room that no session uses is one of the forum's present edition.
    const present = this.#presentEdition()
    for (const { _id } of rooms) {
      const id = publishedIdOf(_id)
      if (present !== undefined && !this.#homes.has(id)) this.#homes.set(id, present)
    }
  }

  result(): Migration {
    // Rooms first, and both in the order of ids, so that slugs do not depend on the order of the documents.
    const old = this.#documents.filter(isOld).sort(byVersion)
    const [rooms, sessions] = ['room', 'session'].map((type) => old.filter(({ _type }) => _type === type))
    const present = new Map<string, RawDocument>()
    for (const room of rooms ?? []) present.set(room._id, kept(room, this.#room(room)))
    for (const session of sessions ?? []) present.set(session._id, kept(session, this.#session(session)))
    return {
      documents: this.#documents.map((document) => present.get(document._id) ?? document),
      added: [...this.#added.values()],
      left: this.#left,
    }
  }

  #room(room: RawDocument): RawDocument {
    const edition = this.#homes.get(publishedIdOf(room._id))
    if (edition !== undefined) return { ...room, ...this.#inEdition(room, edition, room._id) }
    this.#left.push({ document: room, reason: 'noEdition' })
    return room
  }

  #session(session: RawDocument): RawDocument {
    const edition = this.#editionOf(session)
    if (edition === undefined) {
      const hasPart = this.#find(referencedId(session.part), session) !== undefined
      this.#left.push({ document: session, reason: hasPart ? 'noEditionOfPart' : 'noPart' })
      return session
    }
    const { room, interpretedLanguages, ...fields } = session
    const rooms = isThere(session.rooms) || !isRecord(room) ? session.rooms : [this.#place(room, edition)]
    return {
      ...fields,
      _id: session._id,
      _type: session._type,
      ...(!isThere(session.edition) && { edition: { _type: 'reference', _ref: edition } }),
      ...(isThere(rooms) && { rooms }),
      ...(!isThere(session.interpretation) &&
        isThere(interpretedLanguages) && { interpretation: interpretationInto(interpretedLanguages) }),
    }
  }

  /** The reference of a session to its room, as an item of a list: to the room of its own edition. */
  #place(reference: Readonly<Record<string, unknown>>, edition: string) {
    const id = referencedId(reference)
    const versions = this.#versions.get(id ?? '') ?? []
    // Where the edition or the room does not exist, that is a fault, and no room is added.
    const isHere =
      id === undefined ||
      versions.length === 0 ||
      !this.#isEdition(edition) ||
      this.#homes.get(id) === edition
    return {
      ...reference,
      ...(!isHere && { _ref: this.#copyOf(id, versions, edition) }),
      _key: 'room',
    }
  }

  /** The id of a room's copy for another edition. Adds the copy where it does not exist. */
  #copyOf(id: string, versions: readonly RawDocument[], edition: string): string {
    const wanted = [id, edition].map((half) => half.slice(0, longestHalf)).join('-')
    let [copy, count] = [wanted, 1]
    while (this.#isOther(copy, id, edition)) copy = `${wanted}-${++count}`
    this.#sources.set(copy, id)
    for (const room of versions) {
      const _id = `${room._id.slice(0, room._id.length - id.length)}${copy}`
      if (this.#added.has(_id) || this.#versions.has(copy)) continue
      const { slug: _slug, _rev, _system, ...fields } = room
      this.#added.set(_id, { ...fields, ...this.#inEdition(room, edition, copy), _id, _type: room._type })
    }
    return copy
  }

  /** Whether an id belongs to something else than the copy of a room for an edition. */
  #isOther(copy: string, id: string, edition: string): boolean {
    const [document] = this.#versions.get(copy) ?? []
    if (document === undefined) return (this.#sources.get(copy) ?? id) !== id
    return document._type !== 'room' || this.#homes.get(copy) !== edition
  }

  /** The edition and the slugs of a room; in each language, no two rooms of an edition get one slug. */
  #inEdition(room: RawDocument, edition: string, id: string): { edition: object; slug: readonly object[] } {
    const slug = (localizedItems(room.name) ?? []).flatMap(({ _key, language, value }) => {
      const others = this.#slugsOf(edition, language)
      const owner = publishedIdOf(id)
      const taken = new Set([...others].flatMap(([one, other]) => (other === owner ? [] : [one])))
      const current = unusedSlug(slugOf(typeof value === 'string' ? value : ''), taken)
      if (current === '') return []
      others.set(current, owner)
      return [{ _key, _type: 'internationalizedArraySlugValue', language, value: { _type: 'slug', current } }]
    })
    return { edition: { _type: 'reference', _ref: edition }, slug }
  }

  #takeSlugs(room: RawDocument, edition: string | undefined): void {
    if (edition === undefined) return
    for (const { language, value } of localizedItems(room.slug) ?? [])
      if (isRecord(value) && typeof value.current === 'string')
        this.#slugsOf(edition, language).set(value.current, publishedIdOf(room._id))
  }

  #slugsOf(edition: string, language: string): Map<string, string> {
    const key = `${edition} ${language}`
    const known = this.#slugs.get(key) ?? new Map<string, string>()
    this.#slugs.set(key, known)
    return known
  }

  /** The rooms that a session uses, each with the session's edition. */
  #uses(session: RawDocument): readonly { room: string; edition: string }[] {
    const edition = this.#editionOf(session)
    if (edition === undefined || !this.#isEdition(edition)) return []
    const places = Array.isArray(session.rooms) ? session.rooms : [session.room]
    return places.flatMap((place) => {
      const room = referencedId(place)
      return room === undefined ? [] : [{ room, edition }]
    })
  }

  #editionOf(session: RawDocument): string | undefined {
    const chosen = referencedId(session.edition)
    if (chosen !== undefined) return chosen
    const ofPart = referencedId(this.#find(referencedId(session.part), session)?.edition)
    return ofPart !== undefined && this.#isEdition(ofPart) ? ofPart : undefined
  }

  #isEdition(id: string): boolean {
    return this.#versions.get(id)?.[0]?._type === 'edition'
  }

  /** The edition that a version of a room has already. */
  #storedHome(room: string): string | undefined {
    for (const { edition } of this.#versions.get(room) ?? []) {
      const id = referencedId(edition)
      if (id !== undefined) return id
    }
    return undefined
  }

  /** The version of a document that another one means: that of the same draft or release, else the published one. */
  #find(id: string | undefined, from: RawDocument): RawDocument | undefined {
    const versions = this.#versions.get(id ?? '') ?? []
    const prefix = from._id.slice(0, from._id.length - publishedIdOf(from._id).length)
    return versions.find(({ _id }) => _id === `${prefix}${id}`) ?? versions[0]
  }

  #presentEdition(): string | undefined {
    const [forum] = [...this.#versions.values()].flat().filter(({ _type }) => _type === 'forum')
    const current = referencedId(forum?.currentEdition)
    if (current !== undefined && this.#isEdition(current)) return current
    const editions = [...this.#versions].flatMap(([id, [one]]) => (one?._type === 'edition' ? [id] : []))
    return editions.sort((a, b) => this.#byFirstDay(b, a))[0]
  }

  #first(editions: readonly string[]): string | undefined {
    return editions.toSorted((a, b) => this.#byFirstDay(a, b))[0]
  }

  #byFirstDay(a: string, b: string): number {
    const firstDay = (id: string) => String(this.#versions.get(id)?.[0]?.firstDay ?? '')
    return byText(firstDay(a), firstDay(b)) || byText(a, b)
  }
}

/** Languages, as they were stored before channels were, as items of a list. */
const interpretationInto = (languages: unknown) =>
  [...new Set(Array.isArray(languages) ? languages : [])].flatMap((language) =>
    typeof language === 'string' ? [{ _key: language, _type: 'interpretation', language }] : [],
  )

/** The same object as the last time for the same document, where it becomes the same, so that what is made of it is kept. */
function kept(document: RawDocument, present: RawDocument): RawDocument {
  if (present === document) return document
  const text = JSON.stringify([present.edition, present.rooms, present.interpretation, present.slug])
  const known = presents.get(document)
  if (known?.text === text) return known.present
  presents.set(document, { text, present })
  return present
}

const presents = new WeakMap<RawDocument, { text: string; present: RawDocument }>()

/** @example ['a', 'drafts.a', 'versions.r1.a'].map(publishedIdOf) → ['a', 'a', 'a'] */
const publishedIdOf = (id: string): string => id.replace(/^(drafts\.|versions\.[^.]+\.)/, '')

/** By published id; the published version first, then the draft. */
const byVersion = (a: RawDocument, b: RawDocument): number => {
  const [one, other] = [publishedIdOf(a._id), publishedIdOf(b._id)]
  return byText(one, other) || a._id.length - b._id.length || byText(a._id, b._id)
}

/** Ids have at most 128 characters, and those of versions a prefix. Those that the Studio makes have 36. */
const longestHalf = 50

/** What became of documents, for the patches and new documents that a lake gets. */
export type Step =
  | { create: RawDocument }
  | {
      patch: {
        id: string
        ifRevisionID?: string
        set: Readonly<Record<string, unknown>>
        unset: readonly string[]
      }
    }

/** The steps that store a migration: rooms come before the sessions that refer to them. */
export function stepsOf(documents: readonly RawDocument[], migration: Migration): readonly Step[] {
  const patches = migration.documents.flatMap((present, at) => {
    const before = documents[at]
    if (before === undefined || present === before) return []
    const { _id: id, _rev } = before
    const set = Object.fromEntries(
      (['edition', 'rooms', 'interpretation', 'slug'] as const)
        .filter((field) => present[field] !== before[field])
        .map((field) => [field, present[field]]),
    )
    const unset = ['room', 'interpretedLanguages'].filter((field) => field in before && !(field in present))
    return [
      {
        type: before._type,
        step: { patch: { id, ...(typeof _rev === 'string' && { ifRevisionID: _rev }), set, unset } },
      },
    ]
  })
  const [rooms, sessions] = [true, false].map((isRoom) =>
    patches.filter(({ type }) => (type === 'room') === isRoom).map(({ step }) => step),
  )
  return [...(rooms ?? []), ...migration.added.map((create) => ({ create })), ...(sessions ?? [])]
}
