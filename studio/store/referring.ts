import type { SanityClient } from '@sanity/client'
import { publishedId } from '../ids.ts'

/**
 * How many documents refer to drafts, by the ids of these. @param without ids of those that do not count
 * @throws {ClientError} when the lake refuses
 */
export const countReferring = (
  client: SanityClient,
  drafts: readonly string[],
  without: readonly string[] = drafts,
): Promise<number> =>
  client
    .withConfig({ perspective: 'raw', useCdn: false })
    .fetch<number>('count(*[references($published) && !(_id in $without)])', {
      without,
      published: drafts.map(publishedId),
    })
