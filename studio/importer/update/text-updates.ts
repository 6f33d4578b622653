import { type Locale, languageOf, sourceLocale } from '#src/locales.ts'
import type { Change } from '#src/model/change.ts'
import { cleanText } from '#src/model/clean-text.ts'
import { fieldsOf, type LocalizedItem, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isEmptyText, type SourceRecord, sourceRecord } from '#src/rules/review.ts'
import { type LocalizedKind, localizedItem } from '../../new-drafts.ts'
import { blocksIn } from '../../translation/pack/block-pairs.ts'
import { rewrittenBlocks } from '../../translation/rewritten-blocks.ts'
import { type TranslationEdit, translationChange } from '../../translation/translation-edits.ts'
import {
  blocksOfCell,
  hashOfWords,
  type ReturnedText,
  type ReturnedWords,
  type WordPlace,
  wordsInCell,
} from '../workbook/sent-words.ts'
import type { Sides } from './differences.ts'

/** A text that sheets of words have otherwise, and what is written where it is taken. */
export type TextDifference = WordPlace & Sides & { edit: TranslationEdit; kind: LocalizedKind }

/** The texts of a document that were edited in sheets of words. */
export type TextsLine = { id: string; kind: 'words'; document: RawDocument; texts: readonly TextDifference[] }

/**
 * What was edited in sheets of words, by documents in the order of the sheets; `stray` counts texts of documents, or of fields, that are no
 * longer there. What others say of the same text in the same workbook is told.
 * @param said whether the programme of the workbook says a text too
 */
export function textLines(
  words: readonly ReturnedWords[],
  existing: readonly RawDocument[],
  said: (document: RawDocument, place: WordPlace) => boolean,
): { lines: readonly TextsLine[]; stray: number } {
  const byId = new Map(existing.map((document) => [document._id, document]))
  const kinds = new Map<string, LocalizedKind>()
  for (const document of words.length > 0 ? existing : [])
    for (const { path, value } of fieldsOf(document)) {
      const kind = kindOf(localizedItems(value) ?? [])
      if (kind) kinds.set(`${document._type} ${path}`, kind)
    }
  const returned = Map.groupBy(
    words.flatMap(({ texts }) => texts),
    ({ document }) => document,
  )
  let stray = 0
  const lines = [...returned].flatMap(([id, texts]): TextsLine[] => {
    const document = byId.get(id)
    const fields = new Map(document && fieldsOf(document).map(({ path, value }) => [path, value]))
    const known = texts.flatMap((text) => {
      const items = localizedItems(fields.get(text.path)) ?? []
      const kind = kindOf(items) ?? kinds.get(`${document?._type} ${text.path}`)
      const isThere = items.length > 0 || /^\w+$/.test(text.path)
      return document && kind && isThere ? [{ ...text, kind, items }] : []
    })
    stray += texts.length - known.length
    const differences = known.flatMap((text) => {
      const one = differenceOf(text, known)
      const isTwice = one && document && said(document, one)
      return one ? [isTwice ? { ...one, certainty: 'twice' as const } : one] : []
    })
    return document && differences.length > 0
      ? [{ id: `words ${id}`, kind: 'words', document, texts: differences }]
      : []
  })
  return { lines, stray }
}

/** The change that writes some of the texts of a document. @param newKey makes keys for new items of lists */
export function textsChange(
  current: RawDocument,
  published: RawDocument | undefined,
  differences: readonly TextDifference[],
  newKey: () => string,
): Change {
  const absent = differences.filter(({ path }) => /^\w+$/.test(path) && current[path] === undefined)
  const fields = absent.map(({ path, kind }) => [path, [localizedItem(kind, sourceLocale, undefined)]])
  const edits = differences.map(({ edit }) => edit)
  return translationChange({ ...current, ...Object.fromEntries(fields) }, edits, published, newKey)
}

type Known = ReturnedText & { kind: LocalizedKind; items: readonly LocalizedItem[] }

function differenceOf(text: Known, others: readonly Known[]): TextDifference | undefined {
  const { path, locale, items, kind, sent } = text
  const before = wordsInCell(valueIn(items, locale))
  const { value, isLost } = storedOf(text)
  const after = wordsInCell(value)
  const isUnchanged = hashOfWords(after) === hashOfWords(before)
  if (isUnchanged || (after === '' && neverEmpty.has(path))) return undefined
  const record = locale === sourceLocale ? undefined : recordOf(text, others)
  return {
    ...{ path, locale, before, after, kind, edit: { path, locale, value, record, reviewed: false } },
    certainty: hashOfWords(before) === sent ? 'sure' : 'changedHere',
    ...(isLost && { losesMarks: true }),
  }
}

const neverEmpty: ReadonlySet<string> = new Set(['title', 'name'])

/** What a field of a kind stores of a cell. A first text in a language has the kinds of paragraphs of the source. */
function storedOf({ text, kind, items, locale }: Known): { value: unknown; isLost: boolean } {
  const words = cleanText(text).trim()
  if (kind === 'String') return { value: words.replace(/\s*\n\s*/g, ' '), isLost: false }
  if (kind !== 'RichText') return { value: words, isLost: false }
  const [own, source] = [locale, sourceLocale].map((language) => blocksIn(valueIn(items, language)))
  const read = blocksOfCell(text)
  if (own && !isEmptyText(own)) {
    const { blocks, isLost } = rewrittenBlocks(own, read, languageOf(locale).lang)
    return { value: blocks, isLost }
  }
  if (source?.length !== read.length) return { value: read, isLost: false }
  const alike = read.map((block, at) => {
    const { _key, style, listItem, level } = source[at] ?? {}
    return { ...block, ...defined({ _key, style, listItem, level }) }
  })
  return { value: alike, isLost: false }
}

const defined = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The source that a translation was made from: the one that stood beside it. */
function recordOf(text: Known, others: readonly Known[]): SourceRecord | undefined {
  const { items, kind, path, source } = text
  const now = valueIn(items, sourceLocale)
  if (source === undefined || source.trim() === '') return undefined
  if (hashOfWords(source) === hashOfWords(wordsInCell(now))) return sourceRecord(now)
  const edited = others.find((one) => one.path === path && one.locale === sourceLocale)
  if (edited) return sourceRecord(storedOf(edited).value)
  return sourceRecord(kind === 'RichText' ? blocksOfCell(source) : source.trim())
}

const valueIn = (items: readonly LocalizedItem[], locale: Locale): unknown =>
  items.find(({ language }) => language === locale)?.value

/** The kind of the items of a localized field; undefined where they do not say it. */
function kindOf(items: readonly LocalizedItem[]): LocalizedKind | undefined {
  const type = items.map((item) => String(Reflect.get(item, '_type') ?? '')).join()
  const [, named] = /^internationalizedArray(String|Text|RichText)Value/.exec(type) ?? []
  if (named === 'String' || named === 'Text' || named === 'RichText') return named
  return items.some(({ value }) => Array.isArray(value)) ? 'RichText' : undefined
}
