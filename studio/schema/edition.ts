import { CalendarIcon } from '@sanity/icons/Calendar'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedRichText, localizedString, localizedText, slugOptions, sourceText } from './localized.ts'
import { imageWithWords, review, takesOver } from './objects.ts'

export const edition = defineType({
  name: 'edition',
  title: 'Edition',
  description: 'One gathering of the forum: its days, its place and its programme.',
  type: 'document',
  icon: CalendarIcon,
  validation: contentRules,
  groups: [
    { name: 'content', title: 'Content', default: true },
    { name: 'when', title: 'Time and place' },
    { name: 'links', title: 'Links' },
    { name: 'after', title: 'After the edition' },
  ],
  fields: [
    localizedString({
      name: 'title',
      title: 'Title',
      description: 'What this edition is called, such as “IV Learning Forum”.',
      group: 'content',
    }),
    defineField({
      name: 'ordinal',
      title: 'Number',
      description: '1 for the first edition, 2 for the second, and so on.',
      type: 'number',
      group: 'content',
    }),
    defineField({
      name: 'slug',
      title: 'Address',
      description:
        'The word for this edition in addresses of the site, in all languages: usually its year. An address that was once published keeps leading here.',
      type: 'slug',
      options: slugOptions((document) => String(document.firstDay ?? '').slice(0, 4)),
      group: 'content',
    }),
    takesOver({ group: 'content' }),
    localizedText({
      name: 'lead',
      title: 'Lead',
      description: 'One or two sentences that say what this edition is about. Search engines show them too.',
      group: 'content',
    }),
    localizedRichText({
      name: 'brief',
      title: 'Brief',
      description: 'The edition at a glance.',
      group: 'content',
    }),
    localizedRichText({
      name: 'objectives',
      title: 'Objectives',
      description: 'What this edition sets out to do.',
      group: 'content',
    }),
    imageWithWords({
      description: 'One image for the edition. It is cropped wide: mark what must stay in view.',
      group: 'content',
    }),
    defineField({
      name: 'firstDay',
      title: 'First day',
      description: 'The day on which the edition begins.',
      type: 'date',
      group: 'when',
    }),
    defineField({
      name: 'lastDay',
      title: 'Last day',
      description: 'The day on which it ends: the same day, if it has only one.',
      type: 'date',
      group: 'when',
    }),
    defineField({
      name: 'timeZone',
      title: 'Time zone',
      description:
        'The time zone of the place, by its international name, such as Africa/Johannesburg. All times of the programme are in this zone.',
      type: 'string',
      placeholder: 'Africa/Johannesburg',
      group: 'when',
    }),
    localizedString({
      name: 'city',
      title: 'City',
      description: 'Where the edition takes place.',
      group: 'when',
    }),
    localizedString({
      name: 'country',
      title: 'Country',
      description: 'The country of the city.',
      group: 'when',
    }),
    localizedString({
      name: 'venue',
      title: 'Venue',
      description: 'The building in which people meet.',
      group: 'when',
    }),
    localizedString({
      name: 'congress',
      title: 'Congress',
      description: 'The larger gathering that this edition is part of, if any.',
      group: 'when',
    }),
    defineField({
      name: 'links',
      title: 'Links',
      description: 'Where people register, watch and watch again.',
      type: 'editionLinks',
      group: 'links',
    }),
    localizedRichText({
      name: 'outcomes',
      title: 'Outcomes',
      description: 'What is expected of this edition, and in time what came of it.',
      group: 'after',
    }),
    review,
  ],
  orderings: [
    {
      name: 'latest',
      title: 'Latest first',
      by: [
        { field: 'firstDay', direction: 'desc' },
        { field: 'ordinal', direction: 'desc' },
      ],
    },
    { name: 'ordinal', title: 'Number of the edition', by: [{ field: 'ordinal', direction: 'asc' }] },
  ],
  preview: {
    select: { title: 'title', city: 'city', firstDay: 'firstDay', media: 'image' },
    prepare: ({ title, city, firstDay, media }) => ({
      title: sourceText(title) || 'Untitled edition',
      subtitle: [sourceText(city), firstDay].filter(Boolean).join(' · '),
      media: media?.asset ? media : CalendarIcon,
    }),
  },
})
