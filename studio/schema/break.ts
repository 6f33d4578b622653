import { PauseIcon } from '@sanity/icons/Pause'
import { defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { dayAndTime, dayAndTimeFieldset, timeOrdering } from './day-and-time.ts'
import { ordering } from './labels.ts'
import { dateText, joined, missingLanguages, timedTitle } from './list-text.ts'
import { localizedStringField } from './localized-fields.ts'
import { imported, review } from './objects.ts'
import { editionReference } from './of-edition.ts'

export const breakType = defineType({
  name: 'break',
  type: 'document',
  icon: PauseIcon,
  validation: contentRules,
  fieldsets: [dayAndTimeFieldset()],
  fields: [editionReference(), localizedStringField({ name: 'title' }), ...dayAndTime(), imported, review],
  orderings: [ordering('time', timeOrdering)],
  preview: {
    select: { title: 'title', date: 'date', start: 'start', end: 'end' },
    prepare: ({ title, date, start, end }) => ({
      title: timedTitle({ start, end, title }),
      subtitle: joined(missingLanguages({ title }), dateText(date)),
    }),
  },
})
