import { wordsOf } from '#src/i18n.ts'
import { isLocale, type Locale, locales, sourceLocale } from '#src/locales.ts'
import { memoWith } from '#src/model/memo.ts'
import type { Edition, Page, Part, Session, Snapshot } from '#src/model/schema.ts'

/**
 * What a page is about. `id` is the id of its document; of its edition for `programme` and `myProgramme`; and
 * `strategy` or `search` for those two pages.
 */
export type Subject = {
  kind:
    | 'forum'
    | 'strategy'
    | 'edition'
    | 'programme'
    | 'myProgramme'
    | 'part'
    | 'session'
    | 'page'
    | 'search'
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
 * Derives all addresses from the content. A segment is the slug in the locale, else in the source language, else the id.
 * Where nothing that addresses are made of has changed since the last time, it is the same object.
 */
export function addressesOf(snapshot: Addressed): Addresses {
  const { editions, parts, sessions, pages } = snapshot
  const madeOf = [editions, parts, sessions, pages].map((list) => list.map(addressText))
  if (last?.madeOf.every((texts, at) => isSameList(texts, madeOf[at]))) return last.addresses
  const addresses = addressIndex(locales.flatMap(({ locale }) => entriesIn(locale, snapshot)))
  last = { madeOf, addresses }
  return addresses
}

type Addressed = Pick<Snapshot, 'editions' | 'parts' | 'sessions' | 'pages'>

/** All that the addresses of a document are made of, as text. */
const addressText = memoWith((document: Edition | Part | Session | Page): string => {
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

/** The language-neutral address of an edition, a part, a session or a page. */
export const permalinkOf = (id: string): Address => `/s/${id}/`

/** What two addresses share that are one file on a system that does not tell capital letters apart. */
export const fileOf = (address: Address): string => address.toLowerCase()

/** Whether a page can be written for an address: `index` would be the page above it, and file names have a length. */
export const isWritable = (address: Address): boolean =>
  address.split('/').every((segment) => segment !== 'index' && segment.length <= maxNameLength)

/** Bytes of a file name, less those that files have more for a moment. Addresses are ASCII. */
const maxNameLength = 240

/** Whether search engines may index a page: only pages with content of their own. */
export const isIndexed = ({ kind }: Subject): boolean => kind !== 'myProgramme'

/** The locale of an address. @example localeOf('/fr/2019/') → 'fr' */
export function localeOf(address: Address): Locale | undefined {
  const segment = address.split('/')[1]
  return isLocale(segment) ? segment : undefined
}

function entriesIn(locale: Locale, { editions, parts, sessions, pages }: Addressed): Entry[] {
  const t = wordsOf(locale)
  const programmeWord = t('path.programme')
  const segment = (document: Part | Session | Page) =>
    document.slug[locale] ?? document.slug[sourceLocale] ?? document._id
  const entry = (kind: Subject['kind'], id: string, ...segments: string[]): Entry => ({
    address: `/${[locale, ...segments].join('/')}/`,
    locale,
    subject: { kind, id },
  })
  const partsByEdition = Map.groupBy(parts, ({ edition }) => edition)
  const sessionsByEdition = Map.groupBy(sessions, ({ edition }) => edition)
  const editionEntries = (edition: Edition): Entry[] => {
    const editionParts = partsByEdition.get(edition._id) ?? []
    const editionSessions = sessionsByEdition.get(edition._id) ?? []
    const programme = [edition.slug, programmeWord]
    return [
      entry('edition', edition._id, edition.slug),
      ...(editionParts.length + editionSessions.length === 0
        ? []
        : [
            entry('programme', edition._id, ...programme),
            entry('myProgramme', edition._id, edition.slug, t('path.myProgramme')),
          ]),
      ...editionParts.map((part) => entry('part', part._id, ...programme, segment(part))),
      ...editionSessions.map((session) => entry('session', session._id, ...programme, segment(session))),
    ]
  }
  return [
    entry('forum', 'forum'),
    entry('strategy', 'strategy', t('path.strategy')),
    entry('search', 'search', t('path.search')),
    ...editions.flatMap(editionEntries),
    ...pages.map((page) => entry('page', page._id, segment(page))),
  ]
}
