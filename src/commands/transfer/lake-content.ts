import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { apiVersion, type Config, type EmbeddedLake } from '#src/config.ts'
import type { StoredDocument } from '#src/lake/index.ts'
import { previewLinkType } from '#src/model/preview-link.ts'
import { UsageError } from '../errors.ts'

/** The settings of the embedded lake. @throws {UsageError} for a hosted project, where Sanity's own tool does this */
export function requireEmbedded(
  { lake }: Pick<Config, 'lake'>,
  command: 'export' | 'import',
  file: string,
): EmbeddedLake {
  if (lake.kind === 'embedded') return lake
  throw new UsageError(
    `This command works only with the embedded lake. For the hosted project: npx sanity datasets ${command} ${
      command === 'export' ? `${lake.dataset} ${file}` : `${file} --dataset ${lake.dataset}`
    }`,
  )
}

/** All documents of the lake at one moment, in the order of ids. */
export async function allDocuments(
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

/** Whether a document belongs in an archive as it is: no asset, which has a file, and no link to a preview, which is a secret. */
export const isContent = (document: { readonly _type: string }) =>
  !isAsset(document) && document._type !== previewLinkType

/** Whether a document is the asset document of an image or a file. */
export const isAsset = ({ _type }: { readonly _type: string }) => /^sanity\.(image|file)Asset$/.test(_type)
