import { recordsIn } from '#src/model/fields.ts'

/**
 * A paragraph as translators get it: text, with numbered marks around what is bold, in italics or a link. A line end is a
 * character of the text. What a number stands for stays with us.
 */
export type MarkedText = readonly MarkedPiece[]
export type MarkedPiece = string | { id: number; kind: MarkKind; inner: MarkedText }
export type MarkKind = 'bold' | 'italic' | 'link'

/** A block of rich text as it is stored. */
export type StoredBlock = Readonly<Record<string, unknown>>
type Mark = { kind: MarkKind; key: string }
type OpenMark = { id: number; kind: MarkKind; inner: MarkedPiece[] }

/** A stored block as marked text, with the name of the stored mark for each number. Links lie outside bold, and bold outside italics. */
export function markedBlock(block: StoredBlock): { text: MarkedText; keys: ReadonlyMap<number, string> } {
  const text: MarkedPiece[] = []
  const keys = new Map<number, string>()
  const open: (OpenMark & { key: string })[] = []
  for (const span of recordsIn(block.children)) {
    if (typeof span.text !== 'string' || span.text === '') continue
    const marks = marksOf(span, block)
    const shared = marks.findIndex(({ key }, at) => open[at]?.key !== key)
    open.length = Math.min(open.length, shared < 0 ? marks.length : shared)
    for (const mark of marks.slice(open.length)) {
      const opened = { id: keys.size + 1, ...mark, inner: [] }
      keys.set(opened.id, mark.key)
      ;(open.at(-1)?.inner ?? text).push(opened)
      open.push(opened)
    }
    addWords(open.at(-1)?.inner ?? text, span.text)
  }
  return { text, keys }
}

/** The block of a translation: as the source block, with the words of the translation and the links of the source. */
export function translatedBlock(source: StoredBlock, text: MarkedText): StoredBlock {
  const { keys } = markedBlock(source)
  const children: { _key: string; _type: 'span'; text: string; marks: string[] }[] = []
  const add = (pieces: MarkedText, marks: readonly string[]) => {
    for (const piece of pieces) {
      if (typeof piece !== 'string') add(piece.inner, [...marks, keys.get(piece.id) ?? ''])
      else children.push({ _key: `s${children.length}`, _type: 'span', text: piece, marks: [...marks] })
    }
  }
  add(text, [])
  return { ...source, children }
}

/** The numbers of the marks in a text, in order. */
export const marksIn = (text: MarkedText): readonly number[] =>
  text.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.id, ...marksIn(piece.inner)]))

/** Whether a text has each mark of another one once, and no other. */
export function hasMarksOf(text: MarkedText, source: MarkedText): boolean {
  const sorted = (one: MarkedText) => marksIn(one).toSorted((a, b) => a - b)
  return JSON.stringify(sorted(text)) === JSON.stringify(sorted(source))
}

/** The words of a text, without its marks. */
export const markedWords = (text: MarkedText): string =>
  text.map((piece) => (typeof piece === 'string' ? piece : markedWords(piece.inner))).join('')

/**
 * Marks as signs in plain text, for a cell of a workbook. A backslash before a sign makes it plain text; those that stand
 * before a sign are doubled.
 * @example tagged(['See ', { id: 1, kind: 'link', inner: ['it'] }]) → 'See <1>it</1>'
 */
export const tagged = (text: MarkedText): string => signed(text, false)

const signed = (text: MarkedText, isInside: boolean): string =>
  text
    .map((piece, at) => {
      if (typeof piece !== 'string') return `<${piece.id}>${signed(piece.inner, true)}</${piece.id}>`
      const escaped = piece.replace(/(\\*)(<\/?\d+>)/g, String.raw`$1$1\$2`)
      return isInside || at < text.length - 1 ? escaped.replace(/\\+$/, '$&$&') : escaped
    })
    .join('')

/** The marked text of such a plain text; undefined where its signs are not well nested. */
export function untagged(plain: string): MarkedText | undefined {
  const root: MarkedPiece[] = []
  const open: OpenMark[] = []
  const addSign = (end: string, id: number): boolean => {
    if (end !== '') return open.pop()?.id === id
    const mark: OpenMark = { id, kind: 'bold', inner: [] }
    const place = open.at(-1)?.inner ?? root
    place.push(mark)
    open.push(mark)
    return true
  }
  for (const part of plain.split(/(\\*<\/?\d+>)/)) {
    const [, slashes = '', sign = '', end = '', id] = /^(\\*)(<(\/?)(\d+)>)$/.exec(part) ?? []
    const isPlain = slashes.length % 2 === 1
    const words = slashes.slice(0, slashes.length / 2) + (isPlain ? sign : '')
    addWords(open.at(-1)?.inner ?? root, id === undefined ? part : words)
    if (id !== undefined && !isPlain && !addSign(end, Number(id))) return undefined
  }
  return open.length === 0 ? root : undefined
}

function addWords(place: MarkedPiece[], words: string): void {
  const last = place.at(-1)
  if (typeof last === 'string') place[place.length - 1] = last + words
  else if (words !== '') place.push(words)
}

function marksOf(span: Readonly<Record<string, unknown>>, block: StoredBlock): readonly Mark[] {
  const names: readonly unknown[] = Array.isArray(span.marks) ? span.marks : []
  const links = recordsIn(block.markDefs).map(({ _key }) => _key)
  return [
    ...links.flatMap((key) =>
      typeof key === 'string' && names.includes(key) ? [{ kind: 'link' as const, key }] : [],
    ),
    ...(names.includes('strong') ? [{ kind: 'bold' as const, key: 'strong' }] : []),
    ...(names.includes('em') ? [{ kind: 'italic' as const, key: 'em' }] : []),
  ]
}
