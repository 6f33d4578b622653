import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { defineField, defineType } from 'sanity'
import { ordinalText } from '#src/programme/ordinal.ts'
import { studioLocale } from '../language.ts'
import { contentRules } from '../validation.ts'
import { ordering } from './labels.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedSlugField, localizedStringField, localizedTextField } from './localized-fields.ts'
import { imported, review, takesOver } from './objects.ts'
import { editionReference } from './of-edition.ts'

export const part = defineType({
  name: 'part',
  type: 'document',
  icon: StackCompactIcon,
  validation: contentRules,
  fields: [
    editionReference(),
    defineField({ name: 'ordinal', type: 'number' }),
    localizedStringField({ name: 'title' }),
    localizedSlugField({ name: 'slug' }),
    takesOver(),
    localizedTextField({ name: 'summary' }),
    imported,
    review,
  ],
  orderings: [ordering('ordinal', [{ field: 'ordinal', direction: 'asc' }])],
  preview: {
    select: { title: 'title', summary: 'summary', ordinal: 'ordinal', edition: 'edition.title' },
    prepare: ({ title, summary, ordinal, edition }) => ({
      title: joined(
        Number.isInteger(ordinal) ? ordinalText({ ordinal }, studioLocale) : '',
        titleText(title),
      ),
      subtitle: joined(missingLanguages({ title, summary }), studioText(edition)),
    }),
  },
})
