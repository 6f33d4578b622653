import type { SanityClient } from '@sanity/client'
import type { RawDocument } from '#src/model/schema.ts'
import { errorText } from '../error-text.ts'
import { newKey } from '../ids.ts'
import { t } from '../language.ts'
import { sharedState } from '../shared-state.ts'
import {
  ChangedElsewhereError,
  isShownDocument,
  type ShownDocument,
  undoChanges,
  writeChanges,
} from '../store/transactions.ts'
import { writeReviews } from './confirmations.ts'
import { type TranslationEdit, translationChange } from './translation-edits.ts'

/** What the desk wrote last, and how it is taken back. */
export type DeskWrites = {
  isWriting: boolean
  notice?: { tone: 'positive' | 'critical'; text: string } | undefined
  undo?: (() => Promise<unknown>) | undefined
}

const { useState, update } = sharedState<DeskWrites>({ isWriting: false })

export { useState as useDeskWrites }

/** A translation that is to be written, and its document as it is shown. */
export type DocumentEdit = TranslationEdit & { document: RawDocument }

/**
 * Writes translations as drafts, all in one transaction, and tells the outcome above the desk, where it can be undone.
 * @returns whether they were written
 */
export const writeTranslations = (client: SanityClient, edits: readonly DocumentEdit[]): Promise<boolean> =>
  writing(t('studio.pack.written', { count: edits.length }), async () => {
    const requested = byDocument(edits).map(({ shown, own }) => ({
      shown,
      change: (current: RawDocument, published: RawDocument | undefined) =>
        translationChange(current, own, published, newKey),
    }))
    const { written, shown } = await writeChanges(client, requested)
    follow(requested, shown)
    return () => undoChanges(client, written, shown)
  })

/** Confirms translations, or notes what else is known of them, without a draft where there is none. */
export const confirmTranslations = (client: SanityClient, edits: readonly DocumentEdit[]): Promise<boolean> =>
  writing(t('studio.translation.confirmedMany', { count: edits.length }), async () => {
    const changes = byDocument(edits).map(({ shown, own }) => ({
      shown,
      review: translationChange(shown, own, undefined, newKey).set.review,
    }))
    const back = await writeReviews(client, changes)
    follow(
      changes,
      back.map(({ shown }) => shown),
    )
    return () => writeReviews(client, back)
  })

/** Takes back what was written last. */
export async function undoWrites(undo: () => Promise<unknown>): Promise<void> {
  update({ isWriting: true, notice: undefined })
  try {
    await undo()
    followers.clear()
    const text = t('studio.pack.undone')
    update({ isWriting: false, undo: undefined, notice: { tone: 'positive', text } })
  } catch (error) {
    const isElsewhere = error instanceof ChangedElsewhereError
    tellError(error, isElsewhere ? t('studio.pack.undoElsewhere') : undefined)
  }
}

export const closeNotice = (): void => update({ notice: undefined, undo: undefined })

/** Tells something above the desk that keeps a text from being written. */
export const tellProblem = (text: string): void =>
  update({ notice: { tone: 'critical', text }, undo: undefined })

/** Writes wait for one another: the next is made from what the last one left. */
let queue: Promise<unknown> = Promise.resolve()

function writing(done: string, write: () => Promise<() => Promise<unknown>>): Promise<boolean> {
  const written = queue.then(() => writeAndTell(done, write))
  queue = written
  return written
}

async function writeAndTell(done: string, write: () => Promise<() => Promise<unknown>>): Promise<boolean> {
  update({ isWriting: true, notice: undefined })
  try {
    const undo = await write()
    update({ isWriting: false, undo, notice: { tone: 'positive', text: done } })
    return true
  } catch (error) {
    tellError(error, error instanceof ChangedElsewhereError ? t('studio.pack.elsewhere') : undefined)
    return false
  }
}

function tellError(error: unknown, known: string | undefined): void {
  const text = known ?? t('studio.pack.failed', { reason: errorText(error) })
  update({ isWriting: false, undo: undefined, notice: { tone: 'critical', text } })
}

/**
 * What followed on a revision of a document by a write of our own: the list may not have heard of it yet. All documents of one
 * transaction have the same revision.
 */
const followers = new Map<string, ShownDocument>()
const revisionOf = ({ _id, _rev }: ShownDocument) => `${_id} ${_rev}`

function follow(before: readonly { shown: ShownDocument }[], after: readonly ShownDocument[]): void {
  if (followers.size > maxFollowers) followers.clear()
  const byId = new Map(after.map((one) => [one._id, one]))
  for (const { shown } of before) {
    const next = byId.get(shown._id)
    if (next && next._rev !== shown._rev) followers.set(revisionOf(shown), next)
  }
}
const maxFollowers = 1000

function latest(shown: ShownDocument): ShownDocument {
  const next = followers.get(revisionOf(shown))
  return next ? latest(next) : shown
}

const byDocument = (edits: readonly DocumentEdit[]) =>
  [...Map.groupBy(edits, ({ document }) => document)].flatMap(([shown, own]) =>
    isShownDocument(shown) ? [{ shown: latest(shown), own }] : [],
  )
