import { HomeIcon } from '@sanity/icons/Home'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { WebAddressInput } from '../inputs/LinkInput.tsx'
import { contentRules } from '../validation.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedRichTextField, localizedStringField, localizedTextField } from './localized-fields.ts'
import { hiddenIds, review } from './objects.ts'

/** A version of the organisation's mark. Its alternative text is the name beside it. */
const markField = (name: 'mark' | 'markDark') =>
  defineField({ name, type: 'image', group: 'face', options: { accept: 'image/svg+xml,image/png' } })

export const forum = defineType({
  name: 'forum',
  type: 'document',
  icon: HomeIcon,
  validation: contentRules,
  groups: [
    { name: 'content', default: true },
    { name: 'face' },
    { name: 'links' },
    { name: 'embedding' },
    { name: 'notice' },
  ],
  fields: [
    localizedStringField({ name: 'name', group: 'content' }),
    localizedStringField({ name: 'organisation', group: 'content' }),
    localizedStringField({ name: 'acronym', group: 'content' }),
    defineField({
      name: 'currentEdition',
      type: 'reference',
      to: [{ type: 'edition' }],
      group: 'content',
    }),
    localizedRichTextField({ name: 'brief', group: 'content' }),
    defineField({
      name: 'linesOfAction',
      type: 'array',
      of: [defineArrayMember({ type: 'lineOfAction' })],
      group: 'content',
    }),
    markField('mark'),
    markField('markDark'),
    defineField({ name: 'colours', type: 'forumColours', group: 'face' }),
    defineField({ name: 'hashtag', type: 'string', placeholder: '#UCLGCongress', group: 'links' }),
    defineField({
      name: 'congressSite',
      type: 'string',
      components: { input: WebAddressInput },
      group: 'links',
    }),
    defineField({ name: 'email', type: 'string', group: 'links' }),
    localizedTextField({ name: 'postalAddress', group: 'links' }),
    defineField({
      name: 'embedHosts',
      type: 'array',
      of: [defineArrayMember({ type: 'string' })],
      group: 'embedding',
    }),
    defineField({ name: 'notice', type: 'notice', group: 'notice' }),
    hiddenIds('forgotten'),
    review,
  ],
  preview: {
    select: { name: 'name', organisation: 'organisation', acronym: 'acronym', brief: 'brief' },
    prepare: ({ name, organisation, ...texts }) => ({
      title: titleText(name),
      subtitle: joined(missingLanguages({ name, organisation, ...texts }), studioText(organisation)),
    }),
  },
})
