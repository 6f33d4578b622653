import { z } from 'zod'
import { isLocale, type Locale } from '#src/locales.ts'

/** A value for each locale. A locale without a usable value has no key. */
export type Localized<T> = { readonly [L in Locale]?: T }

export type Block = z.infer<typeof block>
/** Portable Text, as the Studio's form allows it: paragraphs, headings, lists, bold, italics, links. */
export type RichText = readonly Block[]

/** The text of a rich text without markup; a space separates its paragraphs. */
export function plainText(value: RichText): string {
  return value
    .map(({ children }) => (children ?? []).map((child) => child.text ?? '').join(''))
    .join(' ')
    .trim()
}

const span = z.object({
  _type: z.literal('span'),
  _key: z.string(),
  text: z.string().nullish(),
  marks: z.array(z.string()).nullish(),
})
const link = z.object({ _type: z.literal('link'), _key: z.string(), href: z.string().nullish() })
const block = z.object({
  _type: z.literal('block'),
  _key: z.string(),
  style: z.enum(['normal', 'h3']).nullish(),
  listItem: z.enum(['bullet', 'number']).nullish(),
  level: z.number().nullish(),
  children: z.array(span).nullish(),
  markDefs: z.array(link).nullish(),
})

const localized = <S extends z.ZodType, T>(value: S, usable: (value: z.output<S>) => T | undefined) =>
  z
    .array(z.object({ _key: z.string(), language: z.string().nullish(), value: value.nullish() }))
    .nullish()
    .transform((items): Localized<T> => {
      const byLocale: { [L in Locale]?: T } = {}
      for (const item of items ?? []) {
        const language = item.language ?? undefined
        const result = item.value === null || item.value === undefined ? undefined : usable(item.value)
        if (isLocale(language) && result !== undefined) byLocale[language] ??= result
      }
      return byLocale
    })

export const localizedText = localized(z.string(), (value) => value.trim() || undefined)
export const localizedRichText = localized(z.array(block), (value) => (plainText(value) ? value : undefined))
export const localizedSlug = localized(
  z.object({ current: z.string().nullish() }),
  (value) => value.current?.trim() || undefined,
)
