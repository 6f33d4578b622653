import { wordsOf } from '#src/i18n.ts'
import { isLocale, type Locale, locales, sourceLocale } from '#src/locales.ts'
import type { Edition, Page, Part, Session, Snapshot } from '#src/model/schema.ts'

/** What a page is about: `id` is the document's, the edition's for a programme and the reader's own, `strategy` and `search` for those. */
export type Subject = { kind: (typeof subjectKinds)[number]; id: string }

export const subjectKinds = [
  'forum',
  'strategy',
  'edition',
  'programme',
  'myProgramme',
  'part',
  'session',
  'page',
  'search',
] as const

/** An address from the root of the site: begins and ends in a slash, never holds the path of SITE_URL. */
export type Address = string

export type Entry = { address: Address; locale: Locale; subject: Subject }

/** Every page of the site and its address, in both directions. */
export type Addresses = {
  entries: readonly Entry[]
  /** The address of a subject; undefined when nothing is published about it. */
  of(locale: Locale, kind: Subject['kind'], id: string): Address | undefined
  /** The page at an address. */
  at(address: Address): Entry | undefined
  /** Addresses that more than one subject asks for. */
  contested: readonly Entry[]
}

/** Derives all addresses from the content: a segment is the locale's slug, else the source's, else the id. */
export function addressesOf(
  snapshot: Pick<Snapshot, 'editions' | 'parts' | 'sessions' | 'pages'>,
): Addresses {
  return addressIndex(locales.flatMap(({ locale }) => entriesIn(locale, snapshot)))
}

/** Finds addresses among entries, in both directions. */
export function addressIndex(entries: readonly Entry[]): Addresses {
  const byAddress = new Map<Address, Entry[]>()
  for (const entry of entries) byAddress.set(entry.address, [...(byAddress.get(entry.address) ?? []), entry])
  const bySubject = new Map(entries.map((entry) => [key(entry.locale, entry.subject), entry.address]))
  return {
    entries,
    of: (locale, kind, id) => bySubject.get(key(locale, { kind, id })),
    at: (address) => byAddress.get(address)?.[0],
    contested: [...byAddress.values()].filter((claims) => claims.length > 1).flat(),
  }
}

/** The language-neutral address of an edition, a part, a session or a page. */
export const permalinkOf = (id: string): Address => `/s/${id}/`

/** Whether an address would stand where embeds and feeds are. */
export const isReserved = (address: Address): boolean => /^\/[^/]+\/(embed|feeds)\//.test(address)

/** Whether search engines are to know a page: one that has content of its own. */
export const isIndexed = ({ kind }: Subject): boolean => kind !== 'myProgramme'

/** The locale that an address is in. @example localeOf('/fr/2019/') → 'fr' */
export function localeOf(address: Address): Locale | undefined {
  const segment = address.split('/')[1]
  return isLocale(segment) ? segment : undefined
}

function entriesIn(
  locale: Locale,
  { editions, parts, sessions, pages }: Pick<Snapshot, 'editions' | 'parts' | 'sessions' | 'pages'>,
): Entry[] {
  const t = wordsOf(locale)
  const programmeWord = t('path.programme')
  const segment = (document: Part | Session | Page) =>
    document.slug[locale] ?? document.slug[sourceLocale] ?? document._id
  const entry = (kind: Subject['kind'], id: string, ...segments: string[]): Entry => ({
    address: `/${[locale, ...segments].join('/')}/`,
    locale,
    subject: { kind, id },
  })
  const ofEdition = (edition: Edition): Entry[] => {
    const own = parts.filter((part) => part.edition === edition._id)
    const ownIds = new Set(own.map((part) => part._id))
    const programme = [edition.slug, programmeWord]
    return [
      entry('edition', edition._id, edition.slug),
      ...(own.length === 0
        ? []
        : [
            entry('programme', edition._id, ...programme),
            entry('myProgramme', edition._id, edition.slug, t('path.myProgramme')),
          ]),
      ...own.map((part) => entry('part', part._id, ...programme, segment(part))),
      ...sessions
        .filter((session) => ownIds.has(session.part))
        .map((session) => entry('session', session._id, ...programme, segment(session))),
    ]
  }
  return [
    entry('forum', 'forum'),
    entry('strategy', 'strategy', t('path.strategy')),
    entry('search', 'search', t('path.search')),
    ...editions.flatMap(ofEdition),
    ...pages.map((page) => entry('page', page._id, segment(page))),
  ]
}

const key = (locale: Locale, { kind, id }: Subject) => `${locale} ${kind} ${id}`
