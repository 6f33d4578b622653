import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Dialog, Flex, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Fault } from '#src/rules/findings.ts'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { notBeforeText } from '../scheduling/scheduled-text.ts'
import { scheduledVersionOf } from '../scheduling/scheduled-versions.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { AlongList } from './AlongList.tsx'
import { DraftChoice } from './DraftChoice.tsx'
import { goingAlong } from './going-along.ts'
import { Findings, OutlookView } from './OutlookView.tsx'
import { publishAll } from './publishAll.ts'
import { useOutlook } from './useOutlook.ts'
import { usePublishWithStatus } from './usePublishWithStatus.tsx'

/** Asks for confirmation before several drafts are published at once: which of them, what goes along, and what will change. */
export function PublishAllDialog({ documents, onPublished, onClose }: Props): ReactNode {
  const { content } = useContent()
  const [ticked, setExcluded] = useState<ReadonlySet<string>>()
  const excluded = useMemo(() => ticked ?? waitingIn(content, documents), [ticked, content, documents])
  const chosen = documents.map(({ _id }) => _id).filter((id) => !excluded.has(id))
  const key = chosen.join(' ')
  // Only what is ticked takes something along.
  const along = useMemo(
    () =>
      (content && key !== '' ? goingAlong(content, key.split(' ')) : []).filter(
        ({ _id }) => !chosen.includes(_id),
      ),
    [content, key, chosen],
  )
  const ids = [...chosen, ...along.map(({ _id }) => _id)]
  const { outlook, error } = useOutlook('publish', ids)
  const client = useClient({ apiVersion })
  const publishWithStatus = usePublishWithStatus()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [failure, setFailure] = useState<unknown>()

  const noteOf = (id: string) => content && notBeforeText(content, id)
  const publish = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await publishWithStatus(ids, async () => {
        const found = await publishAll(client, ids)
        setFaults(found)
        if (found.length > 0) return
        toast.push({ status: 'success', title: t('studio.publish.done', { count: ids.length }) })
        onPublished?.(ids)
        onClose()
      })
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }

  return (
    <Dialog
      id={useId()}
      header={t('studio.publish.title')}
      width={1}
      onClose={onClose}
      onClickOutside={onClose}
      footer={
        <Flex paddingX={4} paddingY={3} gap={2} justify="flex-end">
          <Button mode="bleed" text={t('studio.cancel')} onClick={onClose} />
          <Button
            icon={PublishIcon}
            text={t('studio.publish.all', { count: ids.length })}
            loading={isBusy}
            disabled={
              isBusy ||
              ids.length === 0 ||
              (outlook === undefined && error === undefined) ||
              !!outlook?.faults.length
            }
            onClick={publish}
          />
        </Flex>
      }
    >
      <Stack gap={4} padding={4}>
        {failure !== undefined && (
          <Text size={1} role="alert">
            {t('studio.publish.failed', { failure: errorText(failure) })}
          </Text>
        )}
        {/* What the outlook has already is not said twice. */}
        {outlook?.faults.length ? null : (
          <Findings title={t('studio.publish.faults')} tone="critical" findings={faults} />
        )}
        <DraftChoice documents={documents} excluded={excluded} exclude={setExcluded} noteOf={noteOf} />
        <AlongList documents={along} noteOf={noteOf} />
        <OutlookView {...(outlook && { outlook })} error={error} />
      </Stack>
    </Dialog>
  )
}

/** What is approved for later is not published before, unless somebody ticks it. */
const waitingIn = (
  content: ContentVersions | undefined,
  documents: readonly RawDocument[],
): ReadonlySet<string> =>
  new Set(documents.flatMap(({ _id }) => (content && scheduledVersionOf(content, _id)?.isNew ? [_id] : [])))

type Props = {
  /** Documents with drafts, as editors see them. */
  documents: readonly RawDocument[]
  /** @param ids what was published */
  onPublished?: (ids: readonly string[]) => void
  onClose: () => void
}
