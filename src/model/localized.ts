import { z } from 'zod'
import { isLocale, type Locale, locales, sourceLocale } from '#src/locales.ts'
import { cleanText, isBlank } from './clean-text.ts'
import type { FaultCode } from './codes.ts'

/** A value for each locale. A locale without a usable value has no key. */
export type Localized<T> = { readonly [L in Locale]?: T }

/**
 * The locale whose value is shown in a locale: that one, else the source language, else the first other in the order of
 * `locales`; undefined where there is no value. Nothing else resolves translations.
 */
export const shownLocale = (value: Localized<unknown> | undefined, locale: Locale): Locale | undefined =>
  value && orders[locale].find((candidate) => value[candidate] !== undefined)

/** The locales in which a value is looked for, by the locale that is wanted. */
const orders = Object.fromEntries(
  locales.map(({ locale }) => [
    locale,
    [...new Set([locale, sourceLocale, ...locales.map((language) => language.locale)])],
  ]),
) as unknown as Readonly<Record<Locale, readonly Locale[]>>

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

const [tooLong, tooMany]: readonly FaultCode[] = ['tooLong', 'tooMany']

/** Characters of a title, of a text, and of a whole rich text; entries of a list. More than people write, and no page breaks. */
export const limits = { title: 1000, text: 20_000, richText: 300_000, entries: 2000 } as const

/** A list that is not longer than a page can carry. */
export const limitedList = <S extends z.ZodType>(schema: S, params?: { error: z.core.$ZodErrorMap }) =>
  z.array(schema, params).max(limits.entries, tooMany)

const span = z.object({
  _type: z.literal('span'),
  _key: z.string(),
  text: z.string().transform(cleanText).nullish(),
  marks: limitedList(z.string()).nullish(),
})
const link = z.object({ _type: z.literal('link'), _key: z.string(), href: z.string().nullish() })
const storedBlock = z.object({
  _type: z.literal('block'),
  _key: z.string(),
  style: z.enum(['normal', 'h3']).nullish(),
  listItem: z.enum(['bullet', 'number']).nullish(),
  // Lists within lists, deeper than any page shows them, would be made one by one.
  level: z
    .number()
    .transform((level) => Math.min(Math.max(Math.trunc(level), 1), 10))
    .nullish(),
  children: limitedList(span).nullish(),
  markDefs: limitedList(link).nullish(),
})
const block = storedBlock.transform(withKnownMarks)
const blocks = limitedList(block).refine((value) => lengthOf(value) <= limits.richText, {
  error: tooLong,
  params: { most: String(limits.richText) },
})

/** Characters of a rich text. */
function lengthOf(value: RichText): number {
  let length = 0
  for (const { children } of value) for (const { text } of children) length += text?.length ?? 0
  return length
}

/** Only the marks that the form offers: others could be names of anything. */
function withKnownMarks(value: z.output<typeof storedBlock>) {
  const links = value.markDefs ?? []
  const isKnown = (mark: string) =>
    mark === 'strong' || mark === 'em' || links.some(({ _key }) => _key === mark)
  return {
    ...value,
    markDefs: links,
    children: (value.children ?? []).map((child) => ({
      ...child,
      marks: (child.marks ?? []).filter(isKnown),
    })),
  }
}

const localized = <S extends z.ZodType, T>(value: S, usable: (value: z.output<S>) => T | undefined) =>
  limitedList(z.object({ _key: z.string(), language: z.string().nullish(), value: value.nullish() }))
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

const hasWords = (value: RichText): boolean =>
  value.some(({ children }) => children.some(({ text }) => text && !isBlank(text)))

/** A text of one line or a few: cleaned, and absent where a reader would see nothing. */
export const cleaned = (value: string): string | undefined =>
  isBlank(value) ? undefined : cleanText(value).trim() || undefined

export const localizedText = localized(z.string().max(limits.text, tooLong), cleaned)
export const localizedTitle = localized(z.string().max(limits.title, tooLong), cleaned)
export const localizedRichText = localized(blocks, (value) => (hasWords(value) ? value : undefined))
export const localizedSlug = localized(z.object({ current: z.string().nullish() }), ({ current }) =>
  cleaned(current ?? ''),
)
