import { join } from 'node:path'
import { Assets } from './assets.ts'
import { Content } from './content.ts'
import { Door } from './door.ts'
import { anonymous, Editors } from './editors.ts'
import { Presence } from './presence.ts'
import { createApp } from './routes/app.ts'
import { type Binding, bindLoopback } from './server.ts'
import { Store } from './store.ts'

export { documentProblem, isPublished, type StoredDocument } from './document.ts'
export { HttpError, LakeError } from './errors.ts'
export { measureImage } from './images/measure.ts'
export { strongReferences } from './references.ts'
export { maxTransactionBytes } from './routes/app.ts'

export type LakeOptions = {
  /** Folder of the data file and the assets; made when missing. */
  dataDir: string
  /** 0 takes any free port. */
  port: number
  projectId: string
  dataset: string
  /** Pages that may use the lake from a browser, e.g. `http://localhost:3333`. */
  origins: readonly string[]
  /** How long a query may take; 10 seconds. */
  queryMilliseconds?: number
}

export type Lake = {
  /** `http://localhost:PORT` */
  readonly url: string
  readonly port: number
  /** True when at the start nothing but assets had ever been stored, not even what was deleted since. */
  readonly isEmpty: boolean
  /** Ends the event streams, then the server, and leaves everything in the one data file. */
  close(): Promise<void>
}

/**
 * Starts an embedded Content Lake on the loopback addresses of this machine.
 * @throws {LakeError} when the port is taken or the data cannot be used; the data is left as it is
 */
export async function startLake({ port, ...options }: LakeOptions): Promise<Lake> {
  const binding = await bindLoopback(port)
  try {
    return serve(binding, options)
  } catch (error) {
    await binding.close()
    throw error
  }
}

function serve(
  binding: Binding,
  { dataDir, projectId, dataset, origins, queryMilliseconds = 10_000 }: Omit<LakeOptions, 'port'>,
): Lake {
  const { port } = binding
  const url = `http://localhost:${port}`
  const assets = new Assets({
    folder: join(dataDir, 'assets'),
    cacheFolder: join(dataDir, 'image-cache'),
    projectId,
    dataset,
    origin: url,
  })
  const store = new Store(join(dataDir, 'lake.sqlite'), (document) => assets.withOwnUrl(document))
  const content = new Content(
    store,
    { identity: anonymous.id, sanity: { projectId, dataset } },
    queryMilliseconds,
  )
  const door = new Door({ port, projectId, origins })
  const editors = new Editors(store.database)
  const streams = new Set<() => void>()
  const presence = new Presence({ editors, dataset })
  binding.serve(door, createApp({ content, assets, door, editors, projectId, dataset, streams }), presence)
  const close = async () => {
    for (const end of streams) end()
    presence.close()
    await binding.close()
    await assets.settled()
    await content.close()
    store.close()
  }
  let closed: Promise<void> | undefined
  return {
    url,
    port,
    isEmpty: store.isUntouched,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
