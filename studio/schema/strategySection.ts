import { BulbOutlineIcon } from '@sanity/icons/BulbOutline'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { ordering } from './labels.ts'
import { joined, missingLanguages, titleText } from './list-text.ts'
import { localizedRichTextField, localizedStringField } from './localized-fields.ts'
import { imported, review } from './objects.ts'

export const strategySection = defineType({
  name: 'strategySection',
  type: 'document',
  icon: BulbOutlineIcon,
  validation: contentRules,
  fields: [
    localizedStringField({ name: 'title' }),
    localizedRichTextField({ name: 'text' }),
    defineField({ name: 'order', type: 'number' }),
    imported,
    review,
  ],
  orderings: [ordering('order', [{ field: 'order', direction: 'asc' }])],
  preview: {
    select: { title: 'title', text: 'text', order: 'order' },
    prepare: ({ title, text, order }) => ({
      title: joined(order, titleText(title)),
      subtitle: missingLanguages({ title, text }),
    }),
  },
})
