import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import type { Edition, Forum, Notice, Snapshot } from '#src/model/schema.ts'
import { instantOf } from '#src/model/time.ts'
import { dayText, offsetText } from './format.ts'

/** From when until when something is so, in milliseconds since 1970, half-open; undefined where it is open. */
export type Span = { readonly from: number | undefined; readonly until: number | undefined }

/** The notice of a document, and the zone of its times. */
export type PlacedNotice = {
  readonly id: string
  readonly isOfForum: boolean
  readonly notice: Notice
  readonly timeZone: string
}

/** The notices of some content that say something, that of the forum first. */
export function noticesOf({
  forum,
  editions,
}: Pick<Snapshot, 'forum' | 'editions'>): readonly PlacedNotice[] {
  const placed = ({ _id: id, _type, notice }: Forum | Edition, timeZone: string): PlacedNotice[] =>
    notice && Object.keys(notice.text).length > 0
      ? [{ id, isOfForum: _type === 'forum', notice, timeZone }]
      : []
  return [
    ...placed(forum, forumZone(forum, editions)),
    ...editions.flatMap((edition) => placed(edition, edition.timeZone)),
  ]
}

/** The zone of times that are the forum's: that of its current edition, since people read them there. */
export const forumZone = (
  { currentEdition }: Pick<Forum, 'currentEdition'>,
  editions: readonly Pick<Edition, '_id' | 'timeZone'>[],
): string => editions.find(({ _id }) => _id === currentEdition)?.timeZone ?? 'UTC'

/** When a notice is shown. A time that clocks skip leaves it open. */
export function noticeSpan({ from, until }: Notice, timeZone: string): Span {
  const instant = (at: Notice['from']) => at && instantOf(at.date, at.time, timeZone)
  return { from: instant(from), until: instant(until) }
}

/** Whether an instant is within a span. */
export const isWithin = ({ from, until }: Span, instant: number): boolean =>
  (from ?? -Infinity) <= instant && instant < (until ?? Infinity)

/**
 * When a notice ends, in words: with its day where it did not begin on that day. With `zone`, which pages of no edition
 * need, with the offset of that.
 * @example 'Until 14:00', or 'Until 13 November, 14:00 (UTC+2)'
 */
export function untilText(
  { from, until }: Pick<Notice, 'from' | 'until'>,
  locale: Locale,
  zone?: string,
): string | undefined {
  if (until === undefined) return undefined
  const t = wordsOf(locale)
  const { date } = until
  const time = zone === undefined ? until.time : `${until.time} (${offsetText(date, zone, until.time)})`
  return date === from?.date
    ? t('session.until', { end: time })
    : t('notice.untilDay', { day: dayText(date, locale), time })
}

/** From when until when a notice is shown, for those who write it. @example 'Shown from 12 November 2019, 09:00' */
export function windowText({ from, until }: Pick<Notice, 'from' | 'until'>, locale: Locale): string {
  const t = wordsOf(locale)
  const at = (clock: Notice['from']) =>
    clock ? `${dayText(clock.date, locale, { year: true })}, ${clock.time}` : ''
  const texts = { from: at(from), until: at(until) }
  if (from && until) return t('preview.notice.between', texts)
  if (from) return t('preview.notice.from', texts)
  return until ? t('preview.notice.until', texts) : t('preview.notice.always')
}
