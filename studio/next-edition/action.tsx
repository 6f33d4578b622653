import { CopyIcon } from '@sanity/icons/Copy'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { NextEditionDialog } from './NextEditionDialog.tsx'

/** Among what can be done with an edition: to make the next one of it. */
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
