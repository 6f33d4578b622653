import { isPublished, type Lookup, publishedId, type StoredDocument } from './document.ts'
import { requestError } from './errors.ts'

/**
 * Which versions of a document a query sees. `raw`: all of them, under their own ids. A list: under the published id,
 * the first version in the list that exists, else the published document.
 */
export type Perspective = 'raw' | readonly Layer[]
type Layer = { readonly kind: 'drafts' } | { readonly kind: 'release'; readonly name: string }

/** From this API version on, a query without a perspective sees published documents only. */
const publishedByDefault = '2025-02-19'

/**
 * @param value `raw`, `published`, `drafts` (formerly `previewDrafts`), or a comma-separated list of content releases
 *   and `drafts`, in order of precedence; published documents always come last
 * @param version date of the API version, or `X`
 * @example parsePerspective('rA,drafts', '2025-02-19') → [{kind: 'release', name: 'rA'}, {kind: 'drafts'}]
 * @throws {HttpError} 400 for `raw` in a list with others
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

/** The ids under which a perspective may show the document stored under an id. */
export function shownIds(id: string, perspective: Perspective): readonly string[] {
  if (perspective === 'raw') return [id]
  return isPublished(id) || perspective.length > 0 ? [publishedId(id)] : []
}

/** The document that a perspective shows under an id; `_originalId` is the id under which it is stored. */
export function shownDocument(id: string, perspective: Perspective, get: Lookup): StoredDocument | undefined {
  if (perspective === 'raw' || perspective.length === 0) return get(id)
  for (const layer of perspective) {
    const found = get(layer.kind === 'drafts' ? `drafts.${id}` : `versions.${layer.name}.${id}`)
    if (found) return { ...found, _id: id, _originalId: found._id }
  }
  const published = get(id)
  return published && { ...published, _originalId: id }
}
