import { StackCompactIcon } from '@sanity/icons/StackCompact'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedSlug, localizedString, localizedText, sourceText } from './localized.ts'
import { review, takesOver } from './objects.ts'

export const part = defineType({
  name: 'part',
  title: 'Part',
  description: 'A division of the programme, such as “Part Two”, with its sessions.',
  type: 'document',
  icon: StackCompactIcon,
  validation: contentRules,
  fields: [
    defineField({
      name: 'edition',
      title: 'Edition',
      description: 'The edition whose programme it belongs to.',
      type: 'reference',
      to: [{ type: 'edition' }],
    }),
    defineField({
      name: 'ordinal',
      title: 'Number',
      description: '1 for Part One, 2 for Part Two, and so on.',
      type: 'number',
    }),
    localizedString({
      name: 'title',
      title: 'Title',
      description: 'What the part is about, without “Part One”: the number says that.',
    }),
    localizedSlug({
      name: 'slug',
      title: 'Address',
      description:
        'The last word of its address on the site, in each language. “Generate” makes it from the title in that language.',
    }),
    takesOver(),
    localizedText({
      name: 'summary',
      title: 'Summary',
      description: 'One sentence that says what happens in this part.',
    }),
    review,
  ],
  orderings: [{ name: 'ordinal', title: 'Number of the part', by: [{ field: 'ordinal', direction: 'asc' }] }],
  preview: {
    select: { title: 'title', ordinal: 'ordinal', edition: 'edition.title' },
    prepare: ({ title, ordinal, edition }) => ({
      title: [ordinal === undefined ? '' : `Part ${ordinal}`, sourceText(title) || 'Untitled']
        .filter(Boolean)
        .join(' · '),
      subtitle: sourceText(edition),
    }),
  },
})
