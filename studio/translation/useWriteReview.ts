import { insert, PatchEvent, set, setIfMissing } from 'sanity'
import { useDocumentPane } from 'sanity/structure'
import type { ReviewEntry } from '#src/rules/review.ts'
import { newKey } from '../ids.ts'

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
