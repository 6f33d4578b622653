import { type Shown, shown } from '#src/addresses/localize.ts'
import type { Address, Subject } from '#src/addresses/paths.ts'
import { affiliationOf, inFilingOrder } from '#src/content/people-index.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { type Localized, plainText, type RichText } from '#src/model/localized.ts'
import { byDocumentId, byText } from '#src/model/order.ts'
import type { Break, Edition, Part, Session } from '#src/model/schema.ts'
import type { Times } from '#src/model/time.ts'
import { dayId, dayTitle, themeOf } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import { daysText, dayText, timesText, unbrokenTimes } from '#src/programme/format.ts'
import { colourOf, ordinalText } from '#src/programme/ordinal.ts'
import type { Published } from './alternates.ts'
import { searchWords } from './entry-words.ts'
import { betweenNames, type SearchEntry, type SearchGroup } from './search-index.ts'

/** The published content and the locale to index; `href` turns an address into a link. */
export type SearchSource = Published & { locale: Locale; href: (address: Address) => string }

/**
 * A group whose entries are made when they are asked for, of what is read of the content then. Its key says which group
 * it is, in any language.
 */
export type ListedGroup = Omit<SearchGroup, 'found'> & { key: string; entries: () => readonly ListedEntry[] }

/** An entry, and what it is of: the same text in all languages. */
export type ListedEntry = SearchEntry & { of: string }

/**
 * All search entries of a language: sessions by part, those without one, then the people, the rooms, the breaks, the
 * editions, the strategy, the pages; groups with entries. Groups and, but for people, entries are in the same order in all
 * languages.
 */
export function searchGroups(source: SearchSource): readonly ListedGroup[] {
  const { documents, locale } = source
  const t = wordsOf(locale)
  const withProgramme = editionsInOrder(documents).filter(
    ({ _id }) => documents.partsOf(_id).length + documents.sessionsOf(_id).length > 0,
  )
  const groups: ListedGroup[] = [
    {
      key: 'people',
      title: t('people.title'),
      isFirst: true,
      entries: () =>
        inFilingOrder(documents.contributors, locale).flatMap((one) =>
          entriesFor(source, { kind: 'contributor', id: one._id }, one.name, {
            names: [
              ...[one.acronym, one.place].map((text) => shown(text, locale)?.value),
              affiliationOf(one, documents, locale)?.text.value,
            ],
            texts: [shown(one.position, locale)?.value],
            rich: [one.biography],
            isName: one.kind === 'person',
          }),
        ),
    },
    {
      key: 'rooms',
      title: t('rooms.title'),
      entries: () =>
        editionsInOrder(documents).flatMap((edition) =>
          documents.roomsIn(edition._id).flatMap((room) =>
            entriesFor(source, { kind: 'room', id: room._id }, room.name, {
              when: shown(edition.title, locale),
              names: [edition.venue, edition.title].map((text) => shown(text, locale)?.value),
              texts: [room.floor, room.directions].map((text) => shown(text, locale)?.value),
            }),
          ),
        ),
    },
    ...editionsInOrder(documents).map((edition): ListedGroup => {
      const named = titleFrom(withProgramme.length > 1 ? [edition.title] : [], locale, t('search.breaks'))
      return {
        key: `breaks ${edition._id}`,
        ...named,
        entries: () =>
          documents.breaksOf(edition._id).flatMap((one) => breakEntries(source, one, edition, named.title)),
      }
    }),
    {
      key: 'editions',
      title: t('forum.editions'),
      entries: () =>
        editionsInOrder(documents).flatMap((edition) => {
          const { title, lead, city, country, venue, congress, brief, objectives, outcomes } = edition
          return [
            ...entriesFor(source, { kind: 'edition', id: edition._id }, title, {
              when: daysText(edition, locale),
              names: [city, country, venue, congress].map((text) => shown(text, locale)?.value),
              texts: [shown(lead, locale)?.value],
              rich: [brief, objectives, outcomes],
            }),
            // Those of an edition of one day have no page.
            ...documents.datesOf(edition._id).flatMap((date) =>
              entriesFor(source, { kind: 'day', id: dayId(edition._id, date) }, dayTitle(date), {
                when: shown(title, locale),
                texts: [shown(themeOf(edition, date)?.theme, locale)?.value],
              }),
            ),
          ]
        }),
    },
    {
      key: 'strategy',
      title: t('forum.strategy'),
      entries: () =>
        documents.strategySections.flatMap(({ _id, title, text }) =>
          entriesFor(source, { kind: 'strategy', id: 'strategy' }, title, {
            rich: [text],
            fragment: `#${_id}`,
          }),
        ),
    },
    {
      key: 'pages',
      title: t('search.pages'),
      entries: () => [
        ...entriesFor(source, { kind: 'forum', id: 'forum' }, documents.forum.name, {
          names: [documents.forum.hashtag, shown(documents.forum.organisation, locale)?.value],
          texts: documents.forum.linesOfAction.flatMap(({ title, text }) => [
            shown(title, locale)?.value,
            shown(text, locale)?.value,
          ]),
          rich: [documents.forum.brief],
        }),
        ...documents.pages.flatMap(({ _id, title, text }) =>
          entriesFor(source, { kind: 'page', id: _id }, title, { rich: [text] }),
        ),
      ],
    },
  ]
  return [
    ...withProgramme.flatMap((edition) => partGroups(source, edition, withProgramme.length > 1)),
    ...groups.filter(({ entries }) => entries().length > 0),
  ]
}

/** The current edition first, then the others, the latest first. */
function editionsInOrder({ editions, forum }: Documents): readonly Edition[] {
  const rank = (edition: Edition) => (edition._id === forum.currentEdition ? 1 : 0)
  return editions.toSorted(
    (a, b) => rank(b) - rank(a) || byText(b.firstDay, a.firstDay) || byDocumentId(a, b),
  )
}

function partGroups(source: SearchSource, edition: Edition, several: boolean): ListedGroup[] {
  const { documents, locale } = source
  const ofEdition = several ? [edition.title] : []
  const ofParts = documents.partsOf(edition._id).map((part): ListedGroup => {
    const named = titleFrom([part.title, ...ofEdition], locale, ordinalText(part, locale))
    const name = named.title
    return {
      key: `${edition._id} ${part._id}`,
      ...named,
      colour: colourOf(part),
      // A part without sessions is found itself.
      entries: () => {
        const sessions = documents.sessionsOfPart(part._id)
        return sessions.length > 0
          ? sessions.flatMap((session) => sessionEntries(source, session, part, edition, name))
          : entriesFor(source, { kind: 'part', id: part._id }, part.title, { texts: [name] })
      },
    }
  })
  const apart = documents.sessionsApart(edition._id)
  if (apart.length === 0) return ofParts
  const named = several ? titleFrom([edition.title], locale) : { title: wordsOf(locale)('edition.programme') }
  return [
    ...ofParts,
    {
      key: edition._id,
      ...named,
      entries: () =>
        documents
          .sessionsApart(edition._id)
          .flatMap((session) => sessionEntries(source, session, undefined, edition, named.title)),
    },
  ]
}

/** The title of a group: words of the interface, and titles of documents, each in its language. */
function titleFrom(
  titles: readonly Localized<string>[],
  locale: Locale,
  ...words: readonly string[]
): Pick<SearchGroup, 'title' | 'names'> {
  const found = titles.flatMap((title) => shown(title, locale) ?? [])
  const names = [
    ...words.map((text) => ({ text })),
    ...found.map((text) => ({ text: text.value, ...langOf(text, locale) })),
  ]
  const title = names.map(({ text }) => text).join(betweenNames)
  return names.some((name) => 'lang' in name) ? { title, names } : { title }
}

function sessionEntries(
  source: SearchSource,
  session: Session,
  part: Part | undefined,
  edition: Edition,
  partName: string,
) {
  const { documents, locale } = source
  const people = session.contributors.flatMap(({ contributor, role, affiliation }) => {
    const document = documents.contributor(contributor)
    return [document?.name, document?.acronym, document?.place, role, affiliation]
  })
  return entriesFor(source, { kind: 'session', id: session._id }, session.title, {
    when: whenText(session, edition, locale),
    ...(session.status === 'cancelled' && { cancelled: wordsOf(locale)('session.cancelled') }),
    names: [...documents.roomsOf(session._id).map(({ name }) => name), ...people].map(
      (text) => shown(text, locale)?.value,
    ),
    texts: [
      partName,
      ...timeTexts(session, locale),
      ...(session.plenary ? [wordsOf(locale)('session.plenary')] : []),
      shown(part?.summary, locale)?.value,
    ],
    rich: [session.description, session.recap],
  })
}

/** A break has no page: its entry leads to its place in the programme, on the page of its day where there is one. */
function breakEntries(source: SearchSource, one: Break, edition: Edition, groupName: string) {
  const { documents, locale } = source
  const hasDays = documents.datesOf(edition._id).length > 1
  const subject: Subject = hasDays
    ? { kind: 'day', id: dayId(edition._id, one.date) }
    : { kind: 'programme', id: edition._id }
  return entriesFor(source, subject, one.title, {
    when: whenText(one, edition, locale),
    texts: [groupName, ...timeTexts(one, locale)],
    fragment: `#${one._id}`,
  })
}

/** The times of something in an edition, with the date where that has several. */
const whenText = (times: Times, { firstDay, lastDay }: Edition, locale: Locale): string =>
  firstDay === lastDay
    ? timesText(times, locale)
    : `${dayText(times.date, locale)}, ${unbrokenTimes(times, locale)}`

/** The date and the times of something as people may type them. */
const timeTexts = (times: Times, locale: Locale): readonly string[] => [
  dayText(times.date, locale, { weekday: true, year: true }),
  timesText(times, locale),
]

type Details = {
  when?: string | Shown<string> | undefined
  /** Names, whose words are also found by what stands within them. */
  names?: readonly (string | undefined)[]
  texts?: readonly (string | undefined)[]
  rich?: readonly (Localized<RichText> | undefined)[]
  fragment?: string
  cancelled?: string
  /** Whether the title is the name of a person, which is in no language. */
  isName?: boolean
}

/** The search entry of a subject, as a list; empty where the subject has no page. */
function entriesFor(
  { addresses, locale, href }: SearchSource,
  subject: Subject,
  title: Localized<string>,
  details: Details,
): ListedEntry[] {
  const { when, names = [], texts = [], rich = [], fragment = '', cancelled, isName = false } = details
  const address = addresses.of(locale, subject.kind, subject.id)
  const name = shown(title, locale)
  if (!address || !name) return []
  return [
    {
      of: `${subject.kind} ${subject.id} ${fragment}`,
      href: href(address) + fragment,
      title: name.value,
      ...(!isName && langOf(name, locale)),
      ...(typeof when === 'string'
        ? { when }
        : when && {
            when: when.value,
            ...(when.lang !== languageOf(locale).lang && { whenLang: when.lang }),
          }),
      ...(cancelled && { cancelled }),
      // Made where they are read: the page that lists everything shows none.
      get words() {
        return searchWords(name.value, names, [...texts, ...rich.map((text) => proseOf(text, locale))])
      },
    },
  ]
}

const proseOf = (text: Localized<RichText> | undefined, locale: Locale): string | undefined => {
  const found = shown(text, locale)
  return found && plainText(found.value)
}

const langOf = (text: Shown<string> | undefined, locale: Locale) =>
  text && text.lang !== languageOf(locale).lang ? { lang: text.lang } : {}
