import { TransferIcon } from '@sanity/icons/Transfer'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { MergeDialog } from './MergeDialog.tsx'

/** The action of a contributor that makes it one with another. */
export const mergePeople: DocumentActionComponent = ({ id, draft, published }) => {
  const [isOpen, setOpen] = useState(false)
  return {
    label: t('studio.people.merge'),
    icon: TransferIcon,
    disabled: draft === null && published === null,
    onHandle: () => setOpen(true),
    dialog: isOpen && { type: 'custom', component: <MergeDialog id={id} onClose={() => setOpen(false)} /> },
  }
}
