import type { SanityClient } from '@sanity/client'
import { errorText } from '../error-text.ts'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { sharedState } from '../shared-state.ts'
import { type StoredChange, writeStored } from '../store/stored-writes.ts'
import { ChangedElsewhereError } from '../store/transactions.ts'

/** What was last done with people, told above their list, and how it is taken back. */
type PeopleWrites = {
  isWriting: boolean
  notice?: { tone: 'positive' | 'critical'; text: string } | undefined
  back?: readonly StoredChange[] | undefined
  /** The documents whose drafts were changed with it (published ids): they wait to be published. */
  drafts: readonly string[]
}

const { useState, update } = sharedState<PeopleWrites>({ isWriting: false, drafts: [] })

export { useState as usePeopleWrites }

/** Writes changes in one transaction and tells the outcome. @returns whether they were written */
export async function writePeople(
  client: SanityClient,
  changes: readonly StoredChange[] | Promise<readonly StoredChange[]>,
  done: string,
): Promise<boolean> {
  update({ isWriting: true, notice: undefined, back: undefined, drafts: [] })
  try {
    const back = await writeStored(client, await changes)
    const drafts = back.flatMap(({ before }) =>
      before && before._id !== publishedId(before._id) ? [publishedId(before._id)] : [],
    )
    update({ isWriting: false, back, drafts, notice: { tone: 'positive', text: done } })
    return true
  } catch (error) {
    tellFailure(error, t('studio.people.elsewhere'))
    return false
  }
}

/** Takes back what was written last. */
export async function undoPeople(client: SanityClient, back: readonly StoredChange[]): Promise<void> {
  update({ isWriting: true, notice: undefined, drafts: [] })
  try {
    await writeStored(client, back)
    update({
      isWriting: false,
      back: undefined,
      notice: { tone: 'positive', text: t('studio.people.undone') },
    })
  } catch (error) {
    tellFailure(error, t('studio.pack.undoElsewhere'))
  }
}

export const closePeopleNotice = (): void => update({ notice: undefined, back: undefined, drafts: [] })

/** Tells above the list what was done elsewhere. */
export const tellPeople = (text: string): void =>
  update({ notice: { tone: 'positive', text }, back: undefined, drafts: [] })

function tellFailure(error: unknown, elsewhere: string): void {
  const text =
    error instanceof ChangedElsewhereError ? elsewhere : t('studio.pack.failed', { reason: errorText(error) })
  update({ isWriting: false, back: undefined, notice: { tone: 'critical', text } })
}
