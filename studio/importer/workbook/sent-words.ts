import { wordsOf } from '#src/i18n.ts'
import { isLocale, type Locale, languageOf, sourceLocale } from '#src/locales.ts'
import { sourceHash, sourceWords } from '#src/rules/review.ts'
import { blocksIn } from '../../translation/pack/block-pairs.ts'
import { fieldNames } from '../../translation/pack/pack-words.ts'
import { cellLines } from './sent-rows.ts'

/** The sheets of words in a workbook: how a text of a document stands in a cell, and what the hidden first cell of a row tells of it. */

/** A text of a document in one language. */
export type WordPlace = { path: string; locale: Locale }

/** What was edited in sheets of words; `unknown` counts rows that are of no document, or that hold what cannot be edited there. */
export type ReturnedWords = {
  edition: string
  locale: Locale
  texts: readonly ReturnedText[]
  unknown: number
}

/** A text that was edited. `source`: its cell in the source language, where there is one. `sent`: the hash with which it went out. */
export type ReturnedText = WordPlace & { document: string; text: string; sent: string; source?: string }

/** The words of a stored text in a cell: a line each paragraph, with a sign before the points of a list. */
export const wordsInCell = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : blocksIn(value)
        .map((block) => `${block.listItem === undefined ? '' : point}${sourceWords(block)}`)
        .filter((line) => line.trim() !== '')
        .join('\n')

/** The paragraphs of a cell, as stored blocks without marks. */
export const blocksOfCell = (text: string) =>
  cellLines(text).map((line, at) => {
    const isPoint = line.startsWith(point)
    return {
      ...{ _key: `read-${at + 1}`, _type: 'block', style: 'normal', markDefs: [] },
      ...(isPoint && { listItem: 'bullet', level: 1 }),
      children: [
        { _key: `span-${at + 1}`, _type: 'span', text: isPoint ? line.slice(point.length) : line, marks: [] },
      ],
    }
  })

const point = '• '

/** Spaces, and what nobody sees, do not count. */
export const hashOfWords = (text: string): string => sourceHash(cellLines(text).join('\n'))

/** The head of a column for one field in one language; without a field, for any. */
export function wordHead(locale: Locale, { path, locale: of }: { path?: string; locale: Locale }): string {
  const names = path === undefined ? [] : fieldNames(path, wordsOf(locale))
  return [...names, languageOf(of).name].join(' · ')
}

/** Whether the first cell of a sheet says that it has words. */
export const isOfWords = (cell: string): boolean => cell.trim().startsWith(mark)

export const wordsMark = (edition: string, locale: Locale): string => `${mark} ${edition} ${locale}`
const mark = 'learning-forum-texts 1'

/** How a text went out; one that is fixed cannot be edited in its cell. */
type SentText = WordPlace & { hash: string; isFixed: boolean }

export const wordsText = (document: string, texts: readonly SentText[]): string =>
  [
    document,
    ...texts.flatMap(({ path, locale, hash, isFixed }) => [path, locale, `${isFixed ? '!' : ''}${hash}`]),
  ].join(' ')

/** The words of a sheet that went out from here, by the mark in its first cell; undefined for any other. */
export function returnedWords(rows: readonly (readonly string[])[]): ReturnedWords | undefined {
  const [head = [], ...below] = rows
  const [, edition, locale] = new RegExp(`^${mark} (\\S+) (\\S+)$`).exec(head[0]?.trim() ?? '') ?? []
  if (edition === undefined || !isLocale(locale)) return undefined
  const heads = head.map((cell) => cell.trim())
  const columnOf = (place: WordPlace) => {
    const own = heads.indexOf(wordHead(locale, place))
    return own < 0 ? heads.indexOf(wordHead(locale, { locale: place.locale })) : own
  }
  const edited = below.map((cells) => editedTexts(cells, columnOf))
  return {
    ...{ edition, locale },
    texts: edited.flatMap((texts = []) => texts.filter(({ isFixed }) => !isFixed)),
    unknown: edited.filter((texts) => texts?.some(({ isFixed }) => isFixed) ?? true).length,
  }
}

/** The texts of a row that were edited; undefined where the row is of no document. */
function editedTexts(
  cells: readonly string[],
  columnOf: (place: WordPlace) => number,
): readonly (ReturnedText & { isFixed: boolean })[] | undefined {
  const own = readMark(cells[0] ?? '')
  if (own === undefined) return cells.some((cell) => cell.trim() !== '') ? undefined : []
  return own.texts.flatMap(({ path, locale, hash, isFixed }) => {
    const column = columnOf({ path, locale })
    const text = cells[column] ?? ''
    // Of a column that somebody took away, nothing was emptied.
    if (column < 0 || hashOfWords(text) === hash) return []
    const source = cells[columnOf({ path, locale: sourceLocale })]
    const { document } = own
    return [
      { ...{ document, path, locale, text, sent: hash, isFixed }, ...(source !== undefined && { source }) },
    ]
  })
}

function readMark(mark: string): { document: string; texts: readonly SentText[] } | undefined {
  const [document = '', ...words] = mark.trim().split(/\s+/)
  const texts = words.flatMap((path, at): SentText[] => {
    const [locale, last = ''] = words.slice(at + 1, at + 3)
    const [, fixed, hash = ''] = /^(!?)([0-9a-f]{14})$/.exec(last) ?? []
    return at % 3 === 0 && isLocale(locale) && fixed !== undefined
      ? [{ path, locale, hash, isFixed: fixed === '!' }]
      : []
  })
  return texts.length === 0 ? undefined : { document, texts }
}
