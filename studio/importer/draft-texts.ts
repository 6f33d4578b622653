import { type Locale, locales } from '#src/locales.ts'
import { referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { unusedSlug } from '#src/model/slugs.ts'
import { draftId, isDraftId } from '../ids.ts'
import { draftReference, type LocalizedKind, localizedItem } from '../new-drafts.ts'
import type { Paragraph } from './plan.ts'

/** What the drafts of an import are made of. */

export type Fields = Readonly<Record<string, unknown>>

export const draft = (id: string, type: string, fields: Record<string, unknown>): RawDocument => ({
  _id: draftId(id),
  _type: type,
  ...fields,
})

/** A reference to a document that exists, or that becomes one: a strong one only where it is surely published. */
export const referenceFrom = (existing: RawDocument | undefined, type: string, id: string) =>
  existing === undefined || isDraftId(String(existing._originalId ?? existing._id))
    ? draftReference(type, id)
    : referenceTo(id)

/** The fields with a value. */
export const filled = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))

/**
 * Localized fields with a value in one language and an empty item for each other one, as new documents have them.
 * Slugs are made of titles and differ from each other and from those that are `used`: the parts and sessions of an edition share one namespace.
 */
export function textsIn(locale: Locale, used: Iterable<string> = []) {
  const localized = (kind: LocalizedKind, value: unknown) =>
    locales.map(({ locale: language }) =>
      localizedItem(kind, language, language === locale ? value : undefined),
    )
  const taken = new Set<string>(used)
  return {
    line: (text: string) => localized('String', text.trim() || undefined),
    rich: (text: readonly Paragraph[]) =>
      localized('RichText', text.length === 0 ? undefined : blocksOf(text)),
    empty: (kind: LocalizedKind) => localized(kind, undefined),
    slug: (title: string) => {
      const current = unusedSlug(slugOf(title), taken)
      taken.add(current)
      return localized('Slug', current === '' ? undefined : { _type: 'slug', current })
    },
  }
}

/** Portable Text of paragraphs. Keys are no plain numbers, which Sanity would read as positions in a list. */
const blocksOf = (text: readonly Paragraph[]) =>
  text.map(({ text, as }, index) => ({
    _key: `block-${index + 1}`,
    _type: 'block',
    style: 'normal',
    ...(as !== 'paragraph' && { listItem: as, level: 1 }),
    // A numbered list shows its own numbers, so those of the text are removed.
    children: [
      {
        _key: `span-${index + 1}`,
        _type: 'span',
        text: as === 'number' ? text.replace(/^\(?(?:\d{1,2}|[a-z])[.)]\s+/, '') : text,
        marks: [],
      },
    ],
    markDefs: [],
  }))
