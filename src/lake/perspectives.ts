import { isDraft, isPublished, publishedId, releaseOf, type StoredDocument } from './document.ts'
import { requestError } from './errors.ts'

/** Which of a document's versions a reader sees: all as they are, or the first that exists of a list. */
export type Perspective = 'raw' | readonly Layer[]
type Layer = { readonly kind: 'drafts' } | { readonly kind: 'release'; readonly name: string }

/** What a query is asked of, in the order of ids. */
export type View = {
  readonly documents: readonly StoredDocument[]
  readonly get: (id: string) => StoredDocument | undefined
}

/** From this API version on, a query that names no perspective sees published documents only. */
const publishedByDefault = '2025-02-19'

/**
 * @param value `raw`, `published`, `drafts` (once called `previewDrafts`), or a comma-separated list of releases
 *   and `drafts`, the first one first; what is published always comes last
 * @param version date of the API version, or `X`
 * @example parsePerspective('rA,drafts', '2025-02-19') → [{kind: 'release', name: 'rA'}, {kind: 'drafts'}]
 * @throws {HttpError} 400 for a list that cannot be
 */
export function parsePerspective(value: string | undefined, version: string): Perspective {
  const names = (value ?? '').split(',').filter((name) => name !== '')
  if (names.length === 0) return version >= publishedByDefault ? [] : 'raw'
  if (names.includes('raw')) {
    if (names.length === 1) return 'raw'
    throw requestError(400, 'The perspective "raw" cannot be combined with others')
  }
  return names
    .filter((name) => name !== 'published')
    .map((name) =>
      name === 'drafts' || name === 'previewDrafts' ? { kind: 'drafts' } : { kind: 'release', name },
    )
}

/** The documents as a perspective shows them: under their published ids, with `_originalId` for where they are. */
export function view(all: Iterable<StoredDocument>, perspective: Perspective): View {
  if (perspective === 'raw') return viewOf([...all])
  if (perspective.length === 0) return viewOf([...all].filter(({ _id }) => isPublished(_id)))
  const best = new Map<string, { rank: number; document: StoredDocument }>()
  for (const document of all) {
    const rank = rankIn(perspective, document._id)
    const id = publishedId(document._id)
    if (rank !== undefined && rank < (best.get(id)?.rank ?? Number.POSITIVE_INFINITY))
      best.set(id, { rank, document })
  }
  return viewOf([...best].map(([_id, { document }]) => ({ ...document, _id, _originalId: document._id })))
}

function rankIn(layers: readonly Layer[], id: string): number | undefined {
  if (isPublished(id)) return layers.length
  const release = releaseOf(id)
  const rank = layers.findIndex((layer) => (layer.kind === 'drafts' ? isDraft(id) : layer.name === release))
  return rank === -1 ? undefined : rank
}

function viewOf(documents: StoredDocument[]): View {
  documents.sort((a, b) => (a._id < b._id ? -1 : 1))
  const byId = new Map(documents.map((document) => [document._id, document]))
  return { documents, get: (id) => byId.get(id) }
}
