import { EnvelopeIcon } from '@sanity/icons/Envelope'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { settings } from '../settings.ts'
import { PreviewLinksDialog } from './PreviewLinksDialog.tsx'

/** The action of an edition with the links that show it to people without the Studio before it is public. */
export const sharePreview: DocumentActionComponent = ({ id, draft, published }) => {
  const [isOpen, setIsOpen] = useState(false)
  const previewUrl = settings()?.previewUrl
  if (previewUrl === undefined) return null
  return {
    label: t('studio.previewLinks.action'),
    icon: EnvelopeIcon,
    disabled: draft === null && published === null,
    onHandle: () => setIsOpen(true),
    dialog: isOpen && {
      type: 'custom',
      component: <PreviewLinksDialog edition={id} previewUrl={previewUrl} onClose={() => setIsOpen(false)} />,
    },
  }
}
