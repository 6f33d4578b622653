import { PresentationIcon } from '@sanity/icons/Presentation'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { spokenLanguages } from './languages.ts'
import { localizedRichText, localizedSlug, localizedString, sourceText } from './localized.ts'
import { review, takesOver } from './objects.ts'
import { byTime, dayAndTime, dayAndTimeRow, timeSpan } from './time.ts'

export const session = defineType({
  name: 'session',
  title: 'Session',
  description: 'Something that takes place at a given time, in one part of the programme.',
  type: 'document',
  icon: PresentationIcon,
  validation: contentRules,
  groups: [
    { name: 'content', title: 'Content', default: true },
    { name: 'when', title: 'Time and place' },
    { name: 'people', title: 'People' },
    { name: 'links', title: 'Links' },
    { name: 'after', title: 'After the session' },
  ],
  fieldsets: [dayAndTimeRow({ group: 'when' })],
  fields: [
    localizedString({
      name: 'title',
      title: 'Title',
      description: 'What the session is called in the programme.',
      group: 'content',
    }),
    localizedSlug({
      name: 'slug',
      title: 'Address',
      description:
        'The last word of its address on the site, in each language. “Generate” makes it from the title in that language. An address that was once published keeps leading here.',
      group: 'content',
    }),
    takesOver({ group: 'content' }),
    defineField({
      name: 'part',
      title: 'Part',
      description: 'The part of the programme that it belongs to.',
      type: 'reference',
      to: [{ type: 'part' }],
      group: ['content', 'when'],
    }),
    localizedRichText({
      name: 'description',
      title: 'Description',
      description:
        'The first paragraph is the one line that stands in the programme. After it come the points, for the session’s own page.',
      group: 'content',
    }),
    ...dayAndTime({ group: 'when' }),
    defineField({
      name: 'room',
      title: 'Room',
      description: 'Where in the venue. Leave empty as long as it is not known.',
      type: 'reference',
      to: [{ type: 'room' }],
      group: 'when',
    }),
    defineField({
      name: 'status',
      title: 'Status',
      description: 'Whether it takes place as announced.',
      type: 'string',
      initialValue: 'scheduled',
      options: {
        layout: 'radio',
        direction: 'horizontal',
        list: [
          { title: 'As announced', value: 'scheduled' },
          { title: 'Moved', value: 'moved' },
          { title: 'Cancelled', value: 'cancelled' },
        ],
      },
      group: 'when',
    }),
    defineField({
      name: 'movedFrom',
      title: 'Moved from',
      description: 'The date and time that were announced before, so that readers see what has changed.',
      type: 'movedFrom',
      hidden: ({ document }) => document?.status !== 'moved' && document?.movedFrom === undefined,
      group: 'when',
    }),
    defineField({
      name: 'contributors',
      title: 'Contributors',
      description: 'The people and organisations that take part, in the order in which the site names them.',
      type: 'array',
      of: [defineArrayMember({ type: 'contribution' })],
      group: 'people',
    }),
    defineField({
      name: 'spokenLanguages',
      title: 'Spoken languages',
      description: 'The languages in which people speak. Leave empty as long as they are not known.',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      options: { list: spokenLanguages, layout: 'grid' },
      group: 'people',
    }),
    defineField({
      name: 'interpretedLanguages',
      title: 'Interpreted languages',
      description: 'The languages into which interpreters translate on the spot.',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      options: { list: spokenLanguages, layout: 'grid' },
      group: 'people',
    }),
    defineField({
      name: 'links',
      title: 'Links',
      description: 'Pages elsewhere that belong to the session, such as its recording.',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionLink' })],
      group: 'links',
    }),
    defineField({
      name: 'documents',
      title: 'Documents',
      description: 'Files to download: slides, conclusions, readings.',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionDocument' })],
      group: ['links', 'after'],
    }),
    localizedRichText({
      name: 'recap',
      title: 'Recap',
      description: 'What the session left behind: its conclusions, in a few paragraphs. Written afterwards.',
      group: 'after',
    }),
    review,
  ],
  orderings: [{ name: 'time', title: 'Time', by: byTime }],
  preview: {
    select: { title: 'title', start: 'start', end: 'end', part: 'part.title', status: 'status' },
    prepare: ({ title, start, end, part, status }) => ({
      title: [timeSpan(start, end), sourceText(title) || 'Untitled session'].filter(Boolean).join(' · '),
      subtitle: [status === 'cancelled' ? 'Cancelled' : status === 'moved' ? 'Moved' : '', sourceText(part)]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})
