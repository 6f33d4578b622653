import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { apiVersion, type Config, type EmbeddedLake } from '#src/config.ts'
import type { StoredDocument } from '#src/lake/index.ts'
import { StoppedError, UsageError } from '../failures.ts'

/** What export and import of content have in common. */

/** @throws {UsageError} for a hosted project, whose own tools do this */
export function onlyEmbedded(
  { lake }: Pick<Config, 'lake'>,
  command: 'export' | 'import',
  file: string,
): EmbeddedLake {
  if (lake.kind === 'embedded') return lake
  throw new UsageError(
    `This is for the lake on this machine. For the hosted project: npx sanity datasets ${command} ${
      command === 'export' ? `${lake.dataset} ${file}` : `${file} --dataset ${lake.dataset}`
    }`,
  )
}

/** Everything that the lake holds, as it stands at one moment, in the order of ids. */
export async function everything(
  { url, dataset }: EmbeddedLake,
  signal: AbortSignal,
): Promise<readonly StoredDocument[]> {
  const response = await fetch(`${url}/v${apiVersion}/data/export/${dataset}`, { signal })
  if (!response.ok || response.body === null)
    throw new Error(`The lake answered with status ${response.status}`)
  const documents: StoredDocument[] = []
  for await (const line of createInterface({ input: Readable.from(response.body) }))
    documents.push(JSON.parse(line))
  return documents
}

/**
 * Whether an option was given. npm keeps what looks like one of its own when `--` is forgotten, and hands it on in
 * the environment: an import that was to be tried only must not be done because of that.
 */
export const isGiven = (name: string, value: boolean | undefined): boolean =>
  value ?? process.env[`npm_config_${name.replaceAll('-', '_')}`] === 'true'

/** A signal that is given when the terminal or the system asks this process to end. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => stop.abort(new StoppedError()))
  return stop.signal
}

/** Tells how far long work has come: each second at most, and at the end. */
export function progress(what: string, total: number): (done: number) => void {
  let told = performance.now()
  return (done) => {
    if (performance.now() - told < 1000) return
    told = performance.now()
    console.log(`${what}: ${done} of ${total}`)
  }
}

/** @example counted(1, 'document') → '1 document'; counted(2, 'document') → '2 documents' */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** @example assetCount(2) → '2 images and files' */
export const assetCount = (count: number): string =>
  count === 1 ? '1 image or file' : `${count} images and files`
