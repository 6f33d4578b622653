import { type ArrayDefinition, defineField, type SchemaTypeDefinition, type SlugSourceFn } from 'sanity'
import { locales } from '#src/locales.ts'
import { isRecord, recordsIn } from '#src/model/fields.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { isEmptyText } from '#src/rules/review.ts'
import { t } from '../language.ts'

/** The name of a field, and the group of the form that it is in. */
export type FieldPlace = { name: string; group?: string }

/**
 * Fields with one value per language, all in one document. A new document starts with an empty item for each language.
 * (The plugin's `defaultLanguages` would add items when a published document is opened, which creates a draft.)
 */
export const localizedStringField = (place: FieldPlace) => localized('String', place)
export const localizedTextField = (place: FieldPlace) => localized('Text', place)
export const localizedSlugField = (place: FieldPlace) => localized('Slug', place)
export const localizedRichTextField = (place: FieldPlace) => localized('RichText', place)

/** The options of a slug field with its button "Generate". Uniqueness is checked by the content rules. */
export const slugOptions = (source: SlugSourceFn) => ({ source, slugify: slugOf, isUnique: () => true })

/** The types of value that can be localized, for the plugin. */
export const localizedKinds = [
  defineField({ name: 'string', title: t('field.value'), type: 'string' }),
  defineField({ name: 'text', title: t('field.value'), type: 'text', rows: 3 }),
  defineField({
    name: 'slug',
    title: t('field.slug'),
    type: 'slug',
    options: slugOptions((document, { parent }) =>
      isRecord(parent) ? textIn(parent.language, document.title ?? document.name) : '',
    ),
  }),
  // The description of the field is enough; that of the type would be repeated below every language.
  defineField({ name: 'richText', title: t('field.value'), type: 'richText', description: '' }),
]

/** The types of the plugin with a title for their items: Sanity shows the path to one as "Title / Language / Text". */
export const namedItems = (types: readonly SchemaTypeDefinition[]): SchemaTypeDefinition[] =>
  types.map((type) =>
    isArrayType(type)
      ? { ...type, of: type.of.map((line) => ({ ...line, title: t('field.language') })) }
      : type,
  )

const isArrayType = (type: SchemaTypeDefinition): type is ArrayDefinition & SchemaTypeDefinition =>
  type.type === 'array' && 'of' in type

/** The text of a localized field in one language; empty when it has none. */
export function textIn(language: unknown, list: unknown): string {
  const line = languageItems(list).find((one) => one.language === language)
  return typeof line?.value === 'string' ? line.value.trim() : ''
}

/** Whether a localized field has a value in one language. */
export const isFilled = (language: unknown, list: unknown): boolean =>
  !isEmptyText(languageItems(list).find((one) => one.language === language)?.value)

/** The items of a localized field, which may be incomplete; none for any other value. */
export const languageItems = recordsIn

/** The texts of a localized field in all languages; empty ones are left out. */
export const everyText = (list: unknown): readonly string[] =>
  languageItems(list).flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []))

/** The slugs of a localized field in all languages. */
export const everySlug = (list: unknown): readonly string[] =>
  languageItems(list).flatMap(({ value }) =>
    isRecord(value) && typeof value.current === 'string' ? [value.current] : [],
  )

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
