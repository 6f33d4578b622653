import { DocumentIcon } from '@sanity/icons/Document'
import { LinkIcon } from '@sanity/icons/Link'
import { TargetIcon } from '@sanity/icons/Target'
import { UsersIcon } from '@sanity/icons/Users'
import { defineArrayMember, defineField, defineType } from 'sanity'
import { localizedString, localizedText, sourceText } from './localized.ts'

/** The pieces that documents are made of; each is stored with its name as `_type`. */

export const lineOfAction = defineType({
  name: 'lineOfAction',
  title: 'Line of action',
  description: 'One of the things that the forum works on.',
  type: 'object',
  icon: TargetIcon,
  fields: [
    localizedString({ name: 'title', title: 'Title', description: 'What the line of action is called.' }),
    localizedText({ name: 'text', title: 'Text', description: 'What it is about, in a sentence or two.' }),
    defineField({
      name: 'isNew',
      title: 'New',
      description: 'Switch this on to mark the line of action as new on the site.',
      type: 'boolean',
      initialValue: false,
    }),
  ],
  preview: {
    select: { title: 'title', isNew: 'isNew' },
    prepare: ({ title, isNew }) => ({ title: sourceText(title) || 'Untitled', subtitle: isNew ? 'New' : '' }),
  },
})

export const editionLinks = defineType({
  name: 'editionLinks',
  title: 'Links',
  description: 'Where people register, watch and watch again.',
  type: 'object',
  fields: [
    defineField({
      name: 'registration',
      title: 'Registration link',
      description: 'Where people sign up. The address starts with https://.',
      type: 'string',
    }),
    defineField({
      name: 'stream',
      title: 'Live stream link',
      description: 'Where people can watch on the day. The address starts with https://.',
      type: 'string',
    }),
    defineField({
      name: 'recording',
      title: 'Recording link',
      description: 'Where people can watch afterwards. The address starts with https://.',
      type: 'string',
    }),
  ],
})

export const contribution = defineType({
  name: 'contribution',
  title: 'Contribution',
  description: 'One person or organisation that takes part in the session.',
  type: 'object',
  icon: UsersIcon,
  fields: [
    defineField({
      name: 'contributor',
      title: 'Contributor',
      description: 'Choose from the list, or create a new one.',
      type: 'reference',
      to: [{ type: 'contributor' }],
    }),
    localizedString({
      name: 'role',
      title: 'Role',
      description:
        'What they do in this session, such as “Moderator”. Leave empty if there is nothing to say.',
    }),
  ],
  preview: {
    select: {
      name: 'contributor.name',
      acronym: 'contributor.acronym',
      role: 'role',
      media: 'contributor.image',
    },
    prepare: ({ name, acronym, role, media }) => ({
      title: sourceText(name) || 'Nobody chosen yet',
      subtitle: [sourceText(acronym), sourceText(role)].filter(Boolean).join(' · '),
      media: media?.asset ? media : UsersIcon,
    }),
  },
})

export const movedFrom = defineType({
  name: 'movedFrom',
  title: 'Moved from',
  description: 'The date and time that were announced before.',
  type: 'object',
  options: { columns: 3 },
  fields: [
    defineField({
      name: 'date',
      title: 'Date',
      description: 'The day it was announced for.',
      type: 'date',
    }),
    defineField({
      name: 'start',
      title: 'Start',
      description: 'Such as 09:00.',
      type: 'string',
      placeholder: '09:00',
    }),
    defineField({
      name: 'end',
      title: 'End',
      description: 'Such as 09:20.',
      type: 'string',
      placeholder: '09:20',
    }),
  ],
})

export const sessionLink = defineType({
  name: 'sessionLink',
  title: 'Link',
  description: 'A page elsewhere that belongs to the session.',
  type: 'object',
  icon: LinkIcon,
  fields: [
    localizedString({ name: 'title', title: 'Title', description: 'What people will find there.' }),
    defineField({
      name: 'url',
      title: 'Web address',
      description: 'The address of the page. It starts with https://.',
      type: 'string',
    }),
  ],
  preview: {
    select: { title: 'title', url: 'url' },
    prepare: ({ title, url }) => ({ title: sourceText(title) || 'Untitled', subtitle: url }),
  },
})

export const sessionDocument = defineType({
  name: 'sessionDocument',
  title: 'Document',
  description: 'A file that people can download.',
  type: 'object',
  icon: DocumentIcon,
  fields: [
    localizedString({ name: 'title', title: 'Title', description: 'What the document is called.' }),
    defineField({
      name: 'file',
      title: 'File',
      description: 'The file itself, preferably a PDF.',
      type: 'file',
    }),
  ],
  preview: {
    select: { title: 'title', filename: 'file.asset.originalFilename' },
    prepare: ({ title, filename }) => ({ title: sourceText(title) || 'Untitled', subtitle: filename }),
  },
})

/** What is known of one translation: which text it was made from, and whether somebody confirmed it. */
export const translationReview = defineType({
  name: 'translationReview',
  title: 'State of a translation',
  description: 'Kept by the Studio.',
  type: 'object',
  fields: [
    defineField({ name: 'path', title: 'Field', description: 'The field it is about.', type: 'string' }),
    defineField({
      name: 'language',
      title: 'Language',
      description: 'The language it is in.',
      type: 'string',
    }),
    defineField({
      name: 'sourceHash',
      title: 'Made from',
      description: 'Recognises the text that it was translated from.',
      type: 'string',
    }),
    defineField({
      name: 'reviewed',
      title: 'Reviewed',
      description: 'Whether somebody has confirmed it.',
      type: 'boolean',
    }),
  ],
})

/** On every document: the state of its translations, which people see elsewhere than in this list. */
export const review = defineField({
  name: 'review',
  title: 'State of the translations',
  description: 'Kept by the Studio.',
  type: 'array',
  hidden: true,
  of: [defineArrayMember({ type: 'translationReview' })],
})

/** On every document that has an address. Its meaning is told in full where the ledger of addresses is. */
export const takesOver = (where: { group?: string } = {}) =>
  defineField({
    ...where,
    name: 'takesOver',
    title: 'Take over an address that another document had before',
    description:
      'Leave this off unless you are told that an address is taken. An old link to the other document would then show this one. It never takes an address that another document has today.',
    type: 'boolean',
  })

/** An image with the words that stand for it. */
export const imageWithWords = (words: { description: string; group?: string }) =>
  defineField({
    ...words,
    name: 'image',
    title: 'Image',
    type: 'image',
    options: { hotspot: true },
    fields: [
      localizedString({
        name: 'alt',
        title: 'Alternative text',
        description:
          'What the image shows, in one sentence: for people who cannot see it, and for when it does not load.',
      }),
    ],
  })
