import { HomeIcon } from '@sanity/icons/Home'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedRichText, localizedString, sourceText } from './localized.ts'
import { review } from './objects.ts'

export const forum = defineType({
  name: 'forum',
  title: 'Forum',
  description: 'The Learning Forum itself, which goes on between its editions.',
  type: 'document',
  icon: HomeIcon,
  validation: contentRules,
  groups: [
    { name: 'content', title: 'Content', default: true },
    { name: 'links', title: 'Links' },
    { name: 'embedding', title: 'Other sites' },
  ],
  fields: [
    localizedString({
      name: 'name',
      title: 'Name',
      description: 'The name of the forum, as it stands at the top of every page.',
      group: 'content',
    }),
    localizedString({
      name: 'organisation',
      title: 'Organisation',
      description: 'The full name of the organisation that holds the forum.',
      group: 'content',
    }),
    localizedString({
      name: 'acronym',
      title: 'Acronym',
      description: 'The short name of the organisation: UCLG in English, CGLU in French and in Spanish.',
      group: 'content',
    }),
    defineField({
      name: 'currentEdition',
      title: 'Current edition',
      description: 'The edition that the first page leads to.',
      type: 'reference',
      to: [{ type: 'edition' }],
      group: 'content',
    }),
    localizedRichText({
      name: 'brief',
      title: 'Brief',
      description: 'The forum at a glance: what it is and whom it is for. It opens the first page.',
      group: 'content',
    }),
    defineField({
      name: 'linesOfAction',
      title: 'Lines of action',
      description: 'What the forum works on, in the order in which the site shows it.',
      type: 'array',
      of: [defineArrayMember({ type: 'lineOfAction' })],
      group: 'content',
    }),
    defineField({
      name: 'hashtag',
      title: 'Hashtag',
      description: 'With its #, such as #UCLGCongress.',
      type: 'string',
      placeholder: '#UCLGCongress',
      group: 'links',
    }),
    defineField({
      name: 'congressSite',
      title: 'Congress website',
      description: 'The address of the main Congress site. It starts with https://.',
      type: 'string',
      group: 'links',
    }),
    defineField({
      name: 'email',
      title: 'E-mail',
      description: 'Where readers can write to. It is public.',
      type: 'string',
      group: 'links',
    }),
    defineField({
      name: 'embedHosts',
      title: 'Sites that may embed',
      description:
        'The sites that may show the programme inside their own pages: only the name of each, such as www.example.org.',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      group: 'embedding',
    }),
    review,
  ],
  preview: {
    select: { name: 'name', organisation: 'organisation' },
    prepare: ({ name, organisation }) => ({
      title: sourceText(name) || 'The forum',
      subtitle: sourceText(organisation),
    }),
  },
})
