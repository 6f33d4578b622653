import { diffArrays } from 'diff'
import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import { cleanText } from '#src/model/clean-text.ts'
import { fieldsOf, type LocalizedItem, localizedItems } from '#src/model/fields.ts'
import { limits } from '#src/model/localized.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type TermPair, termPairs } from '#src/rules/glossary.ts'
import { isEmptyText, reviewOf, sourceHash, sourceWords, type TranslationState } from '#src/rules/review.ts'
import { maxNotice } from '#src/rules/warnings.ts'
import { type MarkedText, markedBlock, type StoredBlock } from '../marked-text.ts'
import type { DocumentTasks } from '../tasks.ts'
import { alignedText, blocksIn, pairedBlocks } from './block-pairs.ts'

/** What goes out to a translator: the texts of some documents for one language, and the terms of the organisation. */
export type Pack = {
  /** The id of an edition, `shared` or `all`: where its texts are from. */
  where: string
  source: Locale
  target: Locale
  documents: readonly PackDocument[]
  terms: readonly TermPair[]
}

export type PackDocument = { document: RawDocument; link?: string; texts: readonly PackText[] }

/** A localized text of a document in the two languages of a pack; a rich text has a unit for each of its blocks. */
export type PackText = {
  /** The document's id and the field's path. */
  id: string
  path: string
  state: TranslationState
  /** The hashes of both texts as they are stored; that of the translation is empty where there is none. */
  sourceHash: string
  targetHash: string
  /** Stored values: of the source, of the translation, and of all languages. */
  value: unknown
  translation: unknown
  items: readonly LocalizedItem[]
  /** Characters that the text may have; a rich text has no limit that a translator could reach. */
  limit?: number
  units: readonly PackUnit[]
}

export type PackUnit = {
  id: string
  kind: 'text' | 'paragraph' | 'heading' | 'item'
  source: MarkedText
  /** The translation so far, with the numbers of the marks of the source. */
  target?: MarkedText
  /** Where the links of the translation so far lead, by the number of their mark. */
  hrefs: ReadonlyMap<number, string>
  /** The words of the source that the translation was made from, where they were others. */
  before?: string
  /** The block of a rich text. */
  block?: StoredBlock
}

/** The language from which one translates into another: the source language, and into that one the language with most texts. */
export function packSource(target: Locale, shown: readonly DocumentTasks[]): Locale {
  if (target !== sourceLocale) return sourceLocale
  const counts = new Map<string, number>()
  for (const { document, tasks } of shown) {
    const values = fieldValues(document)
    for (const { path } of tasks)
      for (const { language, value } of localizedItems(values.get(path)) ?? [])
        if (!isEmptyText(value)) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const others = locales.map(({ locale }) => locale).filter((locale) => locale !== target)
  return others.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? sourceLocale
}

/**
 * The pack of the translations that a list shows. The same content gives the same pack.
 * @param documents all documents, for the terms among them
 * @param linkOf the address of a page that shows a document
 */
export function packOf(
  documents: readonly RawDocument[],
  shown: readonly DocumentTasks[],
  { where, target }: Pick<Pack, 'where' | 'target'>,
  linkOf: (document: RawDocument) => string | undefined = () => undefined,
): Pack {
  const source = packSource(target, shown)
  return {
    ...{ where, source, target, terms: termPairs(documents, source, target) },
    documents: shown.flatMap(({ document, tasks }) => {
      const paths = new Map(tasks.map(({ path, state }) => [path, state]))
      const texts = packTexts(document, paths, source, target)
      const link = linkOf(document)
      return texts.length > 0 ? [{ document, texts, ...(link !== undefined && { link }) }] : []
    }),
  }
}

/** Those texts of a document that have words in the source language; addresses are not for translators. */
export function packTexts(
  document: RawDocument,
  states: ReadonlyMap<string, TranslationState>,
  source: Locale,
  target: Locale,
): readonly PackText[] {
  const values = fieldValues(document)
  return [...states].flatMap(([path, state]): PackText[] => {
    const items = localizedItems(values.get(path)) ?? []
    const item = items.find(({ language }) => language === source)
    const value = item?.value
    const translation = items.find(({ language }) => language === target)?.value
    if (item === undefined || isEmptyText(value) || !(typeof value === 'string' || Array.isArray(value)))
      return []
    const id = `${document._id}:${path}`
    const before = state === 'stale' ? reviewOf(document.review, path, target)?.sourceText : undefined
    const limit = limitOf(path, item)
    return [
      {
        ...{ id, path, state, value, translation, items, sourceHash: sourceHash(value) },
        targetHash: isEmptyText(translation) ? '' : sourceHash(translation),
        ...(limit !== undefined && { limit }),
        units:
          typeof value === 'string'
            ? [plainUnit(id, value, translation, before)]
            : richUnits(id, value, translation, before),
      },
    ]
  })
}

function plainUnit(id: string, value: string, translation: unknown, before: string | undefined): PackUnit {
  return {
    ...{ id, kind: 'text', source: [cleanText(value)], hrefs: noLinks },
    ...(typeof translation === 'string' && !isEmptyText(translation) && { target: [cleanText(translation)] }),
    ...(before !== undefined && { before: cleanText(before) }),
  }
}

function richUnits(
  id: string,
  value: readonly unknown[],
  translation: unknown,
  before: string | undefined,
): readonly PackUnit[] {
  const blocks = blocksIn(value)
  const pairs = pairedBlocks(blocks, blocksIn(translation))
  const earlier = before === undefined ? [] : earlierWords(before, blocks)
  return blocks.flatMap((block, at): PackUnit[] => {
    if (isEmptyText([block])) return []
    const aligned = pairs[at] && alignedText(pairs[at], block)
    return [
      {
        id: `${id}:${String(block._key ?? at)}`,
        kind: block.listItem ? 'item' : block.style === 'h3' ? 'heading' : 'paragraph',
        source: cleaned(markedBlock(block).text),
        ...(aligned && !isEmptyText([pairs[at]]) && { target: cleaned(aligned.text) }),
        hrefs: aligned?.hrefs ?? noLinks,
        ...(earlier[at] !== undefined && { before: earlier[at] }),
        block,
      },
    ]
  })
}

/** For each block that changed since, the words of the block that stood there before. */
function earlierWords(before: string, blocks: readonly StoredBlock[]): readonly (string | undefined)[] {
  const now = blocks.map((block) => sourceWords(block))
  const earlier: (string | undefined)[] = []
  let gone: string[] = []
  for (const { value, added, removed } of diffArrays(before.split('\n'), now)) {
    if (removed) gone = [...value]
    else {
      earlier.push(...value.map((_, at) => (added ? gone[at] : undefined)))
      gone = []
    }
  }
  return earlier
}

const cleaned = (text: MarkedText): MarkedText =>
  text.map((piece) =>
    typeof piece === 'string' ? cleanText(piece) : { ...piece, inner: cleaned(piece.inner) },
  )

function limitOf(path: string, item: object): number | undefined {
  const type = String(Reflect.get(item, '_type') ?? '')
  if (type.includes('RichText')) return undefined
  if (path === 'notice.text') return maxNotice
  return type.includes('String') ? limits.title : limits.text
}

const fieldValues = (document: RawDocument) =>
  new Map(fieldsOf(document).map(({ path, value }) => [path, value]))

const noLinks: ReadonlyMap<number, string> = new Map()
