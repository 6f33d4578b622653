import { DocumentTextIcon } from '@sanity/icons/DocumentText'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedRichText, localizedSlug, localizedString } from './localized.ts'
import { review, takesOver } from './objects.ts'
import { inWords, lacking, named } from './preview.ts'
import { ordering } from './worded.ts'

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
      title: inWords(order, named(title)),
      subtitle: lacking({ title, text }),
    }),
  },
})
