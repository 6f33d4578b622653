import { CopyIcon } from '@sanity/icons/Copy'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { NextEditionDialog } from './NextEditionDialog.tsx'

/** The action of an edition that creates the next one. */
export const makeNextEdition: DocumentActionComponent = ({ id, draft, published }) => {
  const [isOpen, setIsOpen] = useState(false)
  return {
    label: t('studio.nextEdition.action'),
    icon: CopyIcon,
    disabled: draft === null && published === null,
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'custom',
      component: <NextEditionDialog edition={id} onClose={() => setIsOpen(false)} />,
    },
  }
}
