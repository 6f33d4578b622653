import { MarkerIcon } from '@sanity/icons/Marker'
import { defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedStringField, localizedTextField } from './localized-fields.ts'
import { review } from './objects.ts'

export const room = defineType({
  name: 'room',
  type: 'document',
  icon: MarkerIcon,
  validation: contentRules,
  fields: [localizedStringField({ name: 'name' }), localizedTextField({ name: 'directions' }), review],
  preview: {
    select: { name: 'name', directions: 'directions' },
    prepare: ({ name, directions }) => ({
      title: titleText(name),
      subtitle: joined(missingLanguages({ name, directions }), studioText(directions)),
    }),
  },
})
