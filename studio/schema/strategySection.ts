import { BulbOutlineIcon } from '@sanity/icons/BulbOutline'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedRichText, localizedString } from './localized.ts'
import { review } from './objects.ts'
import { inWords, lacking, named } from './preview.ts'
import { ordering } from './worded.ts'

export const strategySection = defineType({
  name: 'strategySection',
  type: 'document',
  icon: BulbOutlineIcon,
  validation: contentRules,
  fields: [
    localizedString({ name: 'title' }),
    localizedRichText({ name: 'text' }),
    defineField({ name: 'order', type: 'number' }),
    review,
  ],
  orderings: [ordering('order', [{ field: 'order', direction: 'asc' }])],
  preview: {
    select: { title: 'title', text: 'text', order: 'order' },
    prepare: ({ title, text, order }) => ({
      title: inWords(order, named(title)),
      subtitle: lacking({ title, text }),
    }),
  },
})
