import { CalendarIcon } from '@sanity/icons/Calendar'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { ordering } from './labels.ts'
import { dateText, joined, missingLanguages, studioText, titleText } from './list-text.ts'
import {
  localizedRichTextField,
  localizedStringField,
  localizedTextField,
  slugOptions,
} from './localized-fields.ts'
import { imageWithAlt, imported, review, takesOver } from './objects.ts'

export const edition = defineType({
  name: 'edition',
  type: 'document',
  icon: CalendarIcon,
  validation: contentRules,
  groups: [
    { name: 'content', default: true },
    { name: 'when' },
    { name: 'links' },
    { name: 'after' },
    { name: 'notice' },
  ],
  fields: [
    localizedStringField({ name: 'title', group: 'content' }),
    defineField({ name: 'ordinal', type: 'number', group: 'content' }),
    defineField({
      name: 'slug',
      type: 'slug',
      options: slugOptions((document) => String(document.firstDay ?? '').slice(0, 4)),
      group: 'content',
    }),
    takesOver({ group: 'content' }),
    localizedTextField({ name: 'lead', group: 'content' }),
    localizedRichTextField({ name: 'brief', group: 'content' }),
    localizedRichTextField({ name: 'objectives', group: 'content' }),
    imageWithAlt({
      group: 'content',
    }),
    defineField({ name: 'firstDay', type: 'date', group: 'when' }),
    defineField({ name: 'lastDay', type: 'date', group: 'when' }),
    defineField({
      name: 'themes',
      type: 'array',
      of: [defineArrayMember({ type: 'dayTheme' })],
      group: 'when',
    }),
    defineField({ name: 'timeZone', type: 'string', placeholder: 'Africa/Johannesburg', group: 'when' }),
    localizedStringField({ name: 'city', group: 'when' }),
    localizedStringField({ name: 'country', group: 'when' }),
    localizedStringField({ name: 'venue', group: 'when' }),
    localizedTextField({ name: 'venueAddress', group: 'when' }),
    defineField({ name: 'location', type: 'mapPoint', group: 'when' }),
    localizedStringField({ name: 'congress', group: 'when' }),
    defineField({ name: 'links', type: 'editionLinks', group: 'links' }),
    defineField({
      name: 'documents',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionDocument' })],
      group: ['links', 'after'],
    }),
    localizedRichTextField({ name: 'outcomes', group: 'after' }),
    defineField({ name: 'notice', type: 'notice', group: 'notice' }),
    imported,
    review,
  ],
  orderings: [
    ordering('latest', [
      { field: 'firstDay', direction: 'desc' },
      { field: 'ordinal', direction: 'desc' },
    ]),
    ordering('ordinal', [{ field: 'ordinal', direction: 'asc' }]),
  ],
  preview: {
    select: {
      title: 'title',
      lead: 'lead',
      brief: 'brief',
      objectives: 'objectives',
      outcomes: 'outcomes',
      city: 'city',
      firstDay: 'firstDay',
      media: 'image',
    },
    prepare: ({ title, city, firstDay, media, ...texts }) => ({
      title: titleText(title),
      subtitle: joined(
        missingLanguages({ title, city, ...texts }),
        studioText(city),
        dateText(firstDay, { year: true }),
      ),
      media: media?.asset ? media : CalendarIcon,
    }),
  },
})
