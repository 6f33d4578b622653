import { PresentationIcon } from '@sanity/icons/Presentation'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { WebAddressInput } from '../inputs/LinkInput.tsx'
import { t } from '../language.ts'
import { ContributionsInput } from '../people/ContributionsInput.tsx'
import { contentRules } from '../validation.ts'
import { dayAndTime, dayAndTimeFieldset, timeOrdering } from './day-and-time.ts'
import { choices, ordering } from './labels.ts'
import { signedChoices, spokenChoices } from './language-choices.ts'
import { dateText, joined, missingLanguages, studioText, timedTitle } from './list-text.ts'
import { localizedRichTextField, localizedSlugField, localizedStringField } from './localized-fields.ts'
import { imported, review, takesOver } from './objects.ts'
import { editionReference, editionRooms, ofOwnEdition } from './of-edition.ts'

/** A list of languages, each to be ticked. */
const languagesField = (name: string, list: typeof spokenChoices | typeof signedChoices) =>
  defineField({
    name,
    type: 'array',
    of: [defineArrayMember({ type: 'string' })],
    options: { list: [...list], layout: 'grid' },
    group: 'people',
  })

export const session = defineType({
  name: 'session',
  type: 'document',
  icon: PresentationIcon,
  validation: contentRules,
  groups: [
    { name: 'content', default: true },
    { name: 'when' },
    { name: 'people' },
    { name: 'links' },
    { name: 'after' },
  ],
  fieldsets: [dayAndTimeFieldset({ group: 'when' })],
  fields: [
    localizedStringField({ name: 'title', group: 'content' }),
    localizedSlugField({ name: 'slug', group: 'content' }),
    takesOver({ group: 'content' }),
    editionReference({ group: ['content', 'when'] }),
    defineField({
      name: 'part',
      type: 'reference',
      to: [{ type: 'part' }],
      options: { filter: ofOwnEdition },
      group: ['content', 'when'],
    }),
    defineField({ name: 'plenary', type: 'boolean', group: ['content', 'when'] }),
    localizedRichTextField({ name: 'description', group: 'content' }),
    ...dayAndTime({ group: 'when' }),
    editionRooms({ group: 'when' }),
    defineField({
      name: 'status',
      type: 'string',
      initialValue: 'scheduled',
      options: {
        layout: 'radio',
        direction: 'horizontal',
        list: choices('status', ['scheduled', 'moved', 'cancelled']),
      },
      group: 'when',
    }),
    defineField({
      name: 'movedFrom',
      type: 'movedFrom',
      hidden: ({ document }) => document?.status !== 'moved' && document?.movedFrom === undefined,
      group: 'when',
    }),
    defineField({
      name: 'contributors',
      type: 'array',
      of: [defineArrayMember({ type: 'contribution' })],
      components: { input: ContributionsInput },
      group: 'people',
    }),
    languagesField('spokenLanguages', spokenChoices),
    defineField({
      name: 'interpretation',
      type: 'array',
      of: [defineArrayMember({ type: 'interpretation' })],
      group: 'people',
    }),
    languagesField('signedLanguages', signedChoices),
    languagesField('captions', spokenChoices),
    defineField({ name: 'stream', type: 'string', components: { input: WebAddressInput }, group: 'links' }),
    defineField({
      name: 'recording',
      type: 'string',
      components: { input: WebAddressInput },
      group: ['links', 'after'],
    }),
    defineField({
      name: 'links',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionLink' })],
      group: 'links',
    }),
    defineField({
      name: 'documents',
      type: 'array',
      of: [defineArrayMember({ type: 'sessionDocument' })],
      group: ['links', 'after'],
    }),
    localizedRichTextField({ name: 'recap', group: 'after' }),
    imported,
    review,
  ],
  orderings: [ordering('time', timeOrdering)],
  preview: {
    select: {
      title: 'title',
      description: 'description',
      recap: 'recap',
      date: 'date',
      start: 'start',
      end: 'end',
      part: 'part.title',
      status: 'status',
    },
    prepare: ({ title, description, recap, date, start, end, part, status }) => ({
      title: timedTitle({ start, end, title }),
      subtitle: joined(
        status === 'cancelled' ? t('studio.option.status.cancelled') : '',
        status === 'moved' ? t('studio.option.status.moved') : '',
        missingLanguages({ title, description, recap }),
        dateText(date),
        studioText(part),
      ),
    }),
  },
})
