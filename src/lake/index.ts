import { join } from 'node:path'
import { Access } from './access.ts'
import { AssetStore } from './asset-store.ts'
import { copyBeside } from './database.ts'
import { Dataset } from './dataset.ts'
import { anonymous, Editors } from './editors.ts'
import { History } from './history.ts'
import { Presence } from './presence.ts'
import { Readiness } from './readiness.ts'
import { createApp } from './routes/app.ts'
import { type Binding, bindLoopback } from './server.ts'
import { Store } from './store.ts'

export { documentProblem, isPublished, type StoredDocument } from './document.ts'
export { HttpError, LakeError } from './errors.ts'
export { ImagePool } from './images/image-pool.ts'
export { strongReferences } from './referential-integrity.ts'
export { maxTransactionBytes, wholeTransaction } from './routes/request.ts'
export { listenOnLoopback } from './server.ts'

export type LakeOptions = {
  /** Folder of the data file and the assets; created when missing. */
  dataDir: string
  /** 0 takes any free port. */
  port: number
  projectId: string
  dataset: string
  /** Origins of pages that may use the lake from a browser, e.g. `http://localhost:3333`. */
  origins: readonly string[]
  /** How long a query may take; 10 seconds by default. */
  queryMilliseconds?: number
  /**
   * Fills or changes the lake before it answers anybody else: until then other requests get 503. Its own requests carry
   * `headers`. What it throws ends the start.
   */
  prepare?: (lake: Preparation) => Promise<void>
}

export type Preparation = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly isEmpty: boolean
  readonly copyData: Lake['copyData']
}

export type Lake = {
  /** `http://localhost:PORT` */
  readonly url: string
  readonly port: number
  /** True when, at the start, no document other than an asset had ever been stored, not even one deleted since. */
  readonly isEmpty: boolean
  /**
   * Copies the data file, as it is now, to one with this label at its end.
   * @returns the path of the copy
   * @throws {LakeError}
   */
  copyData(label: string): string
  /** Ends the event streams and the server, and writes everything into the one data file. */
  close(): Promise<void>
}

/**
 * Starts an embedded Content Lake on the loopback addresses of this machine.
 * @throws {LakeError} when the port is taken or the data cannot be used; the data is left unchanged
 */
export async function startLake({ port, prepare, ...options }: LakeOptions): Promise<Lake> {
  const binding = await bindLoopback(port)
  const readiness = new Readiness({ isReady: prepare === undefined })
  let lake: Lake
  try {
    lake = serve(binding, readiness, options)
  } catch (error) {
    await binding.close()
    throw error
  }
  try {
    const { url, isEmpty, copyData } = lake
    await prepare?.({ url, headers: readiness.headers, isEmpty, copyData })
  } catch (error) {
    await lake.close()
    throw error
  }
  readiness.isReady = true
  return lake
}

function serve(
  binding: Binding,
  readiness: Readiness,
  {
    dataDir,
    projectId,
    dataset: datasetName,
    origins,
    queryMilliseconds = 10_000,
  }: Omit<LakeOptions, 'port' | 'prepare'>,
): Lake {
  const { port } = binding
  const url = `http://localhost:${port}`
  const assets = new AssetStore({
    folder: join(dataDir, 'assets'),
    cacheFolder: join(dataDir, 'image-cache'),
    projectId,
    dataset: datasetName,
    origin: url,
  })
  const path = join(dataDir, 'lake.sqlite')
  const store = new Store(path, (document) => assets.withCurrentUrl(document))
  const dataset = new Dataset(
    store,
    { identity: anonymous.id, sanity: { projectId, dataset: datasetName } },
    queryMilliseconds,
  )
  const history = new History(store.database, (id) => store.get(id))
  const access = new Access({ port, projectId, origins })
  const editors = new Editors(store.database)
  const presence = new Presence({ editors, dataset: datasetName })
  const openStreams = new Set<() => void>()
  const app = createApp({
    access,
    assets,
    dataset,
    editors,
    history,
    projectId,
    datasetName,
    openStreams,
  })
  binding.serve({ access, readiness, app, sockets: presence })
  const close = async () => {
    for (const end of openStreams) end()
    presence.close()
    await binding.close()
    await assets.close()
    await dataset.close()
    store.close()
  }
  let closed: Promise<void> | undefined
  return {
    url,
    port,
    isEmpty: store.isUntouched,
    copyData: (label) => copyBeside(store.database, path, label),
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
