import { type Locale, locales } from '#src/locales.ts'
import { recordsIn } from '#src/model/fields.ts'
import { referencedId, referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId, publishedId } from '../ids.ts'
import { draftReference } from '../new-drafts.ts'
import { changedScheduled } from '../scheduling/scheduled-writes.ts'
import { isFilled, languageItems } from '../schema/localized-fields.ts'
import type { StoredChange } from '../store/stored-writes.ts'
import type { ContentVersions } from '../store/versions.ts'
import { distinctFrom, withDistinct } from './distinct.ts'
import { changesOf, referringIn, withReferences } from './references-to.ts'

/** A text or value that both have, or that only the one has that goes. */
export type MergedField = {
  field: MergeableField
  locale: Locale | undefined
  /** `filled`: taken from the one that goes; `kept`: what the one that stays has of it is kept, perhaps in other languages. */
  outcome: 'filled' | 'kept'
  stays: unknown
  goes: unknown
}

const localizedFields = [
  'name',
  'sortName',
  'acronym',
  'position',
  'affiliation',
  'biography',
  'place',
] as const
/** Texts whose languages say the same: none is taken beside one that says another thing. */
const translatedFields: ReadonlySet<string> = new Set(['position', 'affiliation', 'biography'])
const plainFields = ['organisation', 'url', 'image'] as const
export type MergeableField = (typeof localizedFields)[number] | (typeof plainFields)[number]

/** What would be written to make two contributors one, and what of it editors are shown. */
export type MergePlan = {
  fields: readonly MergedField[]
  /** The documents that refer to the one that goes, as editors see them. */
  referring: readonly RawDocument[]
  changes: readonly StoredChange[]
}

/** Whether a contributor can have the place of another one: pages cannot lead to one that was never published. */
export const canStay = (
  { published }: Pick<ContentVersions, 'published'>,
  stays: string,
  goes: string,
): boolean => {
  const ids = new Set(published.map(({ _id }) => _id))
  return ids.has(stays) || !ids.has(goes)
}

/**
 * Makes two contributors (published ids) one: all that refers to the one that goes leads to the one that stays, whose
 * empty fields are filled. Published versions take from published ones, drafts from what editors see, so that nothing
 * gets onto the site that was not published. Costs one look at all documents.
 */
export function mergePlan(content: ContentVersions, stays: string, goes: string): MergePlan {
  const [staying, going] = [versionsOf(content, stays), versionsOf(content, goes)]
  const reference = staying.published ? referenceTo(stays) : draftReference('contributor', stays)
  const redirect = (document: RawDocument) => withReferences(document, goes, reference)
  const others = changesOf(content, [stays, goes], redirect)
  const replacing = (document: RawDocument) => redirect(withReplaced(document, going.published))
  const fields = fieldsOf(content.byId.get(stays), content.byId.get(goes))
  // What editors see kept is kept in both versions.
  const kept = fields.filter(({ outcome }) => outcome === 'kept')
  const after = staying.published && replacing(filled(staying.published, going.published, kept))
  const seen = going.draft ?? going.published
  const draft = staying.draft
    ? replacing(filled(staying.draft, seen))
    : after && filled({ ...after, _id: draftId(stays) }, going.draft)
  const isMoreInDraft =
    going.draft !== undefined && JSON.stringify(draft) !== JSON.stringify({ ...after, _id: draftId(stays) })
  return {
    fields,
    referring: referringIn(content, others),
    changes: [
      ...others,
      ...changedScheduled(content.scheduled, [goes], redirect),
      ...(staying.published ? [{ before: staying.published, after }] : []),
      ...(staying.draft || isMoreInDraft ? [{ before: staying.draft, after: draft }] : []),
      ...[going.published, going.draft].flatMap((before) => (before ? [{ before }] : [])),
    ],
  }
}

const versionsOf = ({ published, drafts }: ContentVersions, id: string) => ({
  published: published.find(({ _id }) => _id === id),
  draft: drafts.get(id),
})

/** The one that stays with the ids of those whose addresses lead to it from now on. */
function withReplaced(document: RawDocument, gone: RawDocument | undefined): RawDocument {
  if (gone === undefined) return document
  const ids = [document, { replaces: [gone._id] }, gone].flatMap(({ replaces }) =>
    Array.isArray(replaces) ? replaces.filter((id) => typeof id === 'string') : [],
  )
  return { ...document, replaces: [...new Set(ids)] }
}

/** The one that stays with what it lacks of the other; texts of languages come with what is known of their translation. */
function filled(
  stays: RawDocument,
  goes: RawDocument | undefined,
  kept: readonly MergedField[] = [],
): RawDocument {
  const isKept = ({ field, locale }: MergedField) =>
    kept.some((one) => one.field === field && one.locale === locale)
  const fields = fieldsOf(stays, goes).filter((one) => one.outcome === 'filled' && !isKept(one))
  if (goes === undefined) return stays
  // Whoever is not the same as the one that goes is not the one that stays.
  const next = { ...withDistinct(stays, distinctFrom(goes)) }
  if (fields.length === 0) return next
  for (const { field, locale } of fields)
    next[field] = locale === undefined ? goes[field] : withLanguage(next[field], goes[field], locale)
  const isFilledHere = ({ path, language }: Readonly<Record<string, unknown>>) =>
    fields.some(({ field, locale }) => field === path && locale === language)
  const review = [
    ...recordsIn(stays.review).filter((entry) => !isFilledHere(entry)),
    ...recordsIn(goes.review).filter(isFilledHere),
  ]
  return review.length === 0 ? next : { ...next, review }
}

/** A localized list with the item of one language from another one. */
function withLanguage(list: unknown, from: unknown, locale: Locale): unknown {
  const item = languageItems(from).find(({ language }) => language === locale)
  const own = languageItems(list)
  const isThere = own.some(({ language }) => language === locale)
  return isThere
    ? own.map((one) => (one.language === locale ? { ...item, _key: one._key } : one))
    : [...own, { ...item }]
}

/** What is taken of each field, and what is not; nothing of what the one that goes has not, or has the same. */
function fieldsOf(stays: RawDocument | undefined, goes: RawDocument | undefined): readonly MergedField[] {
  if (stays === undefined || goes === undefined) return []
  const isAny = (field: string) => locales.some(({ locale }) => isFilled(locale, stays[field]))
  const texts = localizedFields.flatMap((field) => {
    const isAnother =
      (translatedFields.has(field) && saysOther(stays[field], goes[field])) ||
      (field === 'affiliation' && isThere(stays.organisation))
    return locales.flatMap(({ locale }): MergedField[] => {
      if (!isFilled(locale, goes[field])) return []
      const [own, other] = [valueIn(stays[field], locale), valueIn(goes[field], locale)]
      if (JSON.stringify(own) === JSON.stringify(other)) return []
      const outcome = isAnother || isFilled(locale, stays[field]) ? 'kept' : 'filled'
      return [{ field, locale, outcome, stays: own, goes: other }]
    })
  })
  const others = plainFields.flatMap((field): MergedField[] => {
    const [own, other] = [stays[field], goes[field]]
    if (!isThere(other) || isSame(own, other) || referencedId(other) === publishedId(stays._id)) return []
    const isKept =
      (isThere(own) && referencedId(own) !== publishedId(goes._id)) ||
      // The organisation would stand in the place of the words for it.
      (field === 'organisation' && isAny('affiliation'))
    return [{ field, locale: undefined, outcome: isKept ? 'kept' : 'filled', stays: own, goes: other }]
  })
  return [...texts, ...others]
}

/** Whether two localized texts differ in a language that both have. */
const saysOther = (one: unknown, other: unknown): boolean =>
  locales.some(
    ({ locale }) =>
      isFilled(locale, one) &&
      isFilled(locale, other) &&
      JSON.stringify(valueIn(one, locale)) !== JSON.stringify(valueIn(other, locale)),
  )

const valueIn = (list: unknown, locale: Locale): unknown =>
  languageItems(list).find(({ language }) => language === locale)?.value

const isThere = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? 'asset' in value || '_ref' in value
    : value !== undefined && value !== null && value !== ''

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other) ||
  (referencedId(one) !== undefined && referencedId(one) === referencedId(other))
