import type { Address } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import type { Edition } from '#src/model/schema.ts'
import { changesAtom, changesJson } from './change-feeds.ts'
import type { FeedSource } from './feed-source.ts'
import { scheduleJson, scheduleXml } from './frab-files.ts'
import { programmeJson } from './programme-feed.ts'

/**
 * The files that machines read of an edition, by their names at `/{locale}/feeds/{edition id}/`. Each edition has all of
 * them, also before it has sessions, so that no address ends. What each is for: `feeds.…` in `locales/*.json`.
 */
const feeds = {
  'programme.json': { type: 'application/json', text: programmeJson },
  'schedule.xml': { type: 'application/xml', text: scheduleXml },
  'schedule.json': { type: 'application/json', text: scheduleJson },
  'changes.atom': { type: 'application/atom+xml', text: changesAtom },
  'changes.json': { type: 'application/json', text: changesJson },
} as const satisfies Readonly<
  Record<
    string,
    { type: string; text: (edition: Edition, source: FeedSource, address: Address) => Promise<string> }
  >
>

export type FeedName = keyof typeof feeds

export const feedNames = Object.keys(feeds) as readonly FeedName[]

export const isFeedName = (name: string | undefined): name is FeedName =>
  name !== undefined && Object.hasOwn(feeds, name)

/** By id, which no editor changes: programs that subscribe to a file follow no redirect page. */
export const feedAddress = (locale: Locale, edition: string, name: FeedName): Address =>
  `/${locale}/feeds/${edition}/${name}`

/** A file of an edition, with its type. */
export async function editionFeed(
  name: FeedName,
  edition: Edition,
  source: FeedSource,
): Promise<{ type: string; text: string }> {
  const { type, text } = feeds[name]
  const address = feedAddress(source.locale, edition._id, name)
  return { type: `${type}; charset=utf-8`, text: await text(edition, source, address) }
}
