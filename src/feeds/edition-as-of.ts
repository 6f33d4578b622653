import { momentOf } from '#src/addresses/ledger.ts'
import type { Locale } from '#src/locales.ts'
import type { Edition } from '#src/model/schema.ts'
import { dayText, offsetText } from '#src/programme/format.ts'
import type { PastFeedSource } from './feed-source.ts'

/** When something of an edition's sessions last changed. */
export const lastChangeOf = (
  { _id }: Edition,
  { documents, past }: Pick<PastFeedSource, 'documents' | 'past'>,
): Date =>
  momentOf(
    Math.max(0, ...documents.sessionsOf(_id).map((session) => past.record(session._id)?.sequence ?? 0)),
  )

/** When something of an edition's sessions last changed, in words, by the clock of the edition; empty where it has none. */
export const editionAsOf = (
  edition: Edition,
  source: Pick<PastFeedSource, 'documents' | 'past' | 'locale'>,
): string =>
  source.documents.sessionsOf(edition._id).length === 0
    ? ''
    : instantText(lastChangeOf(edition, source), edition, source.locale)

/** Day and time of an instant, by the clock of the edition. @example '12 November 2019, 10:42 (UTC+2)' */
function instantText(instant: Date, { timeZone }: Edition, locale: Locale): string {
  // Swedish dates have the format of ISO 8601.
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'short' },
  })
    .format(instant)
    .split(' ')
  return `${dayText(date, locale, { year: true })}, ${time} (${offsetText(date, timeZone, time)})`
}
