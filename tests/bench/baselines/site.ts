import { readFileSync } from 'node:fs'

/** The content of a site, as the baselines read it, and what they look up in it. */

export type Text = Readonly<Record<string, string>>
export type Paragraphs = Readonly<Record<string, readonly string[]>>
type Document = { readonly _id: string }
export type Part = Document & {
  edition: string
  ordinal: number
  title: Text
  slug: Text
  summary?: Text
}
export type Session = Document & {
  part: string
  title: Text
  slug: Text
  date: string
  start: string
  end: string
  description?: Paragraphs
  recap?: Paragraphs
  room?: string
  status?: string
  contributors?: readonly { contributor: string; role?: Text }[]
  spokenLanguages?: readonly string[]
  links?: readonly { title: Text; url: string }[]
}
export type Break = Document & { edition: string; title: Text; date: string; start: string; end: string }
export type Edition = Document & {
  slug: string
  title: Text
  firstDay: string
  lastDay: string
  city: Text
  country?: Text
  lead?: Text
  brief?: Paragraphs
  objectives?: Paragraphs
  outcomes?: Paragraphs
}
export type Entry = {
  readonly kind:
    | 'home'
    | 'forum'
    | 'strategy'
    | 'search'
    | 'edition'
    | 'programme'
    | 'mine'
    | 'part'
    | 'session'
    | 'page'
    | 'permalink'
    | 'embed'
  readonly locale: string
  readonly id: string
  readonly address: string
}
export type Language = {
  readonly locale: string
  readonly lang: string
  readonly intl: string
  readonly name: string
  readonly words: Readonly<
    Record<
      | 'programme'
      | 'strategy'
      | 'search'
      | 'mine'
      | 'with'
      | 'room'
      | 'spoken'
      | 'rest'
      | 'previous'
      | 'next'
      | 'open',
      string
    >
  >
}
export type SiteData = {
  readonly origin: string
  readonly languages: readonly Language[]
  readonly forum: Document & {
    name: Text
    organisation: Text
    hashtag?: string
    brief?: Paragraphs
    linesOfAction?: readonly { title: Text; text?: Text }[]
  }
  readonly sections: readonly (Document & { title: Text; text?: Paragraphs })[]
  readonly editions: readonly Edition[]
  readonly parts: readonly Part[]
  readonly sessions: readonly Session[]
  readonly breaks: readonly Break[]
  readonly contributors: readonly (Document & { name: Text; acronym?: Text })[]
  readonly rooms: readonly (Document & { name: Text; directions?: Text })[]
  readonly pages: readonly (Document & {
    title: Text
    slug: Text
    text?: Paragraphs
  })[]
  /** Every page. */
  readonly entries: readonly Entry[]
}

/** Reads the file that SITE_DATA names, and makes the indexes that any generator would want. */
export function readSite() {
  const data: SiteData = JSON.parse(readFileSync(process.env.SITE_DATA ?? '', 'utf8'))
  const { forum, editions, parts, sessions, breaks, contributors, rooms, pages, sections } = data
  const byTime = (a: Session | Break, b: Session | Break) =>
    compare(a.date, b.date) || compare(a.start, b.start) || compare(a._id, b._id)
  const index = <T extends Document>(list: readonly T[]) => new Map(list.map((item) => [item._id, item]))
  const partById = index(parts)
  const sorted = sessions.toSorted(byTime)
  const sessionsByEdition = Map.groupBy(sorted, ({ part }) => partById.get(part)?.edition ?? '')
  const places = new Map(
    [...sessionsByEdition.values()].flatMap((list) => list.map(({ _id }, place) => [_id, place])),
  )
  const addresses = new Map(
    data.entries.map(({ kind, locale, id, address }) => [`${kind} ${locale} ${id}`, address]),
  )
  const titles = index([...editions, ...parts, ...sessions, ...pages, ...sections])
  const language = new Map(data.languages.map((item) => [item.locale, item]))
  const dates = new Map(
    data.languages.map(({ locale, intl }) => [
      locale,
      new Intl.DateTimeFormat(intl, { timeZone: 'UTC', dateStyle: 'full' }),
    ]),
  )
  return {
    ...data,
    edition: index(editions),
    part: partById,
    session: index(sessions),
    contributor: index(contributors),
    room: index(rooms),
    page: index(pages),
    section: index(sections),
    partsOf: Map.groupBy(
      parts.toSorted((a, b) => a.ordinal - b.ordinal),
      ({ edition }) => edition,
    ),
    sessionsByEdition,
    sessionsByPart: Map.groupBy(sorted, ({ part }) => part),
    timed: Map.groupBy([...sorted, ...breaks].sort(byTime), (item) =>
      'part' in item ? (partById.get(item.part)?.edition ?? '') : item.edition,
    ),
    /** The place of a session in its edition. */
    place: places,
    words: (locale: string) => language.get(locale)?.words ?? data.languages[0]?.words ?? missing('words'),
    address: (kind: Entry['kind'], locale: string, id: string) => addresses.get(`${kind} ${locale} ${id}`),
    day: (date: string, locale: string) => dates.get(locale)?.format(Date.parse(`${date}T00:00:00Z`)) ?? date,
    titleOf: ({ kind, id, locale }: Entry): string =>
      kind === 'strategy' || kind === 'search' || kind === 'mine' || kind === 'programme'
        ? (language.get(locale)?.words[kind] ?? '')
        : (titles.get(id)?.title[locale] ?? forum.name[locale] ?? ''),
  }
}
export type Site = ReturnType<typeof readSite>

/** The others of a part around a session, at most eight. */
export function othersAround(site: Site, session: Session): readonly Session[] {
  const all = site.sessionsByPart.get(session.part) ?? []
  const first = Math.max(0, Math.min(all.indexOf(session) - 4, all.length - 9))
  return all.slice(first, first + 9).filter((item) => item !== session)
}

/** The days of a programme: their parts, each with consecutive sessions, and breaks. */
export function daysOf(site: Site, edition: string) {
  type Run = { part: Part; sessions: Session[] } | { pause: Break }
  const days = new Map<string, Run[]>()
  for (const item of site.timed.get(edition) ?? []) {
    const runs = days.get(item.date) ?? []
    days.set(item.date, runs)
    const last = runs.at(-1)
    if (!('part' in item)) runs.push({ pause: item })
    else if (last && 'part' in last && last.part._id === item.part) last.sessions.push(item)
    else runs.push({ part: site.part.get(item.part) ?? missing(item.part), sessions: [item] })
  }
  return [...days].map(([date, runs]) => ({ date, runs }))
}

/** The names of a session's contributors, with their roles. */
export const namesOf = (site: Site, session: Session, locale: string): string =>
  (session.contributors ?? [])
    .map(({ contributor, role }) => {
      const found = site.contributor.get(contributor)
      const name = (found?.acronym ?? found?.name)?.[locale] ?? ''
      return role ? `${name} (${role[locale]})` : name
    })
    .join(' · ')

/** What a search needs, as ours: a title, an address and some words of each page. */
export const searchIndex = (site: Site, locale: string): string =>
  JSON.stringify(
    site.entries
      .filter(
        (entry) =>
          entry.locale === locale &&
          (entry.kind === 'session' || entry.kind === 'part' || entry.kind === 'page'),
      )
      .map((entry) => ({
        title: site.titleOf(entry),
        address: entry.address,
        text: (site.session.get(entry.id)?.description ?? site.page.get(entry.id)?.text)?.[locale]
          ?.join(' ')
          .slice(0, 200),
      })),
  )

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function missing(what: string): never {
  throw new Error(`no ${what}`)
}
