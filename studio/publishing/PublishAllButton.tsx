import { PublishIcon } from '@sanity/icons/Publish'
import { Button, Text } from '@sanity/ui'
import { memo, type ReactNode, useState } from 'react'
import type { RawDocument } from '#src/model/schema.ts'
import { t } from '../language.ts'
import { PublishAllDialog } from './PublishAllDialog.tsx'

type Props = {
  /** Documents with drafts, as editors see them. */
  documents: readonly RawDocument[]
  disabled: boolean
  /** @param ids what was published */
  onPublished(ids: readonly string[]): void
}

/** The number of drafts that can be published, as a button that opens the dialog to publish them. */
export const PublishAllButton = memo(function PublishDrafts(props: Props): ReactNode {
  const { documents, disabled, onPublished } = props
  const [isOpen, setOpen] = useState(false)
  if (documents.length === 0) {
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
        text={t('studio.publish.waiting', { count: documents.length })}
        disabled={disabled}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <PublishAllDialog documents={documents} onPublished={onPublished} onClose={() => setOpen(false)} />
      )}
    </>
  )
})
