import { TransferIcon } from '@sanity/icons/Transfer'
import { TrashIcon } from '@sanity/icons/Trash'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { ForgetDialog } from './ForgetDialog.tsx'
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

/** The action of a person that takes the person out of everything. */
export const forgetPeople: DocumentActionComponent = ({ id, draft, published }) => {
  const [isOpen, setOpen] = useState(false)
  if ((draft ?? published)?.kind !== 'person' && !isOpen) return null
  return {
    label: t('studio.people.forget'),
    icon: TrashIcon,
    tone: 'critical',
    onHandle: () => setOpen(true),
    dialog: isOpen && { type: 'custom', component: <ForgetDialog id={id} onClose={() => setOpen(false)} /> },
  }
}
