import { type Shown, shown, titleOf } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { occupationOf } from '#src/content/people-index.ts'
import { type Words, wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { plainText, type RichText } from '#src/model/localized.ts'
import { firstLine } from '#src/model/rich-text.ts'
import type { Contributor, Edition, Forum, Part, Room, Session } from '#src/model/schema.ts'
import { dayOfId } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { formerTimeText } from '#src/programme/moved.ts'
import { ordinalText } from '#src/programme/ordinal.ts'
import { formerRooms, movedWord, placeInProgramme } from '#src/programme/programme.ts'
import { clip } from './clip.ts'

/** The title and description of a page in search results, link previews and browser tabs. */
export type Summary = { title: string; description: string }

/** Characters of a description. Search engines cut off longer ones. */
const descriptionLimit = 160

/**
 * The title of a page, without the name of the forum, and a description of at most 160 characters. Both begin with what
 * distinguishes the page from similar ones.
 */
export function summaryOf(subject: Subject, locale: Locale, documents: Documents): Summary {
  const { title, description } = fullText(subject, locale, documents)
  return { title, description: clip(joined(description), descriptionLimit) }
}

/** What a page is about, under its title: the description without what names the page. */
export function leadOf(subject: Subject, locale: Locale, documents: Documents): string {
  const [first, ...rest] = fullText(subject, locale, documents).description
  return clip(joined(rest) || (first ?? ''), descriptionLimit)
}

/** The city and country of an edition. @example 'Durban, South Africa' */
export function placeText(edition: Edition, locale: Locale): string {
  return [shown(edition.city, locale), shown(edition.country, locale)]
    .flatMap((text) => text?.value ?? [])
    .join(', ')
}

/** That a session is cancelled, or from when and where it was moved; undefined for one that is as it was announced. */
export function changeNote(session: Session, locale: Locale, documents: Documents): string | undefined {
  const { words, time, rooms } = changeWords(session, locale, documents) ?? {}
  const names = rooms?.map(({ name }) => shown(name, locale)?.value ?? '') ?? []
  return words?.replace('\n', () => [...(time ? [time] : []), ...names].join(', '))
}

/** The same as a sentence with a line break in place of the time and the rooms that it was moved from. */
export function changeWords(
  session: Session,
  locale: Locale,
  documents: Documents,
): { words: string; time?: string | undefined; rooms: readonly Room[] } | undefined {
  const t = wordsOf(locale)
  if (session.status === 'scheduled') return undefined
  if (session.status === 'cancelled') return { words: t('session.cancelled'), rooms: [] }
  const time = formerTimeText(session, locale)?.replaceAll('\u2060', '')
  const rooms = formerRooms(session, documents)
  if (!time && rooms.length === 0) return { words: t(movedWord(session)), rooms }
  const where = rooms.length === 0 ? '' : time ? 'Both' : 'Room'
  return { words: t(`session.movedFrom${where}Here`, { from: '\n' }), time, rooms }
}

/** A title and the pieces of a description, before they are joined and cut. Undefined and empty pieces are left out. */
type Text = { title: string; description: readonly (string | undefined)[] }

/** The facts from which the texts of a page are made; `edition` is set for pages that belong to one. */
type PageFacts = {
  id: string
  locale: Locale
  documents: Documents
  t: Words
  title: string
  session: Session | undefined
  part: Part | undefined
  edition: Edition | undefined
}

function fullText({ kind, id }: Subject, locale: Locale, documents: Documents): Text {
  const title = shown(titleOf({ kind, id }, documents), locale)?.value ?? ''
  const { session, part, edition } = placeInProgramme(documents, id)
  const page: PageFacts = { id, locale, documents, t: wordsOf(locale), title, session, part, edition }
  return texts[kind](page) ?? texts.forum(page)
}

/** By kind of page; undefined where the page's documents are missing. */
const texts = {
  session: ({ session, part, edition, t, title, locale }) => {
    if (!session || !edition) return undefined
    const { date, start, status } = session
    const day = dayText(date, locale, { year: true })
    const text = shown(session.description, locale)
    return {
      title: `${title} · ${day}, ${start}`,
      description: [
        status === 'cancelled' ? t('session.cancelled') : undefined,
        [day, timesText(session, locale), shown(edition.city, locale)?.value].join(', '),
        (text && firstLine(text.value)) || joined([title, shown(part?.title, locale)?.value]),
      ],
    }
  },
  part: ({ part, edition, title, locale, documents }) => {
    if (!part || !edition) return undefined
    const ordinal = ordinalText(part, locale)
    return {
      title: joined([title, ordinal, shown(edition.title, locale)?.value]),
      description: [
        joined([ordinal, daysAndPlace(edition, locale)], ', '),
        shown(part.summary, locale)?.value ??
          joined(documents.sessionsOfPart(part._id).map((item) => shown(item.title, locale)?.value)),
      ],
    }
  },
  programme: ({ edition, t, title, locale, documents }) =>
    edition && {
      title: joined([t('edition.programme'), title, daysText(edition, locale)]),
      description: [
        daysAndPlace(edition, locale),
        t('meta.sessions', { count: documents.sessionsOf(edition._id).length }),
        ...documents.partsOf(edition._id).map((item) => shown(item.title, locale)?.value),
      ],
    },
  day: ({ id, edition, t, title, locale, documents }) => {
    const { date = '' } = dayOfId(id) ?? {}
    return (
      edition && {
        title: joined([title, shown(edition.title, locale)?.value]),
        description: [
          joined([title, placeText(edition, locale)], ', '),
          t('meta.sessions', { count: documents.sessionsOn(edition._id, date).length }),
          shown(edition.title, locale)?.value,
        ],
      }
    )
  },
  myProgramme: ({ edition, t, title }) =>
    edition && {
      title: joined([t('my.title'), title]),
      description: [joined([t('my.title'), title], ', '), t('my.lead')],
    },
  changes: ({ edition, t, title }) =>
    edition && {
      title: joined([t('change.title'), title]),
      description: [joined([t('change.title'), title], ', '), t('change.lead')],
    },
  rooms: ({ edition, t, title, locale, documents }) =>
    edition && {
      title: joined([t('rooms.title'), title]),
      description: [
        daysAndPlace(edition, locale),
        joined(
          documents.roomsIn(edition._id).map(({ name }) => shown(name, locale)?.value),
          ', ',
        ),
      ],
    },
  room: ({ id, edition, t, title, locale, documents }) => {
    const room = documents.room(id)
    const sessions = documents.sessionsIn(id).length
    return (
      edition &&
      room && {
        title: joined([title, shown(edition.title, locale)?.value]),
        description: [
          joined([title, shown(room.floor, locale)?.value, shown(edition.venue, locale)?.value], ', '),
          shown(room.directions, locale)?.value,
          sessions > 0 ? t('meta.sessions', { count: sessions }) : undefined,
        ],
      }
    )
  },
  edition: ({ edition, title, locale }) => {
    if (!edition) return undefined
    const days = daysAndPlace(edition, locale)
    return {
      title: joined([title, days]),
      description: [days, shown(edition.lead, locale)?.value ?? title, shown(edition.venue, locale)?.value],
    }
  },
  strategy: ({ t, locale, documents: { forum, strategySections } }) => ({
    title: t('forum.strategy'),
    description: [
      joined([t('forum.strategy'), shown(forum.name, locale)?.value], ', '),
      ...strategySections.map((section) => shown(section.title, locale)?.value),
    ],
  }),
  search: ({ t, locale, documents: { forum } }) => ({
    title: t('search.title'),
    description: [joined([t('search.title'), shown(forum.name, locale)?.value], ', '), t('search.lead')],
  }),
  feeds: ({ t, locale, documents: { forum } }) => ({
    title: t('feeds.title'),
    description: [joined([t('feeds.title'), shown(forum.name, locale)?.value], ', '), t('feeds.lead')],
  }),
  webmasters: ({ t, locale, documents: { forum } }) => ({
    title: t('webmasters.title'),
    description: [
      joined([t('webmasters.title'), shown(forum.name, locale)?.value], ', '),
      t('webmasters.lead'),
    ],
  }),
  people: ({ t, locale, documents }) => ({
    title: t('people.title'),
    description: [
      joined([t('people.title'), shown(documents.forum.name, locale)?.value], ', '),
      peopleCount(documents.contributors, locale),
    ],
  }),
  contributor: ({ id, title, locale, documents }) => {
    const one = documents.contributor(id)
    if (one === undefined) return undefined
    const biography = shown(one.biography, locale)
    return {
      title,
      description: [
        joined([title, ...occupationOf(one, documents, locale).map(({ value }) => value)], ', '),
        biography ? prose(biography.value) : shown(documents.forum.name, locale)?.value,
      ],
    }
  },
  page: ({ id, title, locale, documents }) => {
    const text = shown(documents.page(id)?.text, locale)
    return {
      title,
      description: [title, text ? prose(text.value) : shown(documents.forum.name, locale)?.value],
    }
  },
  forum: ({ locale, documents: { forum } }) => {
    const name = shown(forum.name, locale)?.value ?? ''
    const brief = shown(forum.brief, locale)
    return {
      title: name,
      description: [brief ? prose(brief.value) : joined([name, shown(forum.organisation, locale)?.value])],
    }
  },
} satisfies Readonly<Record<Subject['kind'], (page: PageFacts) => Text | undefined>>

/** The heading of a page or a frame whose subject is gone. */
export function goneTitle(kind: string, locale: Locale): string {
  const t = wordsOf(locale)
  if (kind === 'session') return t('gone.title.session')
  return kind === 'part' ? t('gone.title.part') : t('gone.title.page')
}

/** How many contributors there are, in words. @example '121 people and 8 organisations' */
export function peopleCount(contributors: readonly Contributor[], locale: Locale): string {
  const t = wordsOf(locale)
  const persons = contributors.filter(({ kind }) => kind === 'person').length
  const organisations = contributors.length - persons
  return new Intl.ListFormat(languageOf(locale).intl).format([
    ...(persons > 0 ? [t('people.persons', { count: persons })] : []),
    ...(organisations > 0 ? [t('people.organisations', { count: organisations })] : []),
  ])
}

const daysAndPlace = (edition: Edition, locale: Locale) =>
  joined([daysText(edition, locale), placeText(edition, locale)], ', ')

/** The text of a rich text without headings, which are not part of its sentences. */
const prose = (text: RichText) => plainText(text.filter(({ style }) => style !== 'h3'))

const joined = (texts: readonly (string | undefined)[], separator = ' · ') =>
  texts.filter((text) => text !== undefined && text !== '').join(separator)

/** The postal address of the organisation in one line, however it is written. */
export function postalAddressOf(
  { postalAddress }: Pick<Forum, 'postalAddress'>,
  locale: Locale,
): Shown<string> | undefined {
  const address = shown(postalAddress, locale)
  const lines = address?.value.split('\n').map((line) => line.trim().replace(/,$/, ''))
  return address && lines && { ...address, value: lines.filter(Boolean).join(', ') }
}
