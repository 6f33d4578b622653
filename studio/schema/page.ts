import { DocumentTextIcon } from '@sanity/icons/DocumentText'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedRichText, localizedSlug, localizedString, sourceText } from './localized.ts'
import { review, takesOver } from './objects.ts'

export const page = defineType({
  name: 'page',
  title: 'Page',
  description: 'A page that the foot of the site leads to, such as the legal notice.',
  type: 'document',
  icon: DocumentTextIcon,
  validation: contentRules,
  fields: [
    localizedString({
      name: 'title',
      title: 'Title',
      description: 'The heading of the page, and its name in the foot.',
    }),
    localizedSlug({
      name: 'slug',
      title: 'Address',
      description:
        'The last word of its address on the site, in each language. “Generate” makes it from the title in that language.',
    }),
    takesOver(),
    localizedRichText({ name: 'text', title: 'Text', description: 'What the page says.' }),
    defineField({
      name: 'order',
      title: 'Order',
      description: 'The foot lists pages by this number: 1 comes first.',
      type: 'number',
    }),
    review,
  ],
  orderings: [{ name: 'order', title: 'Place in the foot', by: [{ field: 'order', direction: 'asc' }] }],
  preview: {
    select: { title: 'title', order: 'order' },
    prepare: ({ title, order }) => ({
      title: sourceText(title) || 'Untitled page',
      subtitle: order === undefined ? '' : `Place ${order}`,
    }),
  },
})
