import { insert, PatchEvent, set, setIfMissing, useClient } from 'sanity'
import { useDocumentPane } from 'sanity/structure'
import { apiVersion } from '#src/config.ts'
import type { ReviewEntry } from '#src/rules/review.ts'
import { newKey } from '../ids.ts'
import { writeReviews } from './confirmations.ts'

/** Writes the review of one translation into the open document. With the key of an existing review, it replaces that one. */
export function useWriteReview(): (key: string | undefined, entry: ReviewEntry) => void {
  const { onChange } = useDocumentPane()
  return (key, entry) => {
    const value = { _key: key ?? newKey(), _type: 'translationReview', ...entry }
    onChange(
      PatchEvent.from(
        key === undefined
          ? [setIfMissing([], ['review']), insert([value], 'after', ['review', -1])]
          : [set(value, ['review', { _key: key }])],
      ),
    )
  }
}

/**
 * Confirms one translation of the open document. Where the document has no draft, the review goes into what is published,
 * so that no draft is left to publish; a draft is made only where that is refused.
 */
export function useConfirmReview(): (key: string | undefined, entry: ReviewEntry) => Promise<void> {
  const client = useClient({ apiVersion })
  const { editState } = useDocumentPane()
  const writeReview = useWriteReview()
  return async (key, entry) => {
    const published = editState?.draft || editState?.version ? undefined : editState?.published
    if (!published) return writeReview(key, entry)
    const { review } = published
    const all: readonly unknown[] = Array.isArray(review) ? review : []
    const value = { _key: key ?? newKey(), _type: 'translationReview', ...entry }
    const others = all.filter((one) => Reflect.get(Object(one), '_key') !== value._key)
    const change = { shown: { ...published, _originalId: published._id }, review: [...others, value] }
    await writeReviews(client, [change]).catch(() => writeReview(key, entry))
  }
}
