import { UsersIcon } from '@sanity/icons/Users'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedString, sourceText } from './localized.ts'
import { imageWithWords, review } from './objects.ts'

export const contributor = defineType({
  name: 'contributor',
  title: 'Contributor',
  description: 'A person or an organisation that takes part in a session.',
  type: 'document',
  icon: UsersIcon,
  validation: contentRules,
  fields: [
    defineField({
      name: 'kind',
      title: 'Kind',
      description: 'A person, or an organisation.',
      type: 'string',
      initialValue: 'organisation',
      options: {
        layout: 'radio',
        direction: 'horizontal',
        list: [
          { title: 'Organisation', value: 'organisation' },
          { title: 'Person', value: 'person' },
        ],
      },
    }),
    localizedString({
      name: 'name',
      title: 'Name',
      description: 'The full name, as it is written in each language.',
    }),
    localizedString({
      name: 'acronym',
      title: 'Acronym',
      description: 'The short name of an organisation, in each language: UCLG, CGLU.',
    }),
    localizedString({
      name: 'place',
      title: 'Place',
      description: 'The city or country that they come from.',
    }),
    defineField({
      name: 'url',
      title: 'Web address',
      description: 'Their own site. The address starts with https://.',
      type: 'string',
    }),
    imageWithWords({ description: 'A portrait or a logo.' }),
    review,
  ],
  preview: {
    select: { name: 'name', acronym: 'acronym', kind: 'kind', media: 'image' },
    prepare: ({ name, acronym, kind, media }) => ({
      title: sourceText(name) || 'Unnamed',
      subtitle: [sourceText(acronym), kind === 'person' ? 'Person' : 'Organisation']
        .filter(Boolean)
        .join(' · '),
      media: media?.asset ? media : UsersIcon,
    }),
  },
})
