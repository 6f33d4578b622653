import { useEffect } from 'react'
import type { SanityClient } from 'sanity'
import type { ScheduledVersion } from '#src/model/scheduled-version.ts'
import { examinePublic } from '#src/rules/examine-public.ts'
import type { Finding } from '#src/rules/findings.ts'
import { publishedId } from '../ids.ts'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { shownRelease } from '../publishing/site-release.ts'
import { sharedState } from '../shared-state.ts'
import { sharedContent } from '../store/content-store.ts'
import { writeStored } from '../store/stored-writes.ts'
import type { ContentVersions } from '../store/versions.ts'
import { scheduledVersions } from './scheduled-versions.ts'
import { draftsBefore, settlingChanges } from './scheduled-writes.ts'

/**
 * When the site shows a version whose time has come, writes it into the published document. Whichever Studio is open does
 * it; where none is, the next one that opens. The clock that counts is that of the site: this machine's may be wrong.
 */
export function useSettling(client: SanityClient): void {
  useEffect(() => {
    let content: ContentVersions | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isSettling = false
    const look = async () => {
      clearTimeout(timer)
      if (content === undefined || isSettling) return
      const times = scheduledVersions(content).map(({ from }) => Date.parse(from) - Date.now())
      if (times.length === 0) return
      if (times.some((time) => time <= 0)) {
        isSettling = true
        await settleShown(client, content).catch(() => undefined)
        isSettling = false
      }
      // A browser waits no longer than 24 days.
      const wait = Math.min(...times.map((time) => (time <= 0 ? again : Math.min(time + again, 2 ** 31 - 1))))
      timer = setTimeout(() => void look(), wait)
    }
    const subscription = sharedContent(client).subscribe((state) => {
      if (state.content === undefined || state.content === content) return
      content = state.content
      void look()
    })
    return () => {
      content = undefined
      clearTimeout(timer)
      subscription.unsubscribe()
    }
  }, [client])
}

/** The faults that hold back what waits after its time. */
export const scheduledFaults = sharedState<{ faults: readonly Finding[] }>({ faults: [] })

/** How long after its time, and then how often, the site is asked whether it shows a version, in milliseconds. */
const again = 2000

async function settleShown(client: SanityClient, content: ContentVersions): Promise<void> {
  const moment = Date.parse(String((await shownRelease()).moment))
  const isShown = ({ from }: ScheduledVersion) => Date.parse(from) <= moment
  if (!scheduledVersions(content).some(isShown)) return
  const stored = [...content.published, ...content.scheduled.values()]
  const { heldBack, heldFaults } = examinePublic(stored, moment, await publishedLedger(), studioLocale)
  scheduledFaults.update({ faults: heldFaults })
  const due = scheduledVersions(content).filter((one) => isShown(one) && !heldBack.includes(one))
  const back = await writeStored(client, draftsBefore(content, due))
  const made = back.flatMap(({ before }) => (before ? [[publishedId(before._id), before] as const] : []))
  const drafts = new Map([...content.drafts, ...made])
  await writeStored(client, settlingChanges({ ...content, drafts }, due))
}
