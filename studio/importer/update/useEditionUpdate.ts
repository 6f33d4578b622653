import { useMemo } from 'react'
import type { SanityClient } from 'sanity'
import type { RawDocument } from '#src/model/schema.ts'
import { newId, newKey } from '../../ids.ts'
import { type Outcome, writeChanges } from '../../store/transactions.ts'
import type { ContentVersions } from '../../store/versions.ts'
import { useImportState } from '../import-state.ts'
import type { Plan } from '../plan.ts'
import { type Chosen, chosenBy, chosenChanges, takenCount } from './chosen-changes.ts'
import { type EditionUpdate, editionUpdate } from './edition-update.ts'
import { editionFor } from './local-plan.ts'

/** The edition that a text goes into, what it changes there, and what the editor takes of it. */
export type ChosenUpdate = {
  edition: RawDocument
  update: EditionUpdate
  chosen: Chosen
  /** How many lines something is taken of. */
  count: number
  isPublished(id: string): boolean
  named(id: string): RawDocument | undefined
  /** Writes what is taken. @throws {ChangedElsewhereError} and what the client throws */
  write(client: SanityClient): Promise<Outcome>
}

/** The update that a plan makes of the edition that the editor chose, or that the text names; undefined for a new edition. */
export function useEditionUpdate(
  plan: Plan | undefined,
  content: ContentVersions | undefined,
): ChosenUpdate | undefined {
  const { into, ticks, words } = useImportState()
  const edition = useMemo(() => {
    if (!plan || !content) return undefined
    return editionFor(plan, content.documents, into)
  }, [plan, content, into])
  const compared = useMemo(() => {
    if (!plan || !content || !edition) return undefined
    const live = new Map(content.published.map((document) => [document._id, document]))
    const publishedOf = ({ _id }: RawDocument) => live.get(_id)
    const updated = (idOfNew: () => string) =>
      editionUpdate(plan, edition, { existing: content.documents, publishedOf, newId: idOfNew, words })
    let count = 0
    return {
      edition,
      update: updated(() => `new-${++count}`),
      isPublished: (id: string) => live.has(id),
      named: (id: string) => content.byId.get(id),
      updated,
    }
  }, [plan, content, edition, words])
  return useMemo(() => {
    if (!compared) return undefined
    const { update, isPublished, updated } = compared
    const chosen = chosenBy(ticks)
    return {
      ...compared,
      chosen,
      count: takenCount(update, chosen, isPublished),
      write: (client) => {
        const { requested, whole } = chosenChanges(updated(newId), chosen, { isPublished, newKey })
        return writeChanges(client, requested, whole)
      },
    }
  }, [compared, ticks])
}
