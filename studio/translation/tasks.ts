import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import { fieldsOf, isRecord, localizedItems } from '#src/model/fields.ts'
import { memoWith } from '#src/model/memo.ts'
import { byText } from '#src/model/order.ts'
import { editionOf } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { followsGlossary, type Glossary, glossaryOf } from '#src/rules/glossary.ts'
import { isEmptyText, reviewOf, sourceWords, type Translation, translationsOf } from '#src/rules/review.ts'

/** A translation with its source text and with hints about terms of the glossary. */
export type Task = Translation & {
  /** The name of the field, such as `title`. */
  field: string
  source: string
  /** The translation so far. */
  text: string
  /** Whether the text can be written in a list: in one line, or in several. A rich text and an address cannot. */
  lines?: 'one' | 'several'
  /** The source text as it is stored, of which a review keeps a record; none in the source language, or where it is missing. */
  reviewedSource?: unknown
  /** Of a stale translation: the source text that it was made from, where that was kept, and as it is now. */
  changed?: { before: string; now: string }
  hints: readonly { found: string; instead: string }[]
}

/** A document with its translations in one language; `where` is the id of the edition that it belongs to, if any. */
export type DocumentTasks = { document: RawDocument; where: string | undefined; tasks: readonly Task[] }

/** Whether somebody can confirm a translation: it is there, and has a source that it can be held against. */
export const isConfirmable = ({ state, reviewedSource }: Task): boolean =>
  reviewedSource !== undefined && (state === 'needsReview' || state === 'stale')

export const taskId = ({ _id }: RawDocument, { path }: Task): string => `${_id}:${path}`

const languages: readonly Locale[] = locales.map(({ locale }) => locale)

/** All languages, but the source language only where a text lacks it. */
export const targetLocales = (documents: readonly RawDocument[]): readonly Locale[] =>
  languages.filter((locale) => locale !== sourceLocale || documentTasks(documents, locale).length > 0)

/** All documents with translations in one language, in the order of the editors' work. Kept with the list of documents. */
export function documentTasks(documents: readonly RawDocument[], locale: Locale): readonly DocumentTasks[] {
  const known = tasksByLocale(documents)
  const tasks = known.get(locale) ?? tasksIn(documents, locale)
  known.set(locale, tasks)
  return tasks
}

const tasksByLocale = memoWith((_: readonly RawDocument[]) => new Map<Locale, readonly DocumentTasks[]>())

function tasksIn(documents: readonly RawDocument[], locale: Locale): readonly DocumentTasks[] {
  const glossary = glossaryOf(documents)
  return documents
    .map((document) => ({
      document,
      where: editionOf(document),
      tasks: tasksOf(document, glossary, locale),
    }))
    .filter(({ tasks }) => tasks.length > 0)
    .map((one) => ({ one, key: sortKey(one.document) }))
    .sort((a, b) => byText(a.key, b.key))
    .map(({ one }) => one)
}

function tasksOf(document: RawDocument, glossary: Glossary, locale: Locale): readonly Task[] {
  const translations = translationsOf(document).filter((one) => one.locale === locale)
  if (translations.length === 0) return []
  const fields = new Map(fieldsOf(document).map((field) => [field.path, field]))
  return translations.map((translation) => {
    const { key = '', value } = fields.get(translation.path) ?? {}
    const valueIn = (language: Locale) =>
      localizedItems(value)?.find((one) => one.language === language)?.value
    const text = (language: Locale) => sourceWords(valueIn(language)).trim()
    const written = valueIn(sourceLocale)
    const lines = linesOf(value)
    const before =
      translation.state === 'stale'
        ? reviewOf(document.review, translation.path, locale)?.sourceText
        : undefined
    return {
      ...translation,
      field: key,
      // What is there to translate from.
      source: languages.map(text).find((found) => found !== '') ?? '',
      ...(before !== undefined && { changed: { before, now: sourceWords(written) } }),
      text: sourceWords(valueIn(locale)),
      ...(lines && { lines }),
      ...(locale !== sourceLocale && !isEmptyText(written) && { reviewedSource: written }),
      hints: followsGlossary(document) ? glossary(locale, text(locale)) : [],
    }
  })
}

/** What the texts of a localized field are, by the type of its items. */
function linesOf(value: unknown): Task['lines'] {
  const items = localizedItems(value) ?? []
  const type = items.map((item) => String(Reflect.get(item, '_type') ?? '')).join()
  if (/RichText|Slug/.test(type) || items.some((item) => isRecord(item.value))) return undefined
  if (items.some((item) => Array.isArray(item.value))) return undefined
  return type.includes('String') ? 'one' : 'several'
}

function sortKey(document: RawDocument): string {
  const { _id, _type, order, ordinal, date, start } = document
  const place = [order, ordinal].find((number) => typeof number === 'number') ?? 0
  return [typeOrder.indexOf(_type), String(place).padStart(4, '0'), date, start, _id].join(' ')
}

const typeOrder: readonly string[] = [
  'forum',
  'strategySection',
  'page',
  'edition',
  'part',
  'session',
  'break',
  'contributor',
  'room',
  'term',
]
