import { wordsOf } from '#src/i18n.ts'
import { isLocale, type Locale, locales } from '#src/locales.ts'
import { shownLocale } from '#src/model/localized.ts'
import { memoWith } from '#src/model/memo.ts'
import { byText } from '#src/model/order.ts'
import type { Contributor, Edition, Page, Part, Room, Session, Snapshot } from '#src/model/schema.ts'
import { datesByEdition, dayId } from '#src/programme/days.ts'

/**
 * What a page is about. `id` is the id of its document; of its edition for `programme`, `myProgramme`, `changes` and `rooms`; of a day as
 * `dayId` makes it; and for pages that are there once, the name of
 * the page: `strategy`, `people`, `search`, `feeds` or `webmasters`.
 */
export type Subject = {
  kind:
    | 'forum'
    | 'strategy'
    | 'edition'
    | 'programme'
    | 'day'
    | 'myProgramme'
    | 'changes'
    | 'part'
    | 'session'
    | 'rooms'
    | 'room'
    | 'people'
    | 'contributor'
    | 'page'
    | 'search'
    | 'feeds'
    | 'webmasters'
  id: string
}

/** An address from the root of the site: begins and ends in a slash, without the path of SITE_URL. */
export type Address = string

export type Entry = { address: Address; locale: Locale; subject: Subject }

/** Every page of the site and its address, in both directions. */
export type Addresses = {
  entries: readonly Entry[]
  /** What has pages, each once, in the order of its first entry. */
  subjects: readonly Subject[]
  /** The address of a subject; undefined where it has no page. */
  of(locale: Locale, kind: string, id: string): Address | undefined
  /** The page at an address. */
  at(address: Address): Entry | undefined
  /** Entries whose address more than one subject asks for, capital letters aside: on many systems both are one file. */
  contested: readonly Entry[]
}

/**
 * Derives all addresses from the content. A segment is the slug in the locale, else in the source language, else in the
 * first language that has one, else the id. Where nothing that addresses are made of has changed since the last time, it
 * is the same object.
 * @param isTaken whether an address was another subject's before the page of our own that would have it (`takenIn`)
 */
export function addressesOf(snapshot: Addressed, isTaken: IsTaken = () => false): Addresses {
  const { editions, parts, sessions, rooms, contributors, pages } = snapshot
  const lateWords = new Map(locales.map(({ locale }) => [locale, freeWords(locale, isTaken)]))
  const madeOf = [
    ...[editions, parts, sessions, rooms, contributors, pages].map((list) => list.map(addressText)),
    [...lateWords.values()].flatMap(Object.values),
    [...datesByEdition(snapshot)].map(([edition, dates]) => [edition, ...dates].join()).sort(byText),
  ]
  if (last?.madeOf.every((texts, at) => isSameList(texts, madeOf[at]))) return last.addresses
  const addresses = addressIndex(
    [...lateWords].flatMap(([locale, words]) => entriesIn(locale, snapshot, words)),
  )
  last = { madeOf, addresses }
  return addresses
}

type Addressed = Pick<
  Snapshot,
  'editions' | 'parts' | 'sessions' | 'breaks' | 'rooms' | 'contributors' | 'pages'
>

/** Whether an address was once that of another kind of subject. */
export type IsTaken = (address: Address, kind: Subject['kind']) => boolean

/** The pages of our own that came after the first sites were published. */
type LateWords = Readonly<Record<'people' | 'feeds' | 'webmasters', string>>

/**
 * The words of these pages, with a number where a document had the address before the page came: an address keeps its
 * meaning. What is published later finds the word reserved.
 */
function freeWords(locale: Locale, isTaken: IsTaken): LateWords {
  const freeWord = (kind: keyof LateWords): string => {
    const word = wordsOf(locale)(`path.${kind}`)
    let [free, count] = [word, 1]
    while (isTaken(`/${locale}/${free}/`, kind)) free = `${word}-${++count}`
    return free
  }
  return { people: freeWord('people'), feeds: freeWord('feeds'), webmasters: freeWord('webmasters') }
}

/** All that the addresses of a document are made of, as text. */
const addressText = memoWith((document: Edition | Part | Session | Room | Contributor | Page): string => {
  const { _id, slug } = document
  const above = 'edition' in document ? document.edition : ''
  return JSON.stringify([_id, above, slug])
})

const isSameList = (a: readonly string[], b: readonly string[] = []) =>
  a.length === b.length && a.every((text, at) => text === b[at])

/** Most edits change no address. */
let last: { madeOf: readonly (readonly string[])[]; addresses: Addresses } | undefined

/** Indexes entries by subject and by address. */
export function addressIndex(entries: readonly Entry[]): Addresses {
  const byAddress = new Map<Address, Entry>()
  const byFile = new Map<string, Entry>()
  const shared = new Set<string>()
  for (const entry of entries) {
    const file = fileOf(entry.address)
    if (byFile.has(file)) shared.add(file)
    else byFile.set(file, entry)
    if (!byAddress.has(entry.address)) byAddress.set(entry.address, entry)
  }
  // A key of three texts would take longer to make than to look up.
  const bySubject = new Map<string, Map<string, Map<string, Address>>>()
  for (const { locale, subject, address } of entries) {
    const ofLocale = bySubject.get(locale) ?? new Map<string, Map<string, Address>>()
    const ofKind = ofLocale.get(subject.kind) ?? new Map<string, Address>()
    bySubject.set(locale, ofLocale.set(subject.kind, ofKind.set(subject.id, address)))
  }
  const subjects = new Map(entries.map(({ subject }) => [`${subject.kind} ${subject.id}`, subject]))
  return {
    entries,
    subjects: [...subjects.values()],
    of: (locale, kind, id) => bySubject.get(locale)?.get(kind)?.get(id),
    at: (address) => byAddress.get(address),
    contested: shared.size === 0 ? [] : entries.filter(({ address }) => shared.has(fileOf(address))),
  }
}

/** The language-neutral address of an edition, a day, a part, a session, a room, a contributor or a page. */
export const permalinkOf = (id: string): Address => `/s/${id}/`

/** The picture with the facts of a subject as they are. Its address stays, so that others may keep it in their pages. */
export const cardAddress = (locale: Locale, id: string): Address => `/card/${locale}/${id}.png`

/** What two addresses share that are one file on a system that does not tell capital letters apart. */
export const fileOf = (address: Address): string => address.toLowerCase()

/** Whether a page can be written for an address: `index` would be the page above it, and file names have a length. */
export const isWritable = (address: Address): boolean =>
  address.split('/').every((segment) => segment !== 'index' && segment.length <= maxNameLength)

/** Bytes of a file name, less those that files have more for a moment. Addresses are ASCII. */
const maxNameLength = 240

/** Whether search engines may index a page: only pages with content of their own. */
export const isIndexed = ({ kind }: Subject): boolean => kind !== 'myProgramme' && kind !== 'changes'

/** The locale of an address. @example localeOf('/fr/2019/') → 'fr' */
export function localeOf(address: Address): Locale | undefined {
  const segment = address.split('/')[1]
  return isLocale(segment) ? segment : undefined
}

function entriesIn(locale: Locale, snapshot: Addressed, { people, feeds, webmasters }: LateWords): Entry[] {
  const { editions, parts, sessions, rooms, contributors, pages } = snapshot
  const datesOf = datesByEdition(snapshot)
  const t = wordsOf(locale)
  const programmeWord = t('path.programme')
  const segment = ({ slug, _id }: Part | Session | Room | Contributor | Page) =>
    slug[shownLocale(slug, locale) ?? locale] ?? _id
  const entry = (kind: Subject['kind'], id: string, ...segments: string[]): Entry => ({
    address: `/${[locale, ...segments].join('/')}/`,
    locale,
    subject: { kind, id },
  })
  const partsByEdition = Map.groupBy(parts, ({ edition }) => edition)
  const sessionsByEdition = Map.groupBy(sessions, ({ edition }) => edition)
  const roomsByEdition = Map.groupBy(rooms, ({ edition }) => edition)
  const editionEntries = (edition: Edition): Entry[] => {
    const editionParts = partsByEdition.get(edition._id) ?? []
    const editionSessions = sessionsByEdition.get(edition._id) ?? []
    const programme = [edition.slug, programmeWord]
    const dates = datesOf.get(edition._id) ?? []
    const editionRooms = roomsByEdition.get(edition._id) ?? []
    const roomsPath = [edition.slug, t('path.rooms')]
    return [
      entry('edition', edition._id, edition.slug),
      ...(editionParts.length + editionSessions.length === 0
        ? []
        : [
            entry('programme', edition._id, ...programme),
            entry('myProgramme', edition._id, edition.slug, t('path.myProgramme')),
            entry('changes', edition._id, edition.slug, t('path.changes')),
            // The programme of an edition of one day is that day's.
            ...(dates.length > 1 ? dates : []).map((date) =>
              entry('day', dayId(edition._id, date), ...programme, date),
            ),
          ]),
      ...editionParts.map((part) => entry('part', part._id, ...programme, segment(part))),
      ...editionSessions.map((session) => entry('session', session._id, ...programme, segment(session))),
      ...(editionRooms.length === 0 ? [] : [entry('rooms', edition._id, ...roomsPath)]),
      ...editionRooms.map((room) => entry('room', room._id, ...roomsPath, segment(room))),
    ]
  }
  return [
    entry('forum', 'forum'),
    entry('strategy', 'strategy', t('path.strategy')),
    entry('search', 'search', t('path.search')),
    entry('feeds', 'feeds', feeds),
    entry('webmasters', 'webmasters', webmasters),
    ...editions.flatMap(editionEntries),
    ...(contributors.length === 0 ? [] : [entry('people', 'people', people)]),
    ...contributors.map((one) => entry('contributor', one._id, people, segment(one))),
    ...pages.map((page) => entry('page', page._id, segment(page))),
  ]
}
