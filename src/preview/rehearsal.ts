import type { Ledger } from '#src/addresses/ledger.ts'
import { withChange } from '#src/model/change.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { cancelled, movedTo, type Placing } from '#src/programme/move.ts'

/** What an editor tries in the preview, and no document has: a moment, and changes of sessions. */
export type Rehearsal = {
  /** How far its clock is ahead of the real one, in milliseconds; less than 0 where it is behind. */
  readonly ahead: number
  /** At most one for each session, in the order in which they were tried. */
  readonly tried: readonly Tried[]
}

/** A session as if it had been moved or cancelled, and published so. `at` is by the clock of the rehearsal, in milliseconds since 1970. */
export type Tried = { readonly session: string; readonly at: number; readonly to: Placing | 'cancelled' }

/** The same rehearsal with another change of one session; without one where `to` is left out. */
export function withTried(
  { ahead, tried }: Rehearsal,
  session: string,
  to: Tried['to'] | undefined,
  now: number,
): Rehearsal {
  const others = tried.filter((one) => one.session !== session)
  return { ahead, tried: to === undefined ? others : [...others, { session, at: now + ahead, to }] }
}

/** The documents as they would be if editors had made the tried changes. */
export function documentsTried(
  documents: readonly RawDocument[],
  { tried }: Rehearsal,
): readonly RawDocument[] {
  const changes = new Map(tried.map((one) => [one.session, one]))
  return documents.map((document) => {
    const one = changes.get(document._id)
    if (one === undefined) return document
    const change = one.to === 'cancelled' ? cancelled(document) : movedTo(document, document, one.to)
    return { ...withChange(document, change), _updatedAt: new Date(one.at).toISOString() }
  })
}

/** The ledger as if nothing had been published after an instant, in milliseconds since 1970. */
export function ledgerUntil(ledger: Ledger, instant: number): Ledger {
  const changes = Object.entries(ledger.changes).map(
    ([edition, list]) => [edition, list.filter(({ at }) => Date.parse(at) <= instant)] as const,
  )
  return { ...ledger, changes: Object.fromEntries(changes) }
}
