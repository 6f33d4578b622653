import { momentOf, type PermalinkRecord } from '#src/addresses/ledger.ts'
import { shown } from '#src/addresses/localize.ts'
import { cardAddress } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import { plainLines } from '#src/model/rich-text.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { endDateOf, type Times } from '#src/model/time.ts'
import { interpretationText, languagesText } from '#src/programme/format.ts'
import { calendarLine, calendarText } from './calendar-text.ts'
import { type FeedSource, linkOf, nameOf, type PastFeedSource, permanent } from './feed-source.ts'
import { changeNote, placeText } from './words.ts'

/**
 * A session as an event of a calendar, at the wall clock of its edition's zone. Its `UID` is the same in every language, so
 * that a second import replaces the first; its `SEQUENCE` only ever rises.
 * @see RFC 5545, 3.6.1
 */
export function sessionEventText(session: Session, edition: Edition, source: PastFeedSource): string {
  const { documents, locale, absolute } = source
  const { _id: id, title, status, stream } = session
  const t = wordsOf(locale)
  const name = shown(title, locale) ?? { value: '', lang: 'und' }
  const part = shown(documents.part(session.part)?.title, locale)
  const watch = status === 'cancelled' ? undefined : linkOf(stream, source)
  const isCancelled = status === 'cancelled'
  return eventText(id, source.past.record(id)?.sequence ?? 0, {
    source,
    times: session,
    timeZone: edition.timeZone,
    isCancelled,
    summary: calendarText('SUMMARY', isCancelled ? t('feed.cancelled', { title: name.value }) : name.value, {
      LANGUAGE: name.lang,
    }),
    more: [
      placeLine(session, edition, source),
      ...(edition.location ? [calendarLine('GEO', `${edition.location.lat};${edition.location.lng}`)] : []),
      descriptionLine(session, source),
      calendarLine('URL', permanent(id, source)),
      ...(part ? [calendarText('CATEGORIES', part.value, { LANGUAGE: part.lang })] : []),
      calendarLine('IMAGE', absolute(cardAddress(locale, id)), {
        ...{ VALUE: 'URI', DISPLAY: 'BADGE', FMTTYPE: 'image/png' },
      }),
      ...(watch
        ? [
            calendarLine('CONFERENCE', watch, {
              ...{ VALUE: 'URI', FEATURE: 'AUDIO,VIDEO', LABEL: t('session.stream') },
            }),
          ]
        : []),
    ],
  })
}

/**
 * A session that was withdrawn, as a cancelled event with all that the ledger knows of it; empty where that is no time. Its
 * `SEQUENCE` is higher than it ever was.
 */
export function withdrawnEventText(
  record: PermalinkRecord,
  { timeZone }: Edition,
  source: PastFeedSource,
): string {
  const { id, titles, last, sequence = 0 } = record
  const name = shown(titles, source.locale) ?? { value: '', lang: 'und' }
  if (last === undefined) return ''
  const summary = wordsOf(source.locale)('feed.cancelled', { title: name.value })
  return eventText(id, sequence + 1, {
    ...{ source, times: last, timeZone, isCancelled: true },
    summary: calendarText('SUMMARY', summary, { LANGUAGE: name.lang }),
    more: [calendarLine('URL', permanent(id, source))],
  })
}

type EventParts = {
  source: PastFeedSource
  times: Times
  timeZone: string
  isCancelled: boolean
  summary: string
  more: readonly string[]
}

function eventText(
  id: string,
  sequence: number,
  { source, times, timeZone, isCancelled, summary, more }: EventParts,
): string {
  const stamp = utcText(sequence)
  const zone = { TZID: timeZone }
  return [
    calendarLine('BEGIN', 'VEVENT'),
    calendarLine('UID', `${id}@${new URL(source.absolute('/')).hostname}`),
    calendarLine('DTSTAMP', stamp),
    calendarLine('LAST-MODIFIED', stamp),
    calendarLine('SEQUENCE', `${sequence}`),
    calendarLine('DTSTART', wallText(times.date, times.start), zone),
    calendarLine('DTEND', wallText(endDateOf(times), times.end), zone),
    summary,
    ...more,
    calendarLine('STATUS', isCancelled ? 'CANCELLED' : 'CONFIRMED'),
    calendarLine('END', 'VEVENT'),
  ].join('')
}

function placeLine(session: Session, edition: Edition, { documents, locale }: FeedSource): string {
  const rooms = documents.roomsOf(session._id).map(({ name }) => shown(name, locale))
  const places = [...rooms, shown(edition.venue, locale)].flatMap((text) => text ?? [])
  const text = [...places.map(({ value }) => value), placeText(edition, locale)].filter(Boolean).join(', ')
  return calendarText('LOCATION', text, { LANGUAGE: places[0]?.lang ?? shown(edition.city, locale)?.lang })
}

/** What has changed, what it is about, who takes part, in which languages, and the permalink, which some calendars hide. */
function descriptionLine(session: Session, source: PastFeedSource): string {
  const { documents, locale } = source
  const t = wordsOf(locale)
  const { spokenLanguages, interpretation, signedLanguages } = session
  const about = shown(session.description, locale)
  const people = session.contributors.flatMap(({ contributor, role }) => {
    const one = documents.contributor(contributor)
    const does = shown(role, locale)?.value
    return one ? [`${nameOf(one, locale).value}${does ? ` (${does})` : ''}`] : []
  })
  const labelled = (label: string, text: string) => (text === '' ? [] : [t('feed.labelled', { label, text })])
  const paragraphs = [
    changeNote(session, locale, documents) ?? '',
    ...plainLines(about?.value ?? []),
    ...labelled(t('session.with'), people.join(', ')),
    ...[
      ...labelled(t('session.spoken'), languagesText(spokenLanguages, locale)),
      ...labelled(t('session.interpreted'), interpretationText(interpretation, locale)),
      ...labelled(t('session.signed'), languagesText(signedLanguages, locale)),
    ],
    permanent(session._id, source),
  ]
  return calendarText('DESCRIPTION', paragraphs.filter(Boolean).join('\n\n'), { LANGUAGE: about?.lang })
}

const wallText = (date: string, time: string) => `${date}T${time}00`.replace(/[-:]/g, '')

/** @example utcText(0) → '20190101T000000Z' */
const utcText = (sequence: number) =>
  momentOf(sequence)
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
