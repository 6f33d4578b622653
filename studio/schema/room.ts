import { MarkerIcon } from '@sanity/icons/Marker'
import { defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedString, localizedText } from './localized.ts'
import { review } from './objects.ts'
import { inWords, lacking, named, ownText } from './preview.ts'

export const room = defineType({
  name: 'room',
  type: 'document',
  icon: MarkerIcon,
  validation: contentRules,
  fields: [localizedString({ name: 'name' }), localizedText({ name: 'directions' }), review],
  preview: {
    select: { name: 'name', directions: 'directions' },
    prepare: ({ name, directions }) => ({
      title: named(name),
      subtitle: inWords(lacking({ name, directions }), ownText(directions)),
    }),
  },
})
