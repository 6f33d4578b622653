import { UsersIcon } from '@sanity/icons/Users'
import { defineField, defineType } from 'sanity'
import { t } from '../language.ts'
import { contentRules } from '../validation.ts'
import { localizedString } from './localized.ts'
import { imageWithWords, review } from './objects.ts'
import { inWords, lacking, named, ownText } from './preview.ts'
import { choices } from './worded.ts'

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
    localizedString({ name: 'name' }),
    localizedString({ name: 'acronym' }),
    localizedString({ name: 'place' }),
    defineField({ name: 'url', type: 'string' }),
    imageWithWords(),
    review,
  ],
  preview: {
    select: { name: 'name', acronym: 'acronym', place: 'place', kind: 'kind', media: 'image' },
    prepare: ({ name, acronym, place, kind, media }) => ({
      title: named(name),
      subtitle: inWords(
        lacking({ name, acronym, place }),
        ownText(acronym),
        t(kind === 'person' ? 'studio.option.kind.person' : 'studio.option.kind.organisation'),
      ),
      media: media?.asset ? media : UsersIcon,
    }),
  },
})
