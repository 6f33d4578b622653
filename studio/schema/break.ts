import { PauseIcon } from '@sanity/icons/Pause'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedString } from './localized.ts'
import { review } from './objects.ts'
import { dayOf, inWords, lacking, timedName } from './preview.ts'
import { byTime, dayAndTime, dayAndTimeRow } from './time.ts'
import { ordering } from './worded.ts'

export const breakType = defineType({
  name: 'break',
  type: 'document',
  icon: PauseIcon,
  validation: contentRules,
  fieldsets: [dayAndTimeRow()],
  fields: [
    defineField({
      name: 'edition',
      type: 'reference',
      to: [{ type: 'edition' }],
    }),
    localizedString({ name: 'title' }),
    ...dayAndTime(),
    review,
  ],
  orderings: [ordering('time', byTime)],
  preview: {
    select: { title: 'title', date: 'date', start: 'start', end: 'end' },
    prepare: ({ title, date, start, end }) => ({
      title: timedName({ start, end, title }),
      subtitle: inWords(lacking({ title }), dayOf(date)),
    }),
  },
})
