import { DocumentTextIcon } from '@sanity/icons/DocumentText'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { ordering } from './labels.ts'
import { joined, missingLanguages, titleText } from './list-text.ts'
import { localizedRichText, localizedSlug, localizedString } from './localized-fields.ts'
import { review, takesOver } from './objects.ts'

export const page = defineType({
  name: 'page',
  type: 'document',
  icon: DocumentTextIcon,
  validation: contentRules,
  fields: [
    localizedString({ name: 'title' }),
    localizedSlug({ name: 'slug' }),
    takesOver(),
    localizedRichText({ name: 'text' }),
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
