import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ClientConfig,
  createClient,
  type IdentifiedSanityDocumentStub,
  type SanityClient,
} from '@sanity/client'
import { test as base } from 'vitest'
import { type Lake, type LakeOptions, startLake } from '#src/lake/index.ts'

export const studioOrigin = 'http://localhost:3333'

export const lakeOptions = (dataDir: string): LakeOptions => ({
  dataDir,
  port: 0,
  projectId: 'local',
  dataset: 'production',
  origins: [studioOrigin],
})

/** The real client, configured as in a program on this machine. */
export function clientOf(lake: Lake, config: ClientConfig = {}): SanityClient {
  return createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: lake.url,
    useProjectHostname: false,
    useCdn: false,
    ...config,
  })
}

/** A test with a temporary folder, a running lake that uses it, and a client with the perspective `raw`. */
export const test = base
  .extend('dataDir', async ({ task }, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), `lake-${task.id}-`))
    onCleanup(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  })
  .extend('lake', async ({ dataDir }, { onCleanup }) => {
    const lake = await startLake(lakeOptions(dataDir))
    onCleanup(() => lake.close())
    return lake
  })
  .extend('client', ({ lake }) => clientOf(lake, { perspective: 'raw' }))

/** Creates documents in one transaction. */
export async function write(
  client: SanityClient,
  documents: readonly IdentifiedSanityDocumentStub[],
): Promise<void> {
  await client.mutate(documents.map((document) => ({ create: document })))
}

/** The server's error for a request that is expected to fail. */
export async function refusal(request: Promise<unknown>): Promise<{ statusCode: number; error: unknown }> {
  const failure: unknown = await request.then(
    () => {
      throw new Error('the request succeeded')
    },
    (error: unknown) => error,
  )
  if (!(failure instanceof Error && 'response' in failure && 'statusCode' in failure)) throw failure
  const { statusCode, response } = failure as Error & {
    statusCode: number
    response: { body: { error: unknown } }
  }
  return { statusCode, error: response.body.error }
}
