import { diffArrays } from 'diff'
import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import { recordsIn } from '#src/model/fields.ts'
import { sourceWords } from '#src/rules/review.ts'
import type { StoredBlock } from './marked-text.ts'
import { rewordedBlock } from './reworded-block.ts'

/** A rich text with other words. `isLost`: marks or links of it had to be left out, though nobody took out their words. */
export type RewrittenText = { blocks: readonly StoredBlock[]; isLost: boolean }

/**
 * A stored rich text as another text has its words: paragraphs of the same words stay as they are, and others keep their kind, and the marks
 * and links whose words stayed. Lines count, not paragraphs: a line end within a paragraph stays one.
 * @param after the paragraphs of the other text, without marks
 * @param lang the BCP 47 tag of both
 */
export function rewrittenBlocks(
  before: readonly StoredBlock[],
  after: readonly StoredBlock[],
  lang: string,
): RewrittenText {
  const [old, now] = [linesOf(before), linesOf(after)]
  const origins = pairedLines(old, now)
  const left = new Set(before)
  const keys = new Set(before.map(({ _key }) => _key))
  const all = now.map(({ words }) => words).join('\n')
  let isLost = false
  const blocks = groupsOf(now, origins).map(({ words, block, from }) => {
    if (from === undefined || !left.delete(from)) return withFreeKey(block, keys)
    if (sameWords(sourceWords(from)) === sameWords(words)) return from
    const reworded = rewordedBlock(kindOf(from, block), words, lang)
    isLost ||= reworded.isReplaced || reworded.gone.some((text) => all.includes(text))
    return reworded.block
  })
  const hasNew = origins.some((from) => from === undefined)
  for (const one of left) {
    const marked = markedTexts(one)
    isLost ||= marked.length > 0 && (hasNew || marked.some((text) => all.includes(text)))
  }
  return { blocks, isLost }
}

type Line = { words: string; block: StoredBlock }

const linesOf = (blocks: readonly StoredBlock[]): readonly Line[] =>
  blocks.flatMap((block) =>
    sourceWords(block)
      .split('\n')
      .filter((words) => words.trim() !== '')
      .map((words) => ({ words, block })),
  )

/** Words as they are compared: what nobody sees, and kinds of spaces, do not count. */
const sameWords = (text: string): string => plainSpaces(cleanText(text)).replace(/\s+/g, ' ').trim()

/** For each line of the other text, the block of the line that it stands for. */
function pairedLines(old: readonly Line[], now: readonly Line[]): readonly (StoredBlock | undefined)[] {
  const [earlier = [], later = []] = [old, now].map((lines) => lines.map(({ words }) => sameWords(words)))
  const pairs: (readonly [number, number])[] = []
  let [at, to] = [0, 0]
  let gone: readonly number[] = []
  for (const { value, added, removed } of diffArrays(earlier, later)) {
    const [from, index] = [at, to]
    const others = added
      ? likePairs(gone, value, earlier)
      : value.map((_, offset) => [offset, from + offset] as const)
    if (!removed) pairs.push(...others.map(([offset, line]) => [index + offset, line] as const))
    gone = removed ? value.map((_, offset) => from + offset) : []
    at += added ? 0 : value.length
    to += removed ? 0 : value.length
  }
  const origins = new Map(pairs.map(([index, line]) => [index, old[line]?.block]))
  // A paragraph that moved is gone in one place, and new in another.
  const used = new Set(origins.values())
  const unused = new Map(
    old.flatMap(({ block }, index) => (used.has(block) ? [] : [[earlier[index] ?? '', block] as const])),
  )
  return later.map((words, index) => origins.get(index) ?? unused.get(words))
}

/** Pairs of a line that is new and one that is gone in the same place: in order where there are as many, else those that are alike. */
function likePairs(
  gone: readonly number[],
  added: readonly string[],
  earlier: readonly string[],
): readonly [number, number][] {
  if (gone.length === added.length) return gone.map((from, index) => [index, from])
  const left = [...gone]
  return added.flatMap((words, index): [number, number][] => {
    const at = left.findIndex((from) => shareOfWords(words, earlier[from] ?? '') >= 0.5)
    return at < 0 ? [] : [[index, left.splice(0, at + 1)[at] ?? 0]]
  })
}

/** How many of the words of two texts are in both, from 0 to 1. */
function shareOfWords(one: string, other: string): number {
  const [first, second] = [one, other].map((text) => text.toLowerCase().split(' '))
  const left = new Set(second)
  const both = first?.filter((word) => left.delete(word)).length ?? 0
  return (2 * both) / ((first?.length ?? 0) + (second?.length ?? 0))
}

type Group = { words: string; block: StoredBlock; from: StoredBlock | undefined }

/** Lines that follow one another in one paragraph are one again. */
function groupsOf(now: readonly Line[], origins: readonly (StoredBlock | undefined)[]): readonly Group[] {
  const groups: Group[] = []
  for (const [index, { words, block }] of now.entries()) {
    const [last, from] = [groups.at(-1), origins[index]]
    const isSame = last !== undefined && (from === undefined ? last.block === block : last.from === from)
    if (isSame && last.from === from) last.words += `\n${words}`
    else groups.push({ words, block, from })
  }
  return groups
}

/** The stored block, as a point of a list where the other text says so. */
const kindOf = (stored: StoredBlock, { listItem, level }: StoredBlock): StoredBlock =>
  listItem === undefined || stored.listItem !== undefined ? stored : { ...stored, listItem, level }

function withFreeKey(block: StoredBlock, keys: Set<unknown>): StoredBlock {
  let key = String(block._key)
  while (keys.has(key)) key = `${key}-x`
  keys.add(key)
  return { ...block, _key: key }
}

const markedTexts = (block: StoredBlock): readonly string[] =>
  recordsIn(block.children).flatMap(({ text, marks }) =>
    Array.isArray(marks) && marks.length > 0 && typeof text === 'string' && text.trim() !== ''
      ? [text.trim()]
      : [],
  )
