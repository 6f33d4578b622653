import { hash } from 'node:crypto'
import { apiVersion, type EmbeddedLake } from '#src/config.ts'
import { snapshotQuery } from '#src/model/queries.ts'

/**
 * Stands for all that is published in an embedded lake at this moment: the same for the same content. Reads it without
 * the client, which takes longer to load than to answer.
 * @returns undefined where no lake answers
 */
export async function contentStamp({ url, dataset }: EmbeddedLake): Promise<string | undefined> {
  const search = new URLSearchParams({ query: snapshotQuery, perspective: 'published' })
  const response = await fetch(`${url}/v${apiVersion}/data/query/${dataset}?${search}`, {
    signal: AbortSignal.timeout(5000),
  }).catch(() => undefined)
  if (response?.ok !== true) return undefined
  const { result } = Object(await response.json().catch(() => undefined))
  return result === undefined ? undefined : hash('sha256', JSON.stringify(result))
}
