import { byId, shown } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { placeText } from '#src/feeds/words.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import type { Edition, Part, Session, Snapshot } from '#src/model/schema.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { colourOf, ordinalText } from '#src/programme/ordinal.ts'
import { partsOf, placeInProgramme, sessionsOf } from '#src/programme/programme.ts'

/** The texts of a share image, in one language. */
export type Card = {
  /** Colours of the thread from top to bottom: a part's colour, 1 to 3, or 0 for none. */
  thread: readonly number[]
  /** Small text at the top: the name of the site. */
  head: string
  /** Large, light text: a time, or the days of an edition. */
  when: string
  title: string
  /** Small text at the bottom: the rest of when and where. */
  foot: string
  /** Whether the session is cancelled. */
  cancelled: boolean
}

/** The subject whose share image a page uses: a programme uses its edition's, pages without a share image the forum's. */
export function shareImageSubject({ kind, id }: Subject): Subject {
  if (kind === 'session' || kind === 'part' || kind === 'edition') return { kind, id }
  if (kind === 'programme' || kind === 'myProgramme') return { kind: 'edition', id }
  return { kind: 'forum', id: 'forum' }
}

/** Every share image of a release. */
export function shareImagesOf(snapshot: Snapshot): readonly { locale: Locale; subject: Subject }[] {
  const { editions, parts, sessions } = snapshot
  const subjects: readonly Subject[] = [
    { kind: 'forum', id: 'forum' },
    ...[...editions, ...parts, ...sessions].map(({ _type: kind, _id: id }) => ({ kind, id })),
  ]
  return locales.flatMap(({ locale }) => subjects.map((subject) => ({ locale, subject })))
}

/** The texts of a subject's share image. */
export function cardOf({ kind, id }: Subject, locale: Locale, snapshot: Snapshot): Card {
  const { session, part, edition } = placeInProgramme(snapshot, id)
  if (kind === 'session' && session && part && edition)
    return sessionCard(session, part, edition, locale, snapshot)
  if (kind === 'part' && part && edition) return partCard(part, edition, locale, snapshot)
  if (kind === 'edition' && edition) return editionCard(edition, locale, snapshot)
  return forumCard(locale, snapshot)
}

function sessionCard(
  session: Session,
  part: Part,
  edition: Edition,
  locale: Locale,
  { forum }: Snapshot,
): Card {
  const cancelled = session.status === 'cancelled'
  return {
    thread: [colourOf(part)],
    head: text(forum.name, locale),
    when: timesText(session),
    title: text(session.title, locale),
    foot: [
      ...(cancelled ? [wordsOf(locale)('session.cancelled')] : []),
      dayAndPlace(dayText(session.date, locale, { year: true }), edition, locale),
    ].join(' · '),
    cancelled,
  }
}

function partCard(part: Part, edition: Edition, locale: Locale, snapshot: Snapshot): Card {
  const sessions = sessionsOf(snapshot, edition).filter((item) => item.part === part._id)
  const [first, last] = [sessions.at(0), sessions.at(-1)]
  const isOneDay = first !== undefined && last !== undefined && first.date === last.date
  const ends = sessions.map(({ end }) => end).sort(byText)
  return {
    thread: [colourOf(part)],
    head: text(snapshot.forum.name, locale),
    when: isOneDay
      ? timesText({ start: first.start, end: ends.at(-1) ?? last.end })
      : ordinalText(part, locale),
    title: text(part.title, locale),
    foot: [
      ...(isOneDay ? [ordinalText(part, locale)] : []),
      dayAndPlace(daysText(edition, locale), edition, locale),
    ].join(' · '),
    cancelled: false,
  }
}

const editionCard = (edition: Edition, locale: Locale, snapshot: Snapshot): Card => ({
  thread: partsOf(snapshot, edition).map(colourOf),
  head: text(snapshot.forum.name, locale),
  when: daysText(edition, locale),
  title: text(edition.title, locale),
  foot: placeText(edition, locale),
  cancelled: false,
})

function forumCard(locale: Locale, { forum, editions }: Snapshot): Card {
  const current = byId(editions, forum.currentEdition)
  return {
    thread: editions
      .toSorted((a, b) => byText(a.firstDay, b.firstDay) || byText(a._id, b._id))
      .map((edition) => (edition === current ? 1 : 3)),
    head: text(forum.organisation, locale),
    when: '',
    title: text(forum.name, locale),
    foot: current ? dayAndPlace(daysText(current, locale), current, locale) : '',
    cancelled: false,
  }
}

const text = (value: Localized<string>, locale: Locale): string => shown(value, locale)?.value ?? ''

/** A card as one line of text: the alternative text of the image. */
export const cardText = ({ when, title, foot }: Card): string =>
  [title, when, foot].filter(Boolean).join(' · ')

const dayAndPlace = (day: string, edition: Edition, locale: Locale) => `${day}, ${placeText(edition, locale)}`
