import type { PermalinkRecord } from '#src/addresses/ledger.ts'
import { type Shown, shown } from '#src/addresses/localize.ts'
import { type Address, permalinkOf } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { endDateOf, type Times } from '#src/model/time.ts'
import { dayOfId } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import { hasPieceCalendars } from '#src/programme/programme.ts'
import { sessionEventText, withdrawnEventText } from './calendar-event.ts'
import { calendarLine, calendarText } from './calendar-text.ts'
import { calendarZone } from './calendar-zone.ts'
import type { PastFeedSource } from './feed-source.ts'

/** Calendars cannot follow an address that moves, so it is by the id that no editor changes. */
export const calendarAddress = (locale: Locale, id: string): Address => `/${locale}/feeds/${id}/calendar.ics`

const kinds: ReadonlySet<string> = new Set(['edition', 'day', 'part', 'session', 'room', 'contributor'])

/** Whether a subject, present or past, has a calendar. */
export const hasCalendar = (subject: { kind: string } | undefined): boolean =>
  subject !== undefined && kinds.has(subject.kind)

/** The place of a day, a part, a room or an edition in the list of calendars: its fragment. */
export const calendarEntryOf = (id: string, edition: Edition, documents: Documents): string =>
  `calendar-${hasPieceCalendars(edition, documents) ? id : edition._id}`

/**
 * The sessions of a subject as iCalendar, those that were cancelled or withdrawn included. Events are pieces: the same in every
 * file that has them.
 * @see RFC 5545
 */
export async function calendarFile(record: PermalinkRecord, source: PastFeedSource): Promise<string> {
  const { locale, documents, piece } = source
  const { sessions, withdrawn } = listOf(record, source)
  const entries: readonly Entry[] = [
    ...sessions.map((session) => ({
      ...{ edition: session.edition, times: session },
      text: (edition: Edition) =>
        piece(`event ${session._id} ${locale}`, async () => sessionEventText(session, edition, source)),
    })),
    ...withdrawn.flatMap((one) =>
      one.last === undefined
        ? []
        : [
            {
              ...{ edition: one.edition, times: one.last },
              text: async (edition: Edition) => withdrawnEventText(one, edition, source),
            },
          ],
    ),
  ]
  const placed = entries.flatMap(({ times, text, ...entry }) => {
    const edition = documents.edition(entry.edition)
    return edition ? [{ edition, times, text }] : []
  })
  const zones = zonesOf(placed, documents.edition(record.edition ?? documents.forum.currentEdition))
  return [
    ...headLines(record, source, zones[0]?.timeZone),
    ...zones.map(({ timeZone, years }) => calendarZone(timeZone, Math.min(...years), Math.max(...years))),
    ...(await Promise.all(placed.map(({ edition, text }) => text(edition)))),
    calendarLine('END', 'VCALENDAR'),
  ].join('')
}

type Entry = { edition: string | undefined; times: Times; text: (edition: Edition) => Promise<string> }

/** The zones of entries, with the years that these are in; those of the edition where there is no entry: a calendar has at least one component. */
function zonesOf(
  entries: readonly { edition: Edition; times: Times }[],
  own: Edition | undefined,
): readonly { timeZone: string; years: readonly number[] }[] {
  const yearOf = (date: string) => Number(date.slice(0, 4))
  const days =
    entries.length === 0 && own
      ? [{ timeZone: own.timeZone, dates: [own.firstDay, own.lastDay] }]
      : entries.map(({ edition: { timeZone }, times }) => ({
          timeZone,
          dates: [times.date, endDateOf(times)],
        }))
  return [...Map.groupBy(days, ({ timeZone }) => timeZone)].map(([timeZone, all]) => ({
    timeZone,
    years: all.flatMap(({ dates }) => dates.map(yearOf)),
  }))
}

function headLines(record: PermalinkRecord, source: PastFeedSource, timeZone: string | undefined): string[] {
  const { documents, locale, absolute } = source
  const name = nameOf(record, source)
  const { organisation, acronym } = documents.forum
  const publisher = shown(acronym, locale) ?? shown(organisation, locale)
  return [
    calendarLine('BEGIN', 'VCALENDAR'),
    calendarLine('VERSION', '2.0'),
    calendarText('PRODID', `-//${(publisher?.value ?? '').replaceAll('/', ' ')}//Learning Forum//EN`),
    calendarLine('CALSCALE', 'GREGORIAN'),
    calendarLine('METHOD', 'PUBLISH'),
    calendarText('NAME', name.value, { LANGUAGE: name.lang }),
    calendarText('X-WR-CALNAME', name.value),
    ...(timeZone === undefined ? [] : [calendarLine('X-WR-TIMEZONE', timeZone)]),
    calendarLine('REFRESH-INTERVAL', refresh, { VALUE: 'DURATION' }),
    calendarLine('X-PUBLISHED-TTL', refresh),
    calendarLine('SOURCE', absolute(calendarAddress(locale, record.id)), { VALUE: 'URI' }),
    calendarLine('URL', absolute(permalinkOf(record.id))),
  ]
}

const refresh = 'PT1H'

/** The sessions of a subject that are published, and those that once were. */
function listOf(
  { kind, id, edition = '' }: PermalinkRecord,
  { documents, past }: PastFeedSource,
): { sessions: readonly Session[]; withdrawn: readonly PermalinkRecord[] } {
  const gone = (isOf: (record: PermalinkRecord) => boolean = () => true) =>
    past.withdrawnFrom(edition).filter(isOf)
  if (kind === 'edition') return { sessions: documents.sessionsOf(id), withdrawn: gone() }
  if (kind === 'part') return { sessions: documents.sessionsOfPart(id), withdrawn: [] }
  if (kind === 'contributor') return { sessions: documents.sessionsWith(id), withdrawn: [] }
  if (kind === 'room')
    return {
      sessions: documents.sessionsIn(id),
      withdrawn: gone(({ last }) => last?.rooms.includes(id) ?? false),
    }
  if (kind === 'day') {
    const { date = '' } = dayOfId(id) ?? {}
    return {
      sessions: documents.sessionsOn(edition, date),
      withdrawn: gone(({ last }) => last?.date === date),
    }
  }
  const session = documents.session(id)
  return { sessions: session ? [session] : [], withdrawn: session ? [] : gone((record) => record.id === id) }
}

/** What a calendar calls it: with the edition, where it is a piece of one. */
function nameOf(
  { kind, titles, edition }: PermalinkRecord,
  { documents, locale }: PastFeedSource,
): Shown<string> {
  const own = shown(titles, locale)
  const of = kind === 'edition' ? undefined : shown(documents.edition(edition)?.title, locale)
  return {
    value: [own, of].flatMap((text) => text?.value ?? []).join(' · '),
    lang: own?.lang ?? of?.lang ?? 'und',
  }
}
