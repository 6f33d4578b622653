import { PresentationIcon } from '@sanity/icons/Presentation'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { t } from '../language.ts'
import { contentRules } from '../validation.ts'
import { spokenLanguages } from './languages.ts'
import { localizedRichText, localizedSlug, localizedString } from './localized.ts'
import { review, takesOver } from './objects.ts'
import { dayOf, inWords, lacking, ownText, timedName } from './preview.ts'
import { byTime, dayAndTime, dayAndTimeRow } from './time.ts'
import { choices, ordering } from './worded.ts'

export const session = defineType({
  name: 'session',
  type: 'document',
  icon: PresentationIcon,
  validation: contentRules,
  groups: [
    { name: 'content', default: true },
    { name: 'when' },
    { name: 'people' },
    { name: 'links' },
    { name: 'after' },
  ],
  fieldsets: [dayAndTimeRow({ group: 'when' })],
  fields: [
    localizedString({ name: 'title', group: 'content' }),
    localizedSlug({ name: 'slug', group: 'content' }),
    takesOver({ group: 'content' }),
    defineField({
      name: 'part',
      type: 'reference',
      to: [{ type: 'part' }],
      group: ['content', 'when'],
    }),
    localizedRichText({ name: 'description', group: 'content' }),
    ...dayAndTime({ group: 'when' }),
    defineField({
      name: 'room',
      type: 'reference',
      to: [{ type: 'room' }],
      group: 'when',
    }),
    defineField({
      name: 'status',
      type: 'string',
      initialValue: 'scheduled',
      options: {
        layout: 'radio',
        direction: 'horizontal',
        list: choices('status', ['scheduled', 'moved', 'cancelled']),
      },
      group: 'when',
    }),
    defineField({
      name: 'movedFrom',
      type: 'movedFrom',
      hidden: ({ document }) => document?.status !== 'moved' && document?.movedFrom === undefined,
      group: 'when',
    }),
    defineField({
      name: 'contributors',
      type: 'array',
      of: [defineArrayMember({ type: 'contribution' })],
      group: 'people',
    }),
    defineField({
      name: 'spokenLanguages',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      options: { list: spokenLanguages, layout: 'grid' },
      group: 'people',
    }),
    defineField({
      name: 'interpretedLanguages',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      options: { list: spokenLanguages, layout: 'grid' },
      group: 'people',
    }),
    defineField({
      name: 'links',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionLink' })],
      group: 'links',
    }),
    defineField({
      name: 'documents',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionDocument' })],
      group: ['links', 'after'],
    }),
    localizedRichText({ name: 'recap', group: 'after' }),
    review,
  ],
  orderings: [ordering('time', byTime)],
  preview: {
    select: {
      title: 'title',
      description: 'description',
      recap: 'recap',
      date: 'date',
      start: 'start',
      end: 'end',
      part: 'part.title',
      status: 'status',
    },
    prepare: ({ title, description, recap, date, start, end, part, status }) => ({
      title: timedName({ start, end, title }),
      subtitle: inWords(
        status === 'cancelled' ? t('studio.option.status.cancelled') : '',
        status === 'moved' ? t('studio.option.status.moved') : '',
        lacking({ title, description, recap }),
        dayOf(date),
        ownText(part),
      ),
    }),
  },
})
