import { CalendarIcon } from '@sanity/icons/Calendar'
import { DocumentIcon } from '@sanity/icons/Document'
import { LinkIcon } from '@sanity/icons/Link'
import { TargetIcon } from '@sanity/icons/Target'
import { TranslateIcon } from '@sanity/icons/Translate'
import { UsersIcon } from '@sanity/icons/Users'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { colourFields } from '#src/model/colours.ts'
import { downloadKinds } from '#src/model/downloads.ts'
import { ColourInput } from '../inputs/ColourInput.tsx'
import { LinkInput, WebAddressInput } from '../inputs/LinkInput.tsx'
import { TimeInput } from '../inputs/TimeInput.tsx'
import { t } from '../language.ts'
import { ContributionItem } from '../people/ContributionItem.tsx'
import { RoleField } from '../people/RoleField.tsx'
import { languageTitle, spokenChoices } from './language-choices.ts'
import { dateText, joined, missingLanguages, studioText, titleText } from './list-text.ts'
import { localizedStringField, localizedTextField } from './localized-fields.ts'
import { editionRooms } from './of-edition.ts'

/** The object types in documents; each is stored with its name as `_type`. */

/** The one language of a link or a file, where it has only one. */
const oneLanguage = defineField({ name: 'language', type: 'string', options: { list: spokenChoices } })

export const lineOfAction = defineType({
  name: 'lineOfAction',
  type: 'object',
  icon: TargetIcon,
  fields: [
    localizedStringField({ name: 'title' }),
    localizedTextField({ name: 'text' }),
    defineField({ name: 'isNew', type: 'boolean', initialValue: false }),
  ],
  preview: {
    select: { title: 'title', text: 'text', isNew: 'isNew' },
    prepare: ({ title, text, isNew }) => ({
      title: titleText(title),
      subtitle: joined(isNew ? t('field.isNew') : '', missingLanguages({ title, text })),
    }),
  },
})

export const forumColours = defineType({
  name: 'forumColours',
  type: 'object',
  options: { columns: 2 },
  fields: colourFields
    .flatMap(({ light, dark }) => [light, dark])
    .map((name) => defineField({ name, type: 'string', components: { input: ColourInput } })),
})

export const dayTheme = defineType({
  name: 'dayTheme',
  type: 'object',
  icon: CalendarIcon,
  fields: [defineField({ name: 'date', type: 'date' }), localizedStringField({ name: 'theme' })],
  preview: {
    select: { date: 'date', theme: 'theme' },
    prepare: ({ date, theme }) => ({
      title: titleText(theme),
      subtitle: joined(missingLanguages({ theme }), dateText(date)),
    }),
  },
})

export const editionLinks = defineType({
  name: 'editionLinks',
  type: 'object',
  fields: [
    defineField({ name: 'registration', type: 'string', components: { input: LinkInput } }),
    defineField({ name: 'stream', type: 'string', components: { input: WebAddressInput } }),
    defineField({ name: 'recording', type: 'string', components: { input: WebAddressInput } }),
  ],
})

export const contribution = defineType({
  name: 'contribution',
  type: 'object',
  components: { item: ContributionItem },
  icon: UsersIcon,
  fields: [
    defineField({
      name: 'contributor',
      type: 'reference',
      to: [{ type: 'contributor' }],
    }),
    { ...localizedStringField({ name: 'role' }), components: { field: RoleField } },
    localizedStringField({ name: 'affiliation' }),
  ],
  preview: {
    select: {
      name: 'contributor.name',
      acronym: 'contributor.acronym',
      role: 'role',
      media: 'contributor.image',
    },
    prepare: ({ name, acronym, role, media }) => ({
      title: studioText(name) || t('studio.nobody'),
      subtitle: joined(studioText(acronym), studioText(role)),
      media: media?.asset ? media : UsersIcon,
    }),
  },
})

export const movedFrom = defineType({
  name: 'movedFrom',
  type: 'object',
  options: { columns: 3 },
  fields: [
    defineField({ name: 'date', type: 'date' }),
    defineField({ name: 'start', type: 'string', placeholder: '09:00', components: { input: TimeInput } }),
    defineField({ name: 'end', type: 'string', placeholder: '09:20', components: { input: TimeInput } }),
    editionRooms(),
  ],
})

export const sessionLink = defineType({
  name: 'sessionLink',
  type: 'object',
  icon: LinkIcon,
  fields: [
    localizedStringField({ name: 'title' }),
    defineField({ name: 'url', type: 'string', components: { input: LinkInput } }),
    oneLanguage,
  ],
  preview: {
    select: { title: 'title', url: 'url', language: 'language' },
    prepare: ({ title, url, language }) => ({
      title: titleText(title),
      subtitle: joined(languageTitle(language), url),
    }),
  },
})

/** A day and a time of day, in the zone of what it belongs to. */
export const wallClock = defineType({
  name: 'wallClock',
  type: 'object',
  options: { columns: 2 },
  fields: [
    defineField({ name: 'date', type: 'date' }),
    defineField({ name: 'time', type: 'string', placeholder: '09:00', components: { input: TimeInput } }),
  ],
})

/** A sentence above pages, from and until a time. */
export const notice = defineType({
  name: 'notice',
  type: 'object',
  fields: [
    localizedTextField({ name: 'text' }),
    defineField({ name: 'from', type: 'wallClock' }),
    defineField({ name: 'until', type: 'wallClock' }),
  ],
})

/** A position on the map, in degrees. */
export const mapPoint = defineType({
  name: 'mapPoint',
  type: 'object',
  options: { columns: 2 },
  fields: [
    defineField({ name: 'lat', type: 'number', placeholder: '-29.8587' }),
    defineField({ name: 'lng', type: 'number', placeholder: '31.0218' }),
  ],
})

/** A language into which interpreters translate, with its channel on the receivers. */
export const interpretation = defineType({
  name: 'interpretation',
  type: 'object',
  icon: TranslateIcon,
  options: { columns: 2 },
  fields: [
    defineField({ name: 'language', type: 'string', options: { list: spokenChoices } }),
    defineField({ name: 'channel', type: 'string', placeholder: '3' }),
  ],
  preview: {
    select: { language: 'language', channel: 'channel' },
    prepare: ({ language, channel }) => ({
      title: languageTitle(language),
      subtitle: joined(channel),
    }),
  },
})

/** What the dialog that chooses a file shows; the rules hold it. */
const accept = downloadKinds.map((kind) => `.${kind}`).join(',')

export const sessionDocument = defineType({
  name: 'sessionDocument',
  type: 'object',
  icon: DocumentIcon,
  fields: [
    localizedStringField({ name: 'title' }),
    defineField({ name: 'file', type: 'file', options: { accept } }),
    oneLanguage,
  ],
  preview: {
    select: { title: 'title', filename: 'file.asset.originalFilename', language: 'language' },
    prepare: ({ title, filename, language }) => ({
      title: titleText(title),
      subtitle: joined(languageTitle(language), filename),
    }),
  },
})

/** The review of one translation: which source text it was made from, and whether somebody confirmed it. */
export const translationReview = defineType({
  name: 'translationReview',
  type: 'object',
  fields: [
    defineField({ name: 'path', type: 'string', hidden: true }),
    defineField({ name: 'language', type: 'string', hidden: true }),
    defineField({ name: 'sourceHash', type: 'string', hidden: true }),
    defineField({ name: 'sourceText', type: 'text', hidden: true }),
    defineField({ name: 'reviewed', type: 'boolean', hidden: true }),
  ],
})

/** A field of every document with its reviews. It is hidden: editors see the states below the texts and in the translation desk. */
export const review = defineField({
  name: 'review',
  type: 'array',
  hidden: true,
  of: [defineArrayMember({ type: 'translationReview' })],
})

/** A field of what imports create: what the last one read of it, so that the next one knows what was changed here since. */
export const imported = defineField({ name: 'imported', type: 'text', hidden: true })

/** A list of ids that actions of the Studio write, and nobody else. */
export const hiddenIds = (name: 'replaces' | 'forgotten' | 'distinctFrom') =>
  defineField({ name, type: 'array', hidden: true, of: [defineArrayMember({ type: 'string' })] })

/** A field of every document with an address: whether it takes over an address that another document had. */
export const takesOver = (where: { group?: string } = {}) =>
  defineField({ ...where, name: 'takesOver', type: 'boolean' })

/** An image with its alternative text. */
export const imageWithAlt = (where: { group?: string } = {}) =>
  defineField({
    ...where,
    name: 'image',
    type: 'image',
    options: { hotspot: true },
    fields: [localizedStringField({ name: 'alt' })],
  })
