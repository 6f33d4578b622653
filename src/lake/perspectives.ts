import { isPublished, type Lookup, publishedId, type StoredDocument } from './document.ts'
import { requestError } from './errors.ts'

/** Which of a document's versions a reader sees: all as they are, or the first that exists of a list. */
export type Perspective = 'raw' | readonly Layer[]
type Layer = { readonly kind: 'drafts' } | { readonly kind: 'release'; readonly name: string }

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

/** The ids under which a perspective may show what is stored under an id. */
export function idsOf(id: string, perspective: Perspective): readonly string[] {
  if (perspective === 'raw') return [id]
  return isPublished(id) || perspective.length > 0 ? [publishedId(id)] : []
}

/** What a perspective shows under an id: under the published one, with `_originalId` for where it is. */
export function visible(id: string, perspective: Perspective, get: Lookup): StoredDocument | undefined {
  if (perspective === 'raw' || perspective.length === 0) return get(id)
  for (const layer of perspective) {
    const found = get(layer.kind === 'drafts' ? `drafts.${id}` : `versions.${layer.name}.${id}`)
    if (found) return { ...found, _id: id, _originalId: found._id }
  }
  const published = get(id)
  return published && { ...published, _originalId: id }
}
