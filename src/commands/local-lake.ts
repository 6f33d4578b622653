import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { lakeClient } from '#src/client/client.ts'
import type { Config, EmbeddedLake } from '#src/config.ts'
import { type Lake, startLake } from '#src/lake/index.ts'
import { LakeUnreachableError } from '#src/release/failures.ts'
import { seed } from './seed.ts'

/**
 * Starts the embedded lake on its port, and fills it with the default content on its first start, unless it
 * is to start empty. It answers nobody before that.
 * @throws {LakeError}
 */
export function openLake(config: Config, lake: EmbeddedLake): Promise<Lake> {
  const { projectId, dataset } = lake
  const origins = [`http://localhost:${config.studioPort}`]
  return startLake({
    dataDir: config.dataDir,
    port: Number(new URL(lake.url).port),
    projectId,
    dataset,
    origins,
    prepare: async ({ url, headers, isEmpty }) => {
      if (isEmpty && config.defaultContent)
        await seed(lakeClient({ lake: { ...lake, url } }).withConfig({ headers }))
    },
  })
}

/**
 * Does something with the lake that is there: the running one, or the data in `DATA_DIR`, opened for as
 * long as it takes; `mayBegin` makes an empty lake where there is neither.
 * @throws {LakeUnreachableError} when there is none
 */
export async function withLake<T>(
  config: Config,
  work: (config: Config) => Promise<T>,
  { mayBegin = false } = {},
): Promise<T> {
  const { lake, dataDir } = config
  if (lake.kind === 'hosted') return work(config)
  const begun = performance.now()
  const problem = await problemAt(lake)
  if (problem === undefined) return work(config)
  if (!mayBegin && !hasContent(config)) {
    throw new LakeUnreachableError({
      url: lake.url,
      variable: 'LAKE_PORT',
      seconds: (performance.now() - begun) / 1000,
      found: `${problem}, and DATA_DIR (${dataDir}) holds no content`,
    })
  }
  const own = await startLake({
    dataDir,
    port: 0,
    projectId: lake.projectId,
    dataset: lake.dataset,
    origins: [],
  })
  try {
    return await work({ ...config, lake: { ...lake, url: own.url } })
  } finally {
    await own.close()
  }
}

/**
 * The same, and where nothing was ever written: with the default content, in a folder that is gone afterwards, so
 * that the first look at the project needs no lake. A line on the terminal says so.
 * @throws {LakeUnreachableError} when there is none, and `DATA_DIR` was in use or the lake is to start empty
 */
export async function withContent<T>(config: Config, work: (config: Config) => Promise<T>): Promise<T> {
  const { lake, dataDir, defaultContent } = config
  const isNew = lake.kind === 'embedded' && defaultContent && !hasContent(config) && !hasLedger(config)
  if (!isNew || (await problemAt(lake)) !== noConnection) return withLake(config, work)
  console.log(`No lake runs, and ${dataDir} holds no content: this is the site of the default content.`)
  const folder = await mkdtemp(join(tmpdir(), 'default-content-'))
  const own = { ...config, dataDir: folder }
  try {
    const opened = await openLake(own, { ...lake, url: 'http://localhost:0' })
    try {
      return await work({ ...own, lake: { ...lake, url: opened.url } })
    } finally {
      await opened.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const hasContent = ({ dataDir }: Config) => existsSync(join(dataDir, 'lake.sqlite'))
const hasLedger = ({ dataDir }: Config) => existsSync(join(dataDir, 'addresses.json'))
const noConnection = 'no connection (ECONNREFUSED)'

/** What is wrong with the lake at an address; undefined when ours answers. Asks three times in a second. */
async function problemAt({ url, projectId, dataset }: EmbeddedLake): Promise<string | undefined> {
  let problem = ''
  for (const pause of [0, 300, 700]) {
    await wait(pause)
    try {
      const response = await fetch(`${url}/v1/ping`, { signal: AbortSignal.timeout(2000) })
      const body: unknown = await response.json()
      const expected = { lake: 'embedded', projectId, dataset }
      if (Object.entries(expected).every(([key, value]) => Object(body)[key] === value)) return undefined
      problem = 'something else answers there'
    } catch (error) {
      const { cause } = error as Error
      problem =
        cause instanceof Error && 'code' in cause ? `no connection (${cause.code})` : 'no usable answer'
    }
  }
  return problem
}
