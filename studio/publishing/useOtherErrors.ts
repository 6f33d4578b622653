import { type DocumentActionProps, getValueAtPath, useSyncState, useValidationStatus } from 'sanity'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId } from '../ids.ts'

/**
 * Whether a document cannot be published now though others go along: its form has errors that are not about the
 * references to these, or what was typed last is not stored or not validated yet.
 */
export function useOtherErrors(
  { id, type, draft }: DocumentActionProps,
  along: readonly RawDocument[],
): boolean {
  const { validation, isValidating } = useValidationStatus(draftId(id), type, true)
  const { isSyncing } = useSyncState(id, type)
  const leadsAlong = (path: Parameters<typeof getValueAtPath>[1]) => {
    const target = referencedId(getValueAtPath(draft, path))
    return along.some(({ _id }) => _id === target)
  }
  const hasOthers = validation.some(({ level, path }) => level === 'error' && !leadsAlong(path))
  return hasOthers || isValidating || isSyncing
}
