import { type ArrayDefinition, defineField, type SchemaTypeDefinition, type SlugSourceFn } from 'sanity'
import { locales } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import { isEmptyText } from '#src/rules/review.ts'
import { t } from '../language.ts'
import { slugOf } from '../slug.ts'

/** A field's name, and the group of the form that it stands in; its words are found by its name. */
export type FieldPlace = { name: string; group?: string }

/**
 * Fields with one value a language, side by side in one document. A new document starts with an empty
 * line for each language. (The plugin's `defaultLanguages` would add lines to a published document as
 * soon as somebody looks at it, and so leave an unpublished change behind.)
 */
export const localizedString = (place: FieldPlace) => localized('String', place)
export const localizedText = (place: FieldPlace) => localized('Text', place)
export const localizedSlug = (place: FieldPlace) => localized('Slug', place)
export const localizedRichText = (place: FieldPlace) => localized('RichText', place)

/** Settings of a slug made by the button "Generate". Who may have an address, the content rules say. */
export const slugOptions = (source: SlugSourceFn) => ({ source, slugify: slugOf, isUnique: () => true })

/** The kinds of value that may be localized, as the plugin wants them. */
export const localizedKinds = [
  defineField({ name: 'string', title: t('field.value'), type: 'string' }),
  defineField({ name: 'text', title: t('field.value'), type: 'text', rows: 3 }),
  defineField({
    name: 'slug',
    title: t('field.slug'),
    type: 'slug',
    options: slugOptions((document, { parent }) =>
      isRecord(parent) ? textIn(parent.language, document.title) : '',
    ),
  }),
  // The field's own description says what to write; the type's would stand below every language.
  defineField({ name: 'richText', title: t('field.value'), type: 'richText', description: '' }),
]

/** The plugin's own types, titleText for people: a path to one line reads "Title / Language / Text". */
export const namedItems = (types: readonly SchemaTypeDefinition[]): SchemaTypeDefinition[] =>
  types.map((type) =>
    isArrayType(type)
      ? { ...type, of: type.of.map((line) => ({ ...line, title: t('field.language') })) }
      : type,
  )

const isArrayType = (type: SchemaTypeDefinition): type is ArrayDefinition & SchemaTypeDefinition =>
  type.type === 'array' && 'of' in type

/** The text that a localized list has in one language; empty when it has none. */
export function textIn(language: unknown, list: unknown): string {
  const line = languageItems(list).find((one) => one.language === language)
  return typeof line?.value === 'string' ? line.value.trim() : ''
}

/** Whether a localized list says something in one language. */
export const isFilled = (language: unknown, list: unknown): boolean =>
  !isEmptyText(languageItems(list).find((one) => one.language === language)?.value)

/** The items of a localized list; none, when it is something else. */
export function languageItems(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

type Kind = 'String' | 'Text' | 'Slug' | 'RichText'

const localized = (kind: Kind, place: FieldPlace) =>
  defineField({
    ...place,
    type: `internationalizedArray${kind}`,
    initialValue: locales.map(({ locale }) => ({
      _type: `internationalizedArray${kind}Value`,
      language: locale,
    })),
  })
