import type { PermalinkRecord } from '#src/addresses/ledger.ts'
import { shown } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import type { Past } from '#src/addresses/table.ts'
import { occupationOf } from '#src/content/people-index.ts'
import { changeNote, placeText } from '#src/feeds/words.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { coloursOf } from '#src/model/colours.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Contributor, Edition, Part, Session } from '#src/model/schema.ts'
import type { Documents } from '#src/programme/documents.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { colourOf, ordinalText, roman } from '#src/programme/ordinal.ts'
import { placeInProgramme, timesOnOneDay } from '#src/programme/programme.ts'

/** The texts of a card, in one language: the picture with the present facts of a subject, which link previews show. */
export type Card = {
  /** Colours of the thread from top to bottom: a part's colour, 1 to 3, or 0 for none. */
  thread: readonly number[]
  /** Small text at the top: the name of the site. */
  head: string
  /** Large, light text: a time, or the days of an edition. */
  when: string
  title: string
  /** What stands in place of a title that no typeface can draw: the first that one can. */
  instead: readonly string[]
  /** Small text at the bottom: the rest of when and where. */
  foot: string
  /** What has changed since it was announced, below all else. */
  note?: string | undefined
  /** Whether the session is cancelled. */
  cancelled: boolean
  /** The three colours of the forum on light ground. */
  colours: readonly string[]
  /** The id of the organisation's mark, where it has one of its own. */
  mark?: string | undefined
}

/** What each kind of subject says for itself. */
type Texts = Omit<Card, 'colours' | 'mark'>

/**
 * The subject whose share image a page uses: that of its edition where it has none and belongs to one, as a programme, a day
 * and a room do; else the forum's.
 */
export function shareImageSubject({ kind, id }: Subject, documents: Documents): Subject {
  if (kind === 'session' || kind === 'part' || kind === 'edition' || kind === 'contributor')
    return { kind, id }
  const { edition } = placeInProgramme(documents, id)
  return edition ? { kind: 'edition', id: edition._id } : { kind: 'forum', id: 'forum' }
}

/** Whether a subject, present or past, has a card of its own. */
export const hasCard = (subject: { kind: string } | undefined): boolean =>
  subject !== undefined && withCards.has(subject.kind)
const withCards: ReadonlySet<string> = new Set(['edition', 'part', 'session', 'contributor'])

/** Every share image of a release, by the addresses that cards had before: those of what is published. */
export function shareImagesOf({ snapshot }: Documents): readonly { locale: Locale; subject: Subject }[] {
  const { editions, parts, sessions, contributors } = snapshot
  const subjects: readonly Subject[] = [
    { kind: 'forum', id: 'forum' },
    ...[...editions, ...parts, ...sessions, ...contributors].map(({ _type: kind, _id: id }) => ({
      kind,
      id,
    })),
  ]
  return locales.flatMap(({ locale }) => subjects.map((subject) => ({ locale, subject })))
}

/** The card with an id: of what is published, else of what once was, which it says; undefined where there was nothing. */
export function cardAt(
  id: string | undefined,
  locale: Locale,
  { documents, past }: { documents: Documents; past: Past },
): Card | undefined {
  if (id === 'forum') return cardOf({ kind: 'forum', id }, locale, documents)
  const record = past.record(id)
  const present = record?.id ?? id
  const document =
    documents.session(present) ??
    documents.part(present) ??
    documents.edition(present) ??
    documents.contributor(present)
  if (document) return cardOf({ kind: document._type, id: document._id }, locale, documents)
  return record && hasCard(record) ? goneCard(record, locale, documents) : undefined
}

/** What a subject's share image shows. */
export function cardOf(subject: Subject, locale: Locale, documents: Documents): Card {
  const { colours, mark } = documents.forum
  return {
    ...textsOf(subject, locale, documents),
    colours: coloursOf(colours).map(({ light }) => light),
    mark: mark?.asset,
  }
}

function textsOf({ kind, id }: Subject, locale: Locale, documents: Documents): Texts {
  const one = kind === 'contributor' ? documents.contributor(id) : undefined
  if (one) return contributorCard(one, locale, documents)
  const { session, part, edition } = placeInProgramme(documents, id)
  if (kind === 'session' && session && edition) return sessionCard(session, part, edition, locale, documents)
  if (kind === 'part' && part && edition) return partCard(part, edition, locale, documents)
  if (kind === 'edition' && edition) return editionCard(edition, locale, documents)
  return forumCard(locale, documents)
}

function sessionCard(
  session: Session,
  part: Part | undefined,
  edition: Edition,
  locale: Locale,
  documents: Documents,
): Texts {
  const day = dayText(session.date, locale, { year: true })
  const rooms = documents.roomsOf(session._id).map(({ name }) => text(name, locale))
  return {
    thread: [part ? colourOf(part) : 1],
    head: text(documents.forum.name, locale),
    when: timesText(session, locale),
    title: text(session.title, locale),
    instead: part ? [text(part.title, locale), ordinalText(part, locale)] : [text(edition.title, locale)],
    foot:
      rooms.length > 0
        ? `${day}, ${text(edition.city, locale)} · ${rooms.join(', ')}`
        : dayAndPlace(day, edition, locale),
    note: changeNote(session, locale, documents),
    cancelled: session.status === 'cancelled',
  }
}

/** What was withdrawn: others may still show its picture. */
const goneCard = ({ kind, titles }: PermalinkRecord, locale: Locale, { forum }: Documents): Card => ({
  thread: [0],
  head: text(forum.name, locale),
  when: '',
  title: text(titles, locale),
  instead: [text(forum.name, locale)],
  foot: '',
  note: wordsOf(locale)(kind === 'session' || kind === 'part' ? `gone.title.${kind}` : 'gone.title.page'),
  cancelled: false,
  colours: coloursOf(forum.colours).map(({ light }) => light),
  mark: forum.mark?.asset,
})

function partCard(part: Part, edition: Edition, locale: Locale, documents: Documents): Texts {
  const times = timesOnOneDay(documents.sessionsOfPart(part._id))
  return {
    thread: [colourOf(part)],
    head: text(documents.forum.name, locale),
    when: times ? timesText(times, locale) : ordinalText(part, locale),
    title: text(part.title, locale),
    instead: [ordinalText(part, locale)],
    foot: [
      ...(times ? [ordinalText(part, locale)] : []),
      dayAndPlace(daysText(edition, locale), edition, locale),
    ].join(' · '),
    cancelled: false,
  }
}

const editionCard = (edition: Edition, locale: Locale, documents: Documents): Texts => ({
  thread: documents.partsOf(edition._id).map(colourOf),
  head: text(documents.forum.name, locale),
  when: daysText(edition, locale),
  title: text(edition.title, locale),
  instead: [`${text(documents.forum.name, locale)} · ${roman(edition.ordinal)}`, roman(edition.ordinal)],
  foot: placeText(edition, locale),
  cancelled: false,
})

const contributorCard = (one: Contributor, locale: Locale, documents: Documents): Texts => ({
  thread: [0],
  head: text(documents.forum.name, locale),
  when: '',
  title: text(one.name, locale),
  instead: [text(one.acronym, locale), text(documents.forum.name, locale)].filter(Boolean),
  foot: occupationOf(one, documents, locale)
    .map(({ value }) => value)
    .join(' · '),
  cancelled: false,
})

function forumCard(locale: Locale, { forum, editions, edition: editionBy }: Documents): Texts {
  const current = editionBy(forum.currentEdition)
  return {
    thread: editions.map(({ _id }) => (_id === current?._id ? 1 : 3)),
    head: text(forum.organisation, locale),
    when: '',
    title: text(forum.name, locale),
    instead: [text(forum.organisation, locale), text(forum.acronym, locale)],
    foot: current ? dayAndPlace(daysText(current, locale), current, locale) : '',
    cancelled: false,
  }
}

const text = (value: Localized<string>, locale: Locale): string => shown(value, locale)?.value ?? ''

/** A card as one line of text: the alternative text of the image. */
export const cardText = ({ when, title, note, foot }: Card): string =>
  [title, when, note, foot].filter(Boolean).join(' · ')

const dayAndPlace = (day: string, edition: Edition, locale: Locale) => `${day}, ${placeText(edition, locale)}`
