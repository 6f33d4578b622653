import { recordsIn } from '#src/model/fields.ts'
import { sourceWords } from '#src/rules/review.ts'
import type { StoredBlock } from './marked-text.ts'
import { wordChanges } from './word-changes.ts'

/** A block with other words. `isReplaced`: other words stand where those of a mark were; `gone`: the words of marks that were taken out. */
export type RewordedBlock = { block: StoredBlock; isReplaced: boolean; gone: readonly string[] }

/**
 * A stored block with other words. Marks stay on the words that stayed, and hold for what was written within them.
 * @param lang the BCP 47 tag of the words
 */
export function rewordedBlock(stored: StoredBlock, words: string, lang: string): RewordedBlock {
  const before = sourceWords(stored)
  const marks = marksIn(stored)
  const pieces = placedPieces(before, words, lang)
  const kept = marks.filter((mark) =>
    pieces.some(
      ({ kind, text, from, to }) => kind === 'same' && text.trim() !== '' && mark.from < to && from < mark.to,
    ),
  )
  const lost = marks.filter((mark) => !kept.includes(mark))
  const spans: Span[] = []
  for (const { kind, text, from, to } of pieces) {
    if (kind === 'new')
      addSpan(
        spans,
        text,
        kept.filter((mark) => isAround(mark, from, to)),
      )
    if (kind !== 'same') continue
    for (let at = from; at < to; at++)
      addSpan(
        spans,
        before[at] ?? '',
        kept.filter((mark) => isOn(mark, at)),
      )
  }
  return {
    block: withSpans(stored, spans),
    isReplaced: lost.some((mark) =>
      pieces.some(({ kind, from, to }) => kind === 'new' && mark.from < to && from < mark.to),
    ),
    gone: lost.map(({ from, to }) => before.slice(from, to).trim()).filter(Boolean),
  }
}

/** What stayed, went or is new, with the letters of the words before that it is, or that it stands for. */
function placedPieces(before: string, words: string, lang: string) {
  let [place, gone] = [0, 0]
  return wordChanges(before, words, lang).map(({ kind, text }) => {
    const from = kind === 'new' ? place - gone : place
    if (kind !== 'new') place += text.length
    gone = kind === 'gone' ? text.length : 0
    return { kind, text, from, to: place }
  })
}

const isOn = ({ from, to }: Mark, letter: number): boolean => from <= letter && letter < to

/** Whether a mark is on all that a new text stands for, or on both sides of it. */
const isAround = (mark: Mark, from: number, to: number): boolean =>
  (from < to && mark.from <= from && to <= mark.to) || (isOn(mark, from - 1) && isOn(mark, to))

type Span = { text: string; names: readonly string[] }

function addSpan(spans: Span[], text: string, marks: readonly Mark[]): void {
  const [last, names] = [spans.at(-1), [...new Set(marks.map(({ name }) => name))]]
  if (last?.names.join() === names.join()) last.text += text
  else spans.push({ text, names })
}

/** A mark, and the letters that it is on, `to` excluded. */
type Mark = { name: string; from: number; to: number }

/** The marks of a block; one that pauses counts twice. */
function marksIn(stored: StoredBlock): readonly Mark[] {
  const marks: Mark[] = []
  let open: Mark[] = []
  let place = 0
  for (const { text, marks: own } of recordsIn(stored.children)) {
    const length = typeof text === 'string' ? text.length : 0
    if (length === 0) continue
    open = (Array.isArray(own) ? own : []).map((name) => {
      const mark = open.find((one) => one.name === name) ?? { name: String(name), from: place, to: place }
      if (!marks.includes(mark)) marks.push(mark)
      mark.to = place + length
      return mark
    })
    place += length
  }
  return marks
}

function withSpans(stored: StoredBlock, spans: readonly Span[]): StoredBlock {
  const used = new Set(spans.flatMap(({ names }) => names))
  return {
    ...stored,
    children: spans.map(({ text, names }, at) => ({
      _key: `s${at}`,
      _type: 'span',
      text,
      marks: [...names],
    })),
    markDefs: recordsIn(stored.markDefs).filter(({ _key }) => used.has(String(_key))),
  }
}
