import { PauseIcon } from '@sanity/icons/Pause'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedString, sourceText } from './localized.ts'
import { review } from './objects.ts'
import { byTime, dayAndTime, dayAndTimeRow, timeSpan } from './time.ts'

export const breakType = defineType({
  name: 'break',
  title: 'Break',
  description: 'Time in the programme that is no session: arrival, coffee, lunch.',
  type: 'document',
  icon: PauseIcon,
  validation: contentRules,
  fieldsets: [dayAndTimeRow()],
  fields: [
    defineField({
      name: 'edition',
      title: 'Edition',
      description: 'The edition whose programme it belongs to.',
      type: 'reference',
      to: [{ type: 'edition' }],
    }),
    localizedString({
      name: 'title',
      title: 'Title',
      description: 'Such as “Lunch” or “Arrival and coffee”.',
    }),
    ...dayAndTime(),
    review,
  ],
  orderings: [{ name: 'time', title: 'Time', by: byTime }],
  preview: {
    select: { title: 'title', start: 'start', end: 'end', edition: 'edition.title' },
    prepare: ({ title, start, end, edition }) => ({
      title: [timeSpan(start, end), sourceText(title) || 'Untitled break'].filter(Boolean).join(' · '),
      subtitle: sourceText(edition),
    }),
  },
})
