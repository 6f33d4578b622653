import { DocumentTextIcon } from '@sanity/icons/DocumentText'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { ordering } from './labels.ts'
import { joined, missingLanguages, titleText } from './list-text.ts'
import { localizedRichTextField, localizedSlugField, localizedStringField } from './localized-fields.ts'
import { review, takesOver } from './objects.ts'

export const page = defineType({
  name: 'page',
  type: 'document',
  icon: DocumentTextIcon,
  validation: contentRules,
  fields: [
    localizedStringField({ name: 'title' }),
    localizedSlugField({ name: 'slug' }),
    takesOver(),
    localizedRichTextField({ name: 'text' }),
    defineField({ name: 'order', type: 'number' }),
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
