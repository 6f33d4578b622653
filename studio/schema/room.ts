import { MarkerIcon } from '@sanity/icons/Marker'
import { defineField, defineType } from 'sanity'
import { contentRules } from '../validation.ts'
import { joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedSlugField, localizedStringField, localizedTextField } from './localized-fields.ts'
import { review, takesOver } from './objects.ts'
import { editionReference } from './of-edition.ts'

export const room = defineType({
  name: 'room',
  type: 'document',
  icon: MarkerIcon,
  validation: contentRules,
  fields: [
    editionReference(),
    localizedStringField({ name: 'name' }),
    localizedSlugField({ name: 'slug' }),
    takesOver(),
    localizedStringField({ name: 'floor' }),
    localizedTextField({ name: 'directions' }),
    defineField({ name: 'seats', type: 'number' }),
    review,
  ],
  preview: {
    select: { name: 'name', floor: 'floor', directions: 'directions', edition: 'edition.title' },
    prepare: ({ name, floor, directions, edition }) => ({
      title: titleText(name),
      subtitle: joined(
        missingLanguages({ name, floor, directions }),
        studioText(floor),
        studioText(directions),
        studioText(edition),
      ),
    }),
  },
})
