import type { Locale } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { dayOfId } from '#src/programme/days.ts'
import type { Documents } from '#src/programme/documents.ts'
import type { PastSubject } from './ledger.ts'
import type { Address, Addresses } from './paths.ts'
import type { Past } from './table.ts'

/**
 * What can stand in a frame on other sites, and has an oEmbed file: all that has or had a permalink, with its last titles,
 * and the pages that belong to no document, without. The id is that of the subject of a page: the frame of a programme is
 * that of its edition.
 */
export type Embedded = PastSubject & { titles?: Localized<string> }

const ownPages = ['forum', 'strategy', 'people', 'search', 'feeds', 'webmasters'] as const

/** The ids of all that can stand in a frame. */
export const embeddedIds = ({ ids }: Pick<Past, 'ids'>): readonly string[] => [
  ...new Set([...ids, ...ownPages]),
]

/** What has an id; undefined where nothing ever had it. A document that has the id of a page of ours comes first. */
export function embeddedAt(id: string | undefined, { record }: Pick<Past, 'record'>): Embedded | undefined {
  const own = ownPages.find((kind) => kind === id)
  return record(id) ?? (own && { kind: own, id: own })
}

/**
 * The page that a frame is of; undefined for what is gone. A section of the strategy is a place on its page; the day of an
 * edition that has no other is its programme.
 */
export function pageOf(
  { kind, id }: PastSubject,
  locale: Locale,
  { addresses, documents }: { addresses: Addresses; documents: Documents },
): Address | undefined {
  if (kind === 'strategySection') {
    const page = addresses.of(locale, 'strategy', 'strategy')
    return page && documents.strategySection(id) && `${page}#${id}`
  }
  const { edition = '', date = '' } = (kind === 'day' && dayOfId(id)) || {}
  const isOnlyDay = documents.datesOf(edition).join() === date && date !== ''
  return isOnlyDay ? addresses.of(locale, 'programme', edition) : addresses.of(locale, kind, id)
}

/** Whether a subject, present or past, has a list of what is on now and what comes next. */
export const hasNow = (subject: { kind: string } | undefined): boolean =>
  subject !== undefined && ['edition', 'day', 'part', 'room'].includes(subject.kind)

/** Whether a subject, present or past, has a page for screens in a lobby or at a door. */
export const hasScreen = (subject: { kind: string } | undefined): boolean =>
  subject !== undefined && ['edition', 'room'].includes(subject.kind)
