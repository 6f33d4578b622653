import { UsersIcon } from '@sanity/icons/Users'
import { defineField, defineType } from 'sanity'
import { WebAddressInput } from '../inputs/LinkInput.tsx'
import { t } from '../language.ts'
import { contentRules } from '../validation.ts'
import { choices } from './labels.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedRichTextField, localizedSlugField, localizedStringField } from './localized-fields.ts'
import { hiddenIds, imageWithAlt, review, takesOver } from './objects.ts'

export const contributor = defineType({
  name: 'contributor',
  type: 'document',
  icon: UsersIcon,
  validation: contentRules,
  fields: [
    defineField({
      name: 'kind',
      type: 'string',
      initialValue: 'organisation',
      options: {
        layout: 'radio',
        direction: 'horizontal',
        list: choices('kind', ['organisation', 'person']),
      },
    }),
    localizedStringField({ name: 'name' }),
    localizedStringField({ name: 'sortName' }),
    localizedSlugField({ name: 'slug' }),
    takesOver(),
    hiddenIds('replaces'),
    hiddenIds('distinctFrom'),
    localizedStringField({ name: 'acronym' }),
    localizedStringField({ name: 'position' }),
    defineField({
      name: 'organisation',
      type: 'reference',
      to: [{ type: 'contributor' }],
      options: { filter: 'kind != "person"' },
    }),
    localizedStringField({ name: 'affiliation' }),
    localizedRichTextField({ name: 'biography' }),
    localizedStringField({ name: 'place' }),
    defineField({ name: 'url', type: 'string', components: { input: WebAddressInput } }),
    imageWithAlt(),
    review,
  ],
  preview: {
    select: {
      name: 'name',
      acronym: 'acronym',
      position: 'position',
      affiliation: 'affiliation',
      biography: 'biography',
      place: 'place',
      kind: 'kind',
      media: 'image',
    },
    prepare: ({ name, acronym, position, affiliation, biography, place, kind, media }) => ({
      title: titleText(name),
      subtitle: joined(
        // A person's name is the same in every language.
        missingLanguages({
          ...(kind !== 'person' && { name }),
          ...{ acronym, position, affiliation, biography, place },
        }),
        studioText(acronym),
        studioText(position),
        t(kind === 'person' ? 'studio.option.kind.person' : 'studio.option.kind.organisation'),
      ),
      media: media?.asset ? media : UsersIcon,
    }),
  },
})
