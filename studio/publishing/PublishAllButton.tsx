import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { t } from '../language.ts'
import { type DraftEntry, PublishAllDialog } from './PublishAllDialog.tsx'

type Props = {
  entries: readonly DraftEntry[]
  disabled: boolean
  onPublished(): void
}

/** The number of drafts that can be published, as a button that opens the dialog to publish them. */
export function PublishAllButton({ entries, disabled, onPublished }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false)
  if (entries.length === 0) {
    return (
      <Text size={1} muted>
        {t('studio.publish.none')}
      </Text>
    )
  }
  return (
    <>
      <Button
        icon={PublishIcon}
        mode="ghost"
        tone="caution"
        fontSize={1}
        padding={2}
        text={t('studio.publish.waiting', { count: entries.length })}
        disabled={disabled}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <PublishAllDialog entries={entries} onPublished={onPublished} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
