import { byId, shown } from '#src/addresses/localize.ts'
import type { Subject } from '#src/addresses/paths.ts'
import { placeText } from '#src/feeds/words.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { Edition, Snapshot } from '#src/model/schema.ts'
import { daysText, dayText, timesText } from '#src/programme/format.ts'
import { colourOf, ordinalText } from '#src/programme/ordinal.ts'
import { partsOf, sessionsOf } from '#src/programme/programme.ts'

/** What a share image says, in the words of one language. */
export type Card = {
  /** Colours of the thread from top to bottom, 1 to 3 as parts have them; 0 for none of those. */
  thread: readonly number[]
  /** Small, above everything: whose site it is. */
  head: string
  /** Large and light: a time, or the days of an edition. */
  when: string
  title: string
  /** Small, below everything: what else tells when and where. */
  foot: string
  /** Whether it does not take place. */
  cancelled: boolean
}

/** Whose image a page shows: a programme its edition's; pages without an image of their own the forum's. */
export function pictured({ kind, id }: Subject): Subject {
  if (kind === 'session' || kind === 'part' || kind === 'edition') return { kind, id }
  if (kind === 'programme' || kind === 'myProgramme') return { kind: 'edition', id }
  return { kind: 'forum', id: 'forum' }
}

/** Every share image of a release. */
export function picturedOf(snapshot: Snapshot): readonly { locale: Locale; subject: Subject }[] {
  const { editions, parts, sessions } = snapshot
  const subjects: readonly Subject[] = [
    { kind: 'forum', id: 'forum' },
    ...[...editions, ...parts, ...sessions].map(({ _type: kind, _id: id }) => ({ kind, id })),
  ]
  return locales.flatMap(({ locale }) => subjects.map((subject) => ({ locale, subject })))
}

/** What the image of a subject says. */
export function cardOf({ kind, id }: Subject, locale: Locale, snapshot: Snapshot): Card {
  const { forum, editions, parts, sessions } = snapshot
  const t = wordsOf(locale)
  const head = shown(forum.name, locale)?.value ?? ''
  const session = byId(sessions, id)
  const part = byId(parts, session?.part ?? id)
  const edition = byId(editions, part?.edition ?? id)

  if (kind === 'session' && session && part && edition) {
    const cancelled = session.status === 'cancelled'
    return {
      thread: [colourOf(part)],
      head,
      when: timesText(session),
      title: shown(session.title, locale)?.value ?? '',
      foot: [
        ...(cancelled ? [t('session.cancelled')] : []),
        placed(dayText(session.date, locale, { year: true }), edition, locale),
      ].join(' · '),
      cancelled,
    }
  }
  if (kind === 'part' && part && edition) {
    const own = sessionsOf(snapshot, edition).filter((one) => one.part === id)
    const [first, last] = [own.at(0), own.at(-1)]
    const oneDay = first && last && first.date === last.date
    return {
      thread: [colourOf(part)],
      head,
      when: oneDay
        ? timesText({
            start: first.start,
            end:
              own
                .map(({ end }) => end)
                .sort()
                .at(-1) ?? last.end,
          })
        : ordinalText(part, locale),
      title: shown(part.title, locale)?.value ?? '',
      foot: [
        ...(oneDay ? [ordinalText(part, locale)] : []),
        placed(daysText(edition, locale), edition, locale),
      ].join(' · '),
      cancelled: false,
    }
  }
  if (kind === 'edition' && edition) {
    return {
      thread: partsOf(snapshot, edition).map(colourOf),
      head,
      when: daysText(edition, locale),
      title: shown(edition.title, locale)?.value ?? '',
      foot: placeText(edition, locale),
      cancelled: false,
    }
  }
  const current = byId(editions, forum.currentEdition)
  return {
    thread: editions
      .toSorted((a, b) => (a.firstDay < b.firstDay ? -1 : 1))
      .map((one) => (one === current ? 1 : 3)),
    head: shown(forum.organisation, locale)?.value ?? '',
    when: '',
    title: head,
    foot: current ? placed(daysText(current, locale), current, locale) : '',
    cancelled: false,
  }
}

/** A card in one line, for those who do not see it. */
export const cardText = ({ when, title, foot }: Card): string =>
  [title, when, foot].filter(Boolean).join(' · ')

const placed = (day: string, edition: Edition, locale: Locale) => `${day}, ${placeText(edition, locale)}`
