import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Checkbox, Dialog, Flex, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { type ReactNode, useId, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { Fault } from '#src/rules/findings.ts'
import { errorText } from '../error-text.ts'
import { toggled } from '../ids.ts'
import { t } from '../language.ts'
import { Findings, OutlookView } from './OutlookView.tsx'
import { publishAll } from './publishAll.ts'
import { useOutlook } from './useOutlook.ts'
import { usePublishWithStatus } from './usePublishWithStatus.tsx'

/** A document with a draft: its published id, and how it is named in the list. */
export type DraftEntry = { id: string; name: string }

/** Asks for confirmation before several drafts are published at once: which of them, and what will change. */
export function PublishAllDialog({ entries, onPublished, onClose }: Props): ReactNode {
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set())
  const ids = entries.map(({ id }) => id).filter((id) => !excluded.has(id))
  const { outlook, error } = useOutlook('publish', ids)
  const client = useClient({ apiVersion })
  const publishWithStatus = usePublishWithStatus()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [failure, setFailure] = useState<unknown>()

  const publish = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await publishWithStatus(ids, async () => {
        const found = await publishAll(client, ids)
        setFaults(found)
        if (found.length > 0) return
        toast.push({ status: 'success', title: t('studio.publish.done', { count: ids.length }) })
        onPublished?.()
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
        <Stack as="ul" gap={3} padding={0} margin={0} style={{ listStyle: 'none' }}>
          {entries.map(({ id, name }) => (
            <Flex as="li" key={id}>
              <Flex as="label" gap={3} align="flex-start">
                <Checkbox checked={!excluded.has(id)} onChange={() => setExcluded(toggled(excluded, id))} />
                <Text size={1}>{name}</Text>
              </Flex>
            </Flex>
          ))}
        </Stack>
        <OutlookView {...(outlook && { outlook })} error={error} />
      </Stack>
    </Dialog>
  )
}

type Props = { entries: readonly DraftEntry[]; onPublished?: () => void; onClose: () => void }
