import { type ArrayDefinition, defineField, type SchemaTypeDefinition, type SlugSourceFn } from 'sanity'
import { locales, sourceLocale } from '#src/locales.ts'
import { slugOf } from '../slug.ts'

/** What every field says about itself to the person who fills it in. */
export type FieldWords = { name: string; title: string; description: string; group?: string }

/**
 * Fields with one value a language, side by side in one document. A new document starts with an empty
 * line for each language. (The plugin's `defaultLanguages` would add lines to a published document as
 * soon as somebody looks at it, and so leave an unpublished change behind.)
 */
export const localizedString = (words: FieldWords) => localized('String', words)
export const localizedText = (words: FieldWords) => localized('Text', words)
export const localizedSlug = (words: FieldWords) => localized('Slug', words)
export const localizedRichText = (words: FieldWords) => localized('RichText', words)

/** Settings of a slug made by the button "Generate". Who may have an address, the content rules say. */
export const slugOptions = (source: SlugSourceFn) => ({ source, slugify: slugOf, isUnique: () => true })

/** The kinds of value that may be localized, as the plugin wants them. */
export const localizedKinds = [
  defineField({ name: 'string', title: 'Text', type: 'string' }),
  defineField({ name: 'text', title: 'Text', type: 'text', rows: 3 }),
  defineField({
    name: 'slug',
    title: 'Address',
    type: 'slug',
    options: slugOptions((document, { parent }) =>
      isRecord(parent) ? textIn(parent.language, document.title) : '',
    ),
  }),
  // The field's own description says what to write; the type's would stand below every language.
  defineField({ name: 'richText', title: 'Text', type: 'richText', description: '' }),
]

/** The plugin's own types, named for people: a path to one line reads "Title / Language / Text". */
export const namedLines = (types: readonly SchemaTypeDefinition[]): SchemaTypeDefinition[] =>
  types.map((type) =>
    isArrayType(type) ? { ...type, of: type.of.map((line) => ({ ...line, title: 'Language' })) } : type,
  )

const isArrayType = (type: SchemaTypeDefinition): type is ArrayDefinition & SchemaTypeDefinition =>
  type.type === 'array' && 'of' in type

/** The text that a localized list has in one language; empty when it has none. */
export function textIn(language: unknown, list: unknown): string {
  const line = linesOf(list).find((one) => one.language === language)
  return typeof line?.value === 'string' ? line.value.trim() : ''
}

/** The text of a localized list as the Studio's lists show it: in the source language, else in any. */
export function sourceText(list: unknown): string {
  const languages = [sourceLocale, ...linesOf(list).map((line) => line.language)]
  return languages.map((language) => textIn(language, list)).find((text) => text !== '') ?? ''
}

/** The items of a localized list; none, when it is something else. */
export function linesOf(list: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

type Kind = 'String' | 'Text' | 'Slug' | 'RichText'

const localized = (kind: Kind, words: FieldWords) =>
  defineField({
    ...words,
    type: `internationalizedArray${kind}`,
    initialValue: locales.map(({ locale }) => ({
      _type: `internationalizedArray${kind}Value`,
      language: locale,
    })),
  })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
