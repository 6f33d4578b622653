import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { defineField, defineType } from 'sanity'
import { ordinalText } from '#src/programme/ordinal.ts'
import { studioLocale } from '../language.ts'
import { contentRules } from '../validation.ts'
import { localizedSlug, localizedString, localizedText } from './localized.ts'
import { review, takesOver } from './objects.ts'
import { inWords, lacking, named, ownText } from './preview.ts'
import { ordering } from './worded.ts'

export const part = defineType({
  name: 'part',
  type: 'document',
  icon: StackCompactIcon,
  validation: contentRules,
  fields: [
    defineField({
      name: 'edition',
      type: 'reference',
      to: [{ type: 'edition' }],
    }),
    defineField({ name: 'ordinal', type: 'number' }),
    localizedString({ name: 'title' }),
    localizedSlug({ name: 'slug' }),
    takesOver(),
    localizedText({ name: 'summary' }),
    review,
  ],
  orderings: [ordering('ordinal', [{ field: 'ordinal', direction: 'asc' }])],
  preview: {
    select: { title: 'title', summary: 'summary', ordinal: 'ordinal', edition: 'edition.title' },
    prepare: ({ title, summary, ordinal, edition }) => ({
      title: inWords(Number.isInteger(ordinal) ? ordinalText({ ordinal }, studioLocale) : '', named(title)),
      subtitle: inWords(lacking({ title, summary }), ownText(edition)),
    }),
  },
})
