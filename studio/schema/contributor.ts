import { UsersIcon } from '@sanity/icons/Users'
import { defineField, defineType } from 'sanity'
import { t } from '../language.ts'
import { contentRules } from '../validation.ts'
import { choices } from './labels.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedStringField } from './localized-fields.ts'
import { imageWithAlt, review } from './objects.ts'

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
    localizedStringField({ name: 'acronym' }),
    localizedStringField({ name: 'place' }),
    defineField({ name: 'url', type: 'string' }),
    imageWithAlt(),
    review,
  ],
  preview: {
    select: { name: 'name', acronym: 'acronym', place: 'place', kind: 'kind', media: 'image' },
    prepare: ({ name, acronym, place, kind, media }) => ({
      title: titleText(name),
      subtitle: joined(
        missingLanguages({ name, acronym, place }),
        studioText(acronym),
        t(kind === 'person' ? 'studio.option.kind.person' : 'studio.option.kind.organisation'),
      ),
      media: media?.asset ? media : UsersIcon,
    }),
  },
})
