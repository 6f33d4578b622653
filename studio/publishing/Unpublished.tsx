import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Text } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { t } from '../language.ts'
import { PublishAllDialog, type Waiting } from './PublishAllDialog.tsx'

type Props = {
  /** What waits to be published, each in words. */
  waiting: readonly Waiting[]
  disabled: boolean
  onPublished(): void
}

/** How much waits to be published, which documents these are, and a way to publish them all at once. */
export function Unpublished({ waiting, disabled, onPublished }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false)
  if (waiting.length === 0) {
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
        text={t('studio.publish.waiting', { count: waiting.length })}
        disabled={disabled}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <PublishAllDialog waiting={waiting} onPublished={onPublished} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
