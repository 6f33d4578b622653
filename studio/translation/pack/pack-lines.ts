import { type Locale, languageOf, locales } from '#src/locales.ts'
import { cleanText, isBlank } from '#src/model/clean-text.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type SourceRecord, sourceHash, sourceRecord, sourceWords } from '#src/rules/review.ts'
import { hasMarksOf, type MarkedText, markedWords } from '../marked-text.ts'
import { type DocumentTasks, documentTasks } from '../tasks.ts'
import { blockWithLinks } from './block-pairs.ts'
import { type PackText, packTexts } from './pack.ts'
import type { ReturnedPack, ReturnedUnit } from './returned-pack.ts'
import { sentHash } from './sent-hash.ts'

/** What a text of a pack that came back would do. */
export type PackLine = {
  id: string
  /** Undefined where no document has the text any more. */
  document?: RawDocument
  path: string
  verdict: Verdict
  problem?: PackProblem
  warnings: readonly ('tooLong' | 'cleaned' | 'lineEnds')[]
  /** Words: of the source now, of the source that was translated, of the translation now, of the one that came back. */
  source: string
  sourceThen: string
  translation: string
  returned: string
  /** What can be written; not for a text that is refused. */
  edit?: { value: unknown; record: SourceRecord; reviewed: boolean }
}

/**
 * `taken`: it is as the translator had it; `confirmed`: the same words, which the translator confirms; `sourceChanged` and
 * `targetChanged`: its source, or its translation, was changed in the Studio meanwhile; `refused`: it cannot be written.
 */
export type Verdict = (typeof verdicts)[number]
export const verdicts = ['taken', 'confirmed', 'sourceChanged', 'targetChanged', 'refused'] as const
export type PackProblem = 'marks' | 'unknown' | 'language' | 'partial' | 'shape'

/**
 * What a returned pack would do to the content, in the order of the editors' work; and how many of its texts are empty or
 * unchanged, which do nothing. Costs one pass over all documents.
 * @param asReviewed whether a translation that the translator calls final counts as reviewed
 */
export function packLines(
  pack: ReturnedPack,
  documents: readonly RawDocument[],
  { asReviewed }: { asReviewed: boolean },
): { lines: readonly PackLine[]; unchanged: number } {
  const returned = Map.groupBy(pack.units, ({ text }) => text)
  const known = textsNow(documentTasks(documents, pack.target), pack).flatMap(({ document, texts }) =>
    texts.flatMap((text) => {
      const units = returned.get(text.id)
      return units ? [{ document, text, units, pack, asReviewed }] : []
    }),
  )
  const ids = new Set(known.map(({ text }) => text.id))
  const unknown = [...returned].filter(([id]) => !ids.has(id))
  const lines = [...known.map(lineOf), ...unknown.map(([id, units]) => unknownLine(id, units))]
  const told = lines.filter((line) => line !== undefined)
  return { lines: told, unchanged: lines.length - told.length }
}

const textsNow = (tasks: readonly DocumentTasks[], { source, target }: ReturnedPack) =>
  tasks.map(({ document, tasks: all }) => ({
    document,
    texts: packTexts(document, new Map(all.map(({ path, state }) => [path, state])), source, target),
  }))

type Returned = {
  document: RawDocument
  text: PackText
  units: readonly ReturnedUnit[]
  pack: ReturnedPack
  asReviewed: boolean
}

/** What a text does; undefined where it does nothing. */
function lineOf(one: Returned): PackLine | undefined {
  const { document, text, units } = one
  if (units.every(isNotTranslated)) return undefined
  const line = {
    ...{ id: text.id, document, path: text.path, warnings: warningsFor(text, units) },
    ...{ source: sourceWords(text.value), translation: sourceWords(text.translation) },
    sourceThen: units.map(({ source }) => markedWords(source ?? [])).join('\n'),
    returned: returnedWords(units),
  }
  if (units.every(isAsSent)) return confirmedLine(one, line)
  const wasChanged = text.sourceHash !== units[0]?.sourceHash
  const problem = problemOf(one, wasChanged)
  if (problem) return { ...line, warnings: [], verdict: 'refused', problem }
  const value = translatedValue(text, units)
  if (value === undefined)
    return { ...line, warnings: [], verdict: 'refused', problem: wasChanged ? 'shape' : 'marks' }
  if (sourceHash(value) === text.targetHash) return undefined
  const record = wasChanged
    ? { sourceHash: units[0]?.sourceHash ?? '', sourceText: line.sourceThen }
    : sourceRecord(text.value)
  const edit = { value, record, reviewed: !wasChanged && isFinal(one) && one.asReviewed }
  if (text.targetHash !== units[0]?.targetHash) return { ...line, edit, verdict: 'targetChanged' }
  return { ...line, edit, verdict: wasChanged ? 'sourceChanged' : 'taken' }
}

function problemOf({ text, units, pack }: Returned, wasChanged: boolean): PackProblem | undefined {
  if (units.some(({ target }) => target === undefined)) return 'marks'
  if (isInOtherLanguage(text, units, pack.target)) return 'language'
  if (units.some(isNotTranslated) || (!wasChanged && lacksUnits(text, units))) return 'partial'
  return units.some(({ source, target }) => !hasMarksOf(target ?? [], source ?? [])) ? 'marks' : undefined
}

const isAsSent = (unit: ReturnedUnit) =>
  isNotTranslated(unit) || (unit.target !== undefined && sentHash(cleanMarked(unit.target)) === unit.sentHash)

/** Words that came back unchanged say something only where the tool calls them translated, and nothing changed meanwhile. */
function confirmedLine(one: Returned, line: Omit<PackLine, 'verdict'>): PackLine | undefined {
  const { text, units, asReviewed } = one
  const [first] = units
  if (text.targetHash === '' || text.sourceHash !== first?.sourceHash || text.targetHash !== first.targetHash)
    return undefined
  const reviewed = isFinal(one) && asReviewed
  const isTold = units.every(({ progress }) => progress !== 'none')
  if (!(text.state === 'stale' && isTold) && !(text.state === 'needsReview' && reviewed)) return undefined
  const edit = { value: text.translation, record: sourceRecord(text.value), reviewed }
  return { ...line, edit, verdict: 'confirmed' }
}

/** Whether the translator says that a text is final. One that went out as reviewed says so by itself. */
const isFinal = ({ text, units }: Returned) =>
  text.state !== 'reviewed' && units.every(({ progress }) => progress === 'final')

/** Empty, or filled with the source by a tool that shows no empty translations. */
function isNotTranslated({ words, source, target, sentHash: sent, progress }: ReturnedUnit): boolean {
  if (isBlank(words)) return true
  return (
    progress === 'none' &&
    sent === '' &&
    target !== undefined &&
    source !== undefined &&
    isSameText(target, source)
  )
}

const isSameText = (a: MarkedText, b: MarkedText) => JSON.stringify(a) === JSON.stringify(b)

const lacksUnits = (text: PackText, units: readonly ReturnedUnit[]) => {
  const ids = new Set(units.map(({ id }) => id))
  return text.units.some(({ id }) => !ids.has(id))
}

/** A translation that says so, or that has the words of another language of the site. */
function isInOtherLanguage(text: PackText, units: readonly ReturnedUnit[], target: Locale): boolean {
  const { lang } = languageOf(target)
  if (
    units.some(
      ({ language }) =>
        language !== undefined && language.toLowerCase().split(/[-_]/)[0] !== lang.split('-')[0],
    )
  )
    return true
  const words = returnedWords(units).trim()
  // Short words are often the same.
  if (words.length < 25) return false
  const others = locales.flatMap(({ locale }) =>
    locale === target ? [] : text.items.filter(({ language }) => language === locale),
  )
  const translation = sourceWords(text.translation).trim()
  return words !== translation && others.some(({ value }) => cleanText(sourceWords(value)).trim() === words)
}

/** The value of a translated text; undefined where its paragraphs are not those of the source any more. */
function translatedValue(text: PackText, units: readonly ReturnedUnit[]): unknown {
  if (typeof text.value === 'string') {
    const words = cleanText(markedWords(units[0]?.target ?? [])).trim()
    return isOneLine(text) ? words.replace(/\s*\n\s*/g, ' ') : words
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const found = text.units.flatMap(({ id, block, source, hrefs }) => {
    const target = byId.get(id)?.target
    if (block === undefined || target === undefined) return []
    return hasMarksOf(target, source) ? [blockWithLinks(block, cleanMarked(target), hrefs)] : []
  })
  return found.length === units.length ? found : undefined
}

const isOneLine = ({ items }: PackText) =>
  items.some((item) => String(Reflect.get(item, '_type') ?? '').includes('String'))

const cleanMarked = (text: MarkedText): MarkedText =>
  text.map((piece) =>
    typeof piece === 'string' ? cleanText(piece) : { ...piece, inner: cleanMarked(piece.inner) },
  )

const returnedWords = (units: readonly ReturnedUnit[]) =>
  units.map(({ target, words }) => cleanText(target ? markedWords(target) : words)).join('\n')

function warningsFor({ limit }: PackText, units: readonly ReturnedUnit[]): PackLine['warnings'] {
  const raw = units.map(({ target, words }) => (target ? markedWords(target) : words)).join('\n')
  const isTooLong = limit !== undefined && cleanText(raw).trim().length > limit
  return [
    ...(isTooLong ? ['tooLong' as const] : []),
    ...(cleanText(raw) === raw ? [] : ['cleaned' as const]),
    ...(units.some(lacksLineEnds) ? ['lineEnds' as const] : []),
  ]
}

/** Whether a translation lost ends of lines within a paragraph: tools show them as signs, which are easily deleted. */
function lacksLineEnds({ source, target }: ReturnedUnit): boolean {
  const [before, after] = [source, target].map(
    (text) =>
      markedWords(text ?? [])
        .trim()
        .split('\n').length,
  )
  return target !== undefined && source !== undefined && (after ?? 0) < (before ?? 0)
}

function unknownLine(id: string, units: readonly ReturnedUnit[]): PackLine | undefined {
  const returned = returnedWords(units)
  if (isBlank(returned)) return undefined
  const sourceThen = units.map(({ source }) => markedWords(source ?? [])).join('\n')
  const path = id.slice(id.indexOf(':') + 1)
  return {
    ...{ id, path, verdict: 'refused', problem: 'unknown', warnings: [] },
    ...{ source: '', sourceThen, translation: '', returned },
  }
}
