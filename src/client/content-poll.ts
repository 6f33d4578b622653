import type { Config } from '#src/config.ts'
import { releaseTypes } from '#src/model/scheduled-version.ts'
import { lakeClient } from './client.ts'

/** Changes with every publication, and with every withdrawal. */
const state = `{
  "count": count(*[_type in $types]),
  "newest": *[_type in $types] | order(_updatedAt desc, _id)[0...20]{_id, _rev, _updatedAt}
}`

/**
 * Asks again and again whether what is published has changed: a net under events that get lost. A lake that does not
 * answer is asked again.
 * @param onChange is called where it has changed since it was last asked; also where that is not known
 * @returns ends it. Resolves when the lake was asked for the first time
 */
export async function pollContent(
  config: Pick<Config, 'lake'>,
  onChange: () => void,
  { milliseconds = 60_000 }: { milliseconds?: number } = {},
): Promise<() => void> {
  const client = lakeClient(config)
  const ended = new AbortController()
  const { signal } = ended
  const ask = async (): Promise<string | undefined> =>
    client.fetch(state, { types: releaseTypes }, { signal }).then(JSON.stringify, () => undefined)
  let known = await ask()
  let timer: NodeJS.Timeout
  const askLater = () => {
    timer = setTimeout(async () => {
      const found = await ask()
      if (signal.aborted) return
      if (found !== undefined && found !== known) {
        known = found
        onChange()
      }
      askLater()
    }, milliseconds)
  }
  askLater()
  return () => {
    ended.abort()
    clearTimeout(timer)
  }
}
