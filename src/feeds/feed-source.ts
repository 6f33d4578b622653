import { shown } from '#src/addresses/localize.ts'
import { type Address, permalinkOf } from '#src/addresses/paths.ts'
import type { Past } from '#src/addresses/table.ts'
import type { Moment } from '#src/content/moment.ts'
import type { Pieces } from '#src/content/reads.ts'
import type { Locale } from '#src/locales.ts'
import { fileName } from '#src/model/downloads.ts'
import { isSafeLink } from '#src/model/links.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Contributor, Session } from '#src/model/schema.ts'
import { endDateOf, offsetOf, type Times } from '#src/model/time.ts'
import type { Published } from './alternates.ts'

/** What the files that machines read of an edition are made of, in one language. `piece` keeps what does not change. */
export type FeedSource = Published & {
  moment: Pick<Moment, 'changesIn'>
  locale: Locale
  /** An address of the site with its host. */
  absolute: (address: Address) => string
  piece: Pieces
}

/** The same, with what was published before. */
export type PastFeedSource = FeedSource & { past: Past }

/** The permanent address of a document, with the host: in every language the same. */
export const permanent = (id: string, { absolute }: FeedSource): string => absolute(permalinkOf(id))

/** Start and end as instants in ISO 8601, to the second, with the offset of the zone at each. */
export const feedSpan = (times: Times, timeZone: string): readonly [start: string, end: string] => [
  feedInstant(times.date, times.start, timeZone),
  feedInstant(endDateOf(times), times.end, timeZone),
]

/** @example feedInstant('2019-11-12', '09:00', 'Africa/Johannesburg') → '2019-11-12T09:00:00+02:00' */
export const feedInstant = (date: string, time: string, timeZone: string): string =>
  `${date}T${time}:00${offsetOf(date, time, timeZone)}`

/** A link of the content with a host, escaped as addresses are; undefined for one that pages do not have either. */
export function linkOf(url: string | undefined, { absolute }: FeedSource): string | undefined {
  if (!url || !isSafeLink(url)) return undefined
  return URL.parse(url.trim().startsWith('/') ? absolute(url.trim()) : url)?.href
}

/** The address of an uploaded file. */
export const downloadOf = (asset: string, { absolute }: FeedSource): string =>
  absolute(`/files/${fileName(asset)}`)

/** The people and organisations of a session. */
export const peopleOf = ({ contributors }: Session, { documents }: FeedSource): readonly Contributor[] =>
  contributors.flatMap(({ contributor }) => documents.contributor(contributor) ?? [])

/** The name of a contributor. That of a person is in no language. */
export function nameOf({ kind, name }: Contributor, locale: Locale): { value: string; lang: string } {
  const found = shown(name, locale) ?? { value: '', lang: 'und' }
  return kind === 'person' ? { ...found, lang: 'und' } : found
}

/** A text that every document has, in the language that is shown. */
export const requiredText = (value: Localized<string>, locale: Locale): { value: string; lang: string } =>
  shown(value, locale) ?? { value: '', lang: 'und' }
