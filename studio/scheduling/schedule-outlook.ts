import type { Ledger } from '#src/addresses/ledger.ts'
import type { Locale } from '#src/locales.ts'
import { publicAt } from '#src/model/scheduled-version.ts'
import { examinePublic } from '#src/rules/examine-public.ts'
import { type Outlook, outlookBetween } from '../publishing/outlook.ts'
import type { ContentVersions } from '../store/versions.ts'
import { schedulingChanges } from './scheduled-writes.ts'

/**
 * What the site will show once the drafts of some documents (published ids) become public, beside what it shows then
 * without them. @param now that time, in milliseconds since 1970
 */
export function scheduleOutlook(
  content: ContentVersions,
  ledger: Ledger,
  ids: readonly string[],
  { locale, now }: { locale: Locale; now: number },
): Outlook {
  const from = new Date(now).toISOString()
  const stored = [...content.published, ...content.scheduled.values()]
  const then = new Map(stored.map((one) => [one._id, one]))
  for (const { after } of schedulingChanges(content, ids, { from, by: '', approvedAt: from }))
    if (after) then.set(after._id, after)
  // What a fault holds back by then stays held back, and nothing else with it.
  const heldBack = new Set(examinePublic(stored, now, ledger, locale).heldBack)
  const [before, after] = [publicAt(stored, now, heldBack), publicAt([...then.values()], now, heldBack)]
  return outlookBetween(before.documents, after.documents, ledger, ids, { locale, now })
}
