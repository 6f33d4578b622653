import { BulbOutlineIcon } from '@sanity/icons/BulbOutline'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedRichText, localizedString, sourceText } from './localized.ts'
import { review } from './objects.ts'

export const strategySection = defineType({
  name: 'strategySection',
  title: 'Strategy section',
  description: 'One titled text of the learning strategy.',
  type: 'document',
  icon: BulbOutlineIcon,
  validation: contentRules,
  fields: [
    localizedString({ name: 'title', title: 'Title', description: 'The heading of the section.' }),
    localizedRichText({ name: 'text', title: 'Text', description: 'What the section says.' }),
    defineField({
      name: 'order',
      title: 'Order',
      description: 'Sections follow each other by this number: 1 comes first.',
      type: 'number',
    }),
    review,
  ],
  orderings: [{ name: 'order', title: 'Place in the strategy', by: [{ field: 'order', direction: 'asc' }] }],
  preview: {
    select: { title: 'title', order: 'order' },
    prepare: ({ title, order }) => ({
      title: sourceText(title) || 'Untitled section',
      subtitle: order === undefined ? '' : `Section ${order}`,
    }),
  },
})
