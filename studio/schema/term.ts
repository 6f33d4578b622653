import { BookIcon } from '@sanity/icons/Book'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedStringField, localizedTextField } from './localized-fields.ts'
import { review } from './objects.ts'

export const term = defineType({
  name: 'term',
  type: 'document',
  icon: BookIcon,
  validation: contentRules,
  fields: [
    localizedStringField({ name: 'title' }),
    localizedTextField({ name: 'avoid' }),
    defineField({ name: 'note', type: 'text', rows: 3 }),
    review,
  ],
  preview: {
    select: { title: 'title', avoid: 'avoid', note: 'note' },
    prepare: ({ title, avoid, note }) => ({
      title: titleText(title),
      subtitle: joined(missingLanguages({ title }), studioText(avoid).replaceAll('\n', ', '), note),
    }),
  },
})
