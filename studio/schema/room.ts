import { MarkerIcon } from '@sanity/icons/Marker'
import { defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { localizedString, localizedText, sourceText } from './localized.ts'
import { review } from './objects.ts'

export const room = defineType({
  name: 'room',
  title: 'Room',
  description: 'Where in the venue sessions take place.',
  type: 'document',
  icon: MarkerIcon,
  validation: contentRules,
  fields: [
    localizedString({ name: 'name', title: 'Name', description: 'The name on the door.' }),
    localizedText({
      name: 'directions',
      title: 'Directions',
      description: 'How to find it: floor, wing, lift.',
    }),
    review,
  ],
  preview: {
    select: { name: 'name', directions: 'directions' },
    prepare: ({ name, directions }) => ({
      title: sourceText(name) || 'Unnamed room',
      subtitle: sourceText(directions),
    }),
  },
})
