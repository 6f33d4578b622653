import { z } from 'zod'
import type { CreatedDrafts } from '../new-drafts.ts'
import type { Outcome, ShownDocument, WrittenChange } from '../store/transactions.ts'

/** What the last import wrote, kept in the browser's tab: so that it can be undone after a reload too. */

/** What an import wrote: the drafts of a new edition, or the changes of one that exists, by its id. */
export type Written = { drafts: CreatedDrafts } | { edition: string; outcome: Outcome }

const key = 'import-written'

const kept = z.union([
  z.object({ drafts: z.array(z.tuple([z.string(), z.string()])) }),
  z.object({
    edition: z.string(),
    outcome: z.object({
      written: z.array(z.custom<WrittenChange>()),
      shown: z.array(z.custom<ShownDocument>()),
    }),
  }),
])

/** Keeps what an import wrote, or forgets it. Where the browser keeps nothing, or not as much, a reload forgets it. */
export function keepWritten(written: Written | undefined): void {
  try {
    if (written === undefined) sessionStorage.removeItem(key)
    else
      sessionStorage.setItem(
        key,
        JSON.stringify('drafts' in written ? { drafts: [...written.drafts] } : written),
      )
  } catch {
    // It is only a convenience.
  }
}

export function keptWritten(): Written | undefined {
  try {
    const { data } = kept.safeParse(JSON.parse(sessionStorage.getItem(key) ?? ''))
    if (data === undefined) return undefined
    return 'drafts' in data ? { drafts: new Map(data.drafts) } : data
  } catch {
    return undefined
  }
}
