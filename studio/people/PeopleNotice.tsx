import { Box } from '@sanity/ui'
import { type ReactNode, useMemo } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { PublishAllButton } from '../publishing/PublishAllButton.tsx'
import type { ContentVersions } from '../store/versions.ts'
import { WriteNotice } from '../WriteNotice.tsx'
import { closePeopleNotice, undoPeople, usePeopleWrites } from './people-writes.ts'

/** What was last done with people, with a button that takes it back, and one that publishes the drafts it changed. */
export function PeopleNotice({ content }: { content: ContentVersions }): ReactNode {
  const client = useClient({ apiVersion })
  const { notice, back, drafts, isWriting } = usePeopleWrites()
  const documents = useMemo(
    () => drafts.flatMap((id) => (content.drafts.has(id) ? (content.byId.get(id) ?? []) : [])),
    [content, drafts],
  )
  return (
    <div role="status">
      {notice && (
        <Box paddingBottom={3}>
          <WriteNotice
            {...{ notice, isWriting }}
            testId="people-notice"
            onUndo={back && (() => void undoPeople(client, back))}
            onClose={closePeopleNotice}
          >
            {documents.length > 0 && (
              <PublishAllButton documents={documents} disabled={isWriting} onPublished={() => undefined} />
            )}
          </WriteNotice>
        </Box>
      )}
    </div>
  )
}
