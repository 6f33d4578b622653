import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { lakeClient } from '#src/client/client.ts'
import type { Config, EmbeddedLake } from '#src/config.ts'
import { type Lake, startLake } from '#src/lake/index.ts'
import { LakeUnreachableError } from '#src/release/failures.ts'
import { inWorkingFolder, projectWork } from '#src/release/working-folder.ts'
import { seedContents } from '#src/seed/index.ts'
import { migrateContent } from './migrate-content.ts'
import { seed } from './seed.ts'

/**
 * Starts the embedded lake on its port. Before it answers anybody else, it is filled with the content that
 * `DEFAULT_CONTENT` names where it is empty; and content of an earlier shape is migrated, after a backup of the data file.
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
    prepare: async ({ url, headers, isEmpty, copyData }) => {
      const client = lakeClient({ lake: { ...lake, url } }).withConfig({ headers })
      if (isEmpty && config.defaultContent !== 'no') await seed(client, seedContents[config.defaultContent])
      else await migrateContent(client, { isEmbedded: true, backUp: () => copyData(backupLabel) })
    },
  })
}

/** The end of the name of a data file's copy, made before rooms got editions. */
export const backupLabel = 'before-rooms'

/**
 * Runs `work` with a lake: the one that is running, else one over the data in `DATA_DIR`, which is closed afterwards.
 * Where there is neither, `createIfMissing` creates an empty one. `opened` is the lake that this opened.
 * @throws {LakeUnreachableError} where there is no lake
 */
export async function withLake<T>(
  config: Config,
  work: (config: Config, opened?: Lake) => Promise<T>,
  { createIfMissing = false } = {},
): Promise<T> {
  const { lake, dataDir } = config
  if (lake.kind === 'hosted') return work(config)
  const startedAt = performance.now()
  const problem = await problemAt(lake)
  if (problem === undefined) return work(config)
  if (!createIfMissing && !hasContent(config)) {
    throw new LakeUnreachableError({
      url: lake.url,
      variable: 'LAKE_PORT',
      seconds: (performance.now() - startedAt) / 1000,
      found: `${problem}, and DATA_DIR (${dataDir}) has no content`,
    })
  }
  const opened = await startLake({
    dataDir,
    port: 0,
    projectId: lake.projectId,
    dataset: lake.dataset,
    origins: [],
  })
  try {
    return await work({ ...config, lake: { ...lake, url: opened.url } }, opened)
  } finally {
    await opened.close()
  }
}

/**
 * Like `withLake`. Where no lake is running and `DATA_DIR` was never used, runs `work` with what `DEFAULT_CONTENT`
 * names in a temporary folder, and prints that it does: a first build then works without a lake.
 * @throws {LakeUnreachableError} where there is no lake, and `DATA_DIR` was used or `DEFAULT_CONTENT=no` is set
 */
export async function withContent<T>(config: Config, work: (config: Config) => Promise<T>): Promise<T> {
  const { lake, dataDir, defaultContent } = config
  const isNew =
    lake.kind === 'embedded' && defaultContent !== 'no' && !hasContent(config) && !hasLedger(config)
  if (!isNew || (await problemAt(lake)) !== noConnection) return withLake(config, work)
  const used = defaultContent === 'congress' ? 'the invented congress' : 'the default content'
  console.log(`No lake is running, and ${dataDir} has no content: using ${used}.`)
  return inWorkingFolder(projectWork, async (folder) => {
    const temporary = { ...config, dataDir: folder }
    const opened = await openLake(temporary, { ...lake, url: 'http://localhost:0' })
    try {
      return await work({ ...temporary, lake: { ...lake, url: opened.url } })
    } finally {
      await opened.close()
    }
  })
}

const hasContent = ({ dataDir }: Config) => existsSync(join(dataDir, 'lake.sqlite'))
const hasLedger = ({ dataDir }: Config) => existsSync(join(dataDir, 'addresses.json'))
const noConnection = 'no connection (ECONNREFUSED)'

/** Why no lake of this project answers at an address; undefined where it does. Tries three times within a second. */
async function problemAt({ url, projectId, dataset }: EmbeddedLake): Promise<string | undefined> {
  let problem = ''
  for (const pause of [0, 300, 700]) {
    await wait(pause)
    try {
      const response = await fetch(`${url}/v1/ping`, { signal: AbortSignal.timeout(2000) })
      const body: unknown = await response.json()
      const expected = { lake: 'embedded', projectId, dataset }
      if (Object.entries(expected).every(([key, value]) => Object(body)[key] === value)) return undefined
      problem = 'another program answers there'
    } catch (error) {
      const { cause } = error as Error
      problem =
        cause instanceof Error && 'code' in cause ? `no connection (${cause.code})` : 'no usable answer'
    }
  }
  return problem
}
