import { recordsIn } from '#src/model/fields.ts'
import {
  type MarkedPiece,
  type MarkedText,
  markedBlock,
  type StoredBlock,
  translatedBlock,
} from '../marked-text.ts'

/** The blocks of a stored rich text; none for any other value. */
export const blocksIn: (value: unknown) => readonly StoredBlock[] = recordsIn

/**
 * For each block of a source, the block of its translation: the one with the same key; where neither has a counterpart by
 * its key, the one at the same place of a text of the same length.
 */
export function pairedBlocks(
  source: readonly StoredBlock[],
  translation: readonly StoredBlock[],
): readonly (StoredBlock | undefined)[] {
  const keys = new Set(source.map(({ _key }) => _key))
  const byKey = new Map(translation.map((block) => [block._key, block]))
  return source.map(({ _key }, at) => {
    const across = source.length === translation.length ? translation[at] : undefined
    return byKey.get(_key) ?? (keys.has(across?._key) ? undefined : across)
  })
}

/** The text of a translated block, with the numbers of the marks of its source, and where its links lead by number. */
export type AlignedText = { text: MarkedText; hrefs: ReadonlyMap<number, string> }

/**
 * A translated block with the numbers of its source: each mark is the first of its kind that is left in the source, of
 * links rather one with the same address. A mark for which the source has none is left out, its words stay.
 */
export function alignedText(translation: StoredBlock, source: StoredBlock): AlignedText {
  const left = markList(source)
  const own = new Map(markList(translation).map((mark) => [mark.id, mark]))
  const hrefs = new Map<number, string>()
  const numbered = (pieces: MarkedText): MarkedText =>
    pieces.flatMap((piece): MarkedText => {
      if (typeof piece === 'string') return [piece]
      const { kind, href } = own.get(piece.id) ?? {}
      const found =
        left.find((one) => one.kind === kind && one.href === href) ?? left.find((one) => one.kind === kind)
      if (found === undefined) return numbered(piece.inner)
      left.splice(left.indexOf(found), 1)
      if (href !== undefined) hrefs.set(found.id, href)
      return [{ ...piece, id: found.id, inner: numbered(piece.inner) }]
    })
  return { text: joinedWords(numbered(markedBlock(translation).text)), hrefs }
}

/** The block of a translation, whose links lead where those of an earlier translation led. */
export function blockWithLinks(
  source: StoredBlock,
  text: MarkedText,
  hrefs: ReadonlyMap<number, string>,
): StoredBlock {
  const links = new Map(markList(source).map(({ id, key }) => [key, hrefs.get(id)]))
  const { markDefs, ...block } = translatedBlock(source, text)
  return {
    ...block,
    markDefs: blocksIn(markDefs).map((one) => {
      const href = links.get(String(one._key))
      return href === undefined ? one : { ...one, href }
    }),
  }
}

/** Where the links of a block lead, by the numbers of their marks. */
export const linkAddresses = (block: StoredBlock): ReadonlyMap<number, string> =>
  new Map(markList(block).flatMap(({ id, href }) => (href ? [[id, href]] : [])))

type NumberedMark = { id: number; kind: string; key: string; href: string | undefined }

function markList(block: StoredBlock): NumberedMark[] {
  const { text, keys } = markedBlock(block)
  const hrefs = new Map(blocksIn(block.markDefs).map(({ _key, href }) => [_key, href]))
  const list = (pieces: MarkedText): NumberedMark[] =>
    pieces.flatMap((piece) => {
      if (typeof piece === 'string') return []
      const key = keys.get(piece.id) ?? ''
      const href = piece.kind === 'link' ? String(hrefs.get(key) ?? '') : undefined
      return [{ id: piece.id, kind: piece.kind, key, href }, ...list(piece.inner)]
    })
  return list(text)
}

/** Without two texts side by side, which a mark that was left out leaves. */
function joinedWords(pieces: MarkedText): MarkedText {
  const joined: MarkedPiece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (typeof piece !== 'string') joined.push({ ...piece, inner: joinedWords(piece.inner) })
    else if (typeof last === 'string') joined[joined.length - 1] = last + piece
    else joined.push(piece)
  }
  return joined
}
