import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { lakeClient } from '#src/client/client.ts'
import { type Config, readConfig } from '#src/config.ts'
import { locales } from '#src/locales.ts'
import { Publisher } from '#src/release/publisher/publisher.ts'
import { ReleaseStore, releasesFolder } from '#src/release/store/release-store.ts'
import { words } from '../seed/stored.ts'

/** One address for all tests that make releases: the renderer is built once for it. */
export const siteUrl = 'https://example.org/forum/'

/** Settings with a folder of data of their own; drawn pictures are shared by all folders in `folder`. */
export function configIn(folder: string, name: string, port: number): Config {
  const dataDir = join(folder, name)
  mkdirSync(join(folder, 'cache'), { recursive: true })
  mkdirSync(dataDir)
  symlinkSync(join(folder, 'cache'), join(dataDir, 'cache'))
  return readConfig({ DATA_DIR: dataDir, LAKE_PORT: String(port), SITE_URL: siteUrl })
}

/** A publisher that runs in this process, and all that it has told. `now` is its clock, in milliseconds since 1970. */
export async function startedPublisher(config: Config, { now = Date.now } = {}) {
  const store = await ReleaseStore.open(releasesFolder(config))
  const errors: unknown[] = []
  const told = { releases: 0, following: 0 }
  const publisher = new Publisher(config, store, {
    onRelease: ({ following }) => {
      told.releases += 1
      told.following = following
    },
    onError: (error) => errors.push(error),
    now,
  })
  await publisher.start()
  return {
    store,
    publisher,
    errors,
    told,
    close: async () => {
      await publisher.close()
      await store.close()
    },
  }
}

export const writer = (config: Config): SanityClient => lakeClient(config, { perspective: 'raw' })

export const titled = (title: string) =>
  words(Object.fromEntries(locales.map(({ locale }) => [locale, `${title} ${locale}`])))

/** Two sessions whose titles say the same number in every release that is whole. */
const pair = ['session-opening', 'session-sendai'] as const

/** Publishes a number as the titles of both sessions, in one transaction. @returns its time */
export async function publishNumber(client: SanityClient, number: number): Promise<string> {
  const transaction = client.transaction()
  for (const id of pair) transaction.patch(id, { set: { title: titled(`State ${number}.`) } })
  await transaction.commit()
  return (await client.getDocument(pair[0]))?._updatedAt ?? ''
}

/** The text of a file of the shown release. */
export const fileOf = async (store: ReleaseStore, path: string): Promise<string> =>
  String(await store.read(store.current?.files.get(path)?.digest ?? 'not in the release'))

/** All numbers that the programme's pages of the shown release say: one, where it is whole. */
export async function shownNumbers(store: ReleaseStore): Promise<readonly number[]> {
  const { current } = store
  const numbers = new Set<number>()
  if (current === undefined) return []
  for (const path of current.files.keys()) {
    if (!/^(en\/2019\/programme|fr\/2019\/programme|es\/2019\/programa)\/.*html$/.test(path)) continue
    const text = await fileOf(store, path)
    // What a page tells for a day, such as an earlier title, is not its own.
    const own = text.replace(/<p class="state">.*?<\/p>/gs, '')
    for (const [, number] of own.matchAll(/State (\d+)\./g)) numbers.add(Number(number))
  }
  return [...numbers]
}
