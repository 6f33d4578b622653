import type { SanityClient } from '@sanity/client'
import type { RawDocument } from '#src/model/schema.ts'
import {
  type BoardDocument,
  ChangedElsewhereError,
  type Outcome,
  undoChanges,
  writeChanges,
} from '../board/transactions.ts'
import { errorText } from '../error-text.ts'
import { newKey } from '../ids.ts'
import { t } from '../language.ts'
import { sharedState } from '../shared-state.ts'
import { type TranslationEdit, translationChange } from './translation-edits.ts'

/** What the desk wrote last, and can take back. */
export type DeskWrites = {
  isWriting: boolean
  notice?: { tone: 'positive' | 'critical'; text: string } | undefined
  written?: Outcome | undefined
}

const { useState, update } = sharedState<DeskWrites>({ isWriting: false })

export { useState as useDeskWrites }

/** A translation that is to be written, and its document as it is shown. */
export type DocumentEdit = TranslationEdit & { document: RawDocument }

/**
 * Writes translations as drafts, all in one transaction, and tells the outcome above the desk, where it can be undone.
 * @returns whether they were written
 */
export async function writeTranslations(
  client: SanityClient,
  edits: readonly DocumentEdit[],
): Promise<boolean> {
  const requested = [...Map.groupBy(edits, ({ document }) => document)].flatMap(([shown, own]) =>
    isShown(shown)
      ? [
          {
            shown,
            change: (current: RawDocument, published: RawDocument | undefined) =>
              translationChange(current, own, published, newKey),
          },
        ]
      : [],
  )
  update({ isWriting: true, notice: undefined })
  try {
    const written = await writeChanges(client, requested)
    const text = t('studio.pack.written', { count: edits.length })
    update({ isWriting: false, written, notice: { tone: 'positive', text } })
    return true
  } catch (error) {
    const isElsewhere = error instanceof ChangedElsewhereError
    const text = isElsewhere
      ? t('studio.pack.elsewhere')
      : t('studio.pack.failed', { reason: errorText(error) })
    update({ isWriting: false, notice: { tone: 'critical', text } })
    return false
  }
}

/** Takes back what was written last: drafts are as they were, and those that were made for it are gone. */
export async function undoTranslations(client: SanityClient, { written, shown }: Outcome): Promise<void> {
  update({ isWriting: true, notice: undefined })
  try {
    await undoChanges(client, written, shown)
    update({
      isWriting: false,
      written: undefined,
      notice: { tone: 'positive', text: t('studio.pack.undone') },
    })
  } catch (error) {
    const text =
      error instanceof ChangedElsewhereError
        ? t('studio.pack.undoElsewhere')
        : t('studio.pack.failed', { reason: errorText(error) })
    update({ isWriting: false, notice: { tone: 'critical', text } })
  }
}

const isShown = (document: RawDocument): document is BoardDocument =>
  typeof document._rev === 'string' && typeof document._originalId === 'string'
