import { byText } from '#src/model/order.ts'
import { type ScheduledVersion, scheduledFrom } from '#src/model/scheduled-version.ts'
import type { ContentVersions } from '../store/versions.ts'

type Scheduled = Pick<ContentVersions, 'scheduled'>

/** What of a document (a published id) waits for its time. */
export function scheduledVersionOf({ scheduled }: Scheduled, id: string): ScheduledVersion | undefined {
  const stored = scheduled.get(id)
  return stored && scheduledFrom(stored)
}

/** All that waits for its time, in the order of time. */
export const scheduledVersions = ({ scheduled }: Scheduled): readonly ScheduledVersion[] =>
  [...scheduled.values()]
    .flatMap((stored) => scheduledFrom(stored) ?? [])
    .sort((a, b) => byText(a.from, b.from) || byText(a.document, b.document))
