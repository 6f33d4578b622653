import { CalendarIcon } from '@sanity/icons/Calendar'
import { useState } from 'react'
import type { DocumentActionComponent } from 'sanity'
import { t } from '../language.ts'
import { ScheduleDialog } from './ScheduleDialog.tsx'

/** The action that approves a draft now, and has it become public at a time. */
export const publishLater: DocumentActionComponent = ({ id, draft }) => {
  const [isOpen, setOpen] = useState(false)
  return {
    label: t('studio.schedule.action'),
    icon: CalendarIcon,
    disabled: draft === null,
    title: draft === null ? t('studio.publish.none') : '',
    onHandle: () => setOpen(true),
    dialog: isOpen && {
      type: 'custom',
      component: <ScheduleDialog id={id} onClose={() => setOpen(false)} />,
    },
  }
}
