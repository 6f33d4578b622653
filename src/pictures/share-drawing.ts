import { graphemesOf } from '#src/feeds/clip.ts'
import { grounds } from '#src/model/colours.ts'
import type { Card } from './share-card.ts'

/** A typeface that can be measured and drawn. Lengths are in em; paths are in thousandths of an em, with y upwards. */
export type Typeface = {
  /** Whether the typeface has a character (grapheme). */
  has(character: string): boolean
  widthOf(text: string, weight: number): number
  /** The outlines of a text's glyphs: SVG path data, each with its start along the line; `size` and `y` of raised ones. */
  outlineOf(text: string, weight: number): readonly { path: string; x: number; size?: number; y?: number }[]
}

/** The mark of a card as a picture. Its size is in pixels. */
export type CardMark = { url: string; width: number; height: number }

/** Size of a share image in pixels. */
export const [shareWidth, shareHeight] = [1200, 630] as const

/**
 * A share image as SVG: the thread at the left, and beside it when, what and where. Texts are paths, so that the image
 * is the same on every machine. Long titles wrap and get smaller; a text that still does not fit ends in an ellipsis.
 * A text is drawn whole, in the first of the typefaces that has all its letters, or not at all: another title stands in
 * its place then, and other texts lose the facts that cannot be drawn. A mark stands at the top, at the right.
 */
export function drawingOf(
  card: Card,
  typefaces: readonly [Typeface, ...Typeface[]],
  mark?: CardMark,
): string {
  const facts = (text: string) => drawableFacts(text, typefaces)
  const [head, when, foot] = [facts(card.head), facts(card.when), facts(card.foot)]
  const note = facts(card.note ?? '')
  const title = firstDrawable([card.title, ...card.instead], typefaces)
  const colours = card.thread.length > 0 ? card.thread : [0]
  const [single] = colours.length === 1 ? colours : []
  const accent = (single && card.colours[single - 1]) || ink

  const width = textWidth - (mark ? mark.width + 40 : 0)
  const lines: Line[] = [fitLine(head, { weight: 640, sizes: [32, 28], fill: ink, y: 112, width })]
  // The last line is what has changed; all else moves up for it.
  const end = note.text ? 508 : 556
  let top = 176
  let beside: Line | undefined
  if (when.text) {
    const line = fitLine(when, {
      weight: 200,
      sizes: [152, 140, 128, 116, 104, 92, 80, 68, 58, 49, 42],
      fill: accent,
      y: 272,
    })
    lines.push(line)
    if (single !== undefined) beside = line
    top = 316
  }
  lines.push(
    ...titleLines(
      title,
      when.text
        ? { weight: 640, sizes: [64, 56, 50, 44, 38, 34], top, height: end - 56 - top }
        : { weight: 300, sizes: [116, 104, 92, 80, 68, 56, 48, 40, 34], top, height: end - 56 - top },
    ),
    fitLine(foot, { weight: 400, sizes: [34, 31, 28, 25], fill: soft, y: end }),
    fitLine(note, { weight: 640, sizes: [34, 31, 28, 25], fill: accent, y: 560 }),
  )
  const strikes = card.cancelled && lines[1] ? [strikeSvg(lines[1])] : []
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${shareWidth}" height="${shareHeight}" viewBox="0 0 ${shareWidth} ${shareHeight}">`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    ...threadOf(
      colours.map((colour) => card.colours[colour - 1] ?? soft),
      beside && round(beside.y - beside.size * 0.35),
    ),
    ...lines.map(lineSvg),
    ...strikes,
    ...(mark
      ? [
          `<image x="${textX + textWidth - mark.width}" y="${markMiddle - mark.height / 2}" width="${mark.width}" height="${mark.height}" href="${mark.url}"/>`,
        ]
      : []),
    '</svg>',
  ].join('')
}

/** Colours of the pages' light scheme: other sites show the image on backgrounds of their own. */
const [paper, ink, soft] = [grounds.light, '#1c1d22', '#5c5d64']
const [threadX, textX, textWidth] = [104, 176, 936]
/** The y of the middle of the mark, which is that of the small text at the top. */
const markMiddle = 101

/** A text, and a typeface that has all its letters. */
type Drawable = { text: string; typeface: Typeface }

type Line = Drawable & { x: number; y: number; size: number; weight: number; fill: string }

/** The thread over the whole height, one stretch per colour, each with a ring in its middle; `ring` is the y of a single ring. */
function threadOf(colours: readonly string[], ring: number | undefined): readonly string[] {
  const height = shareHeight / colours.length
  return colours.flatMap((stroke, index) => {
    const y = index * height
    return [
      `<path d="M${threadX} ${round(y)}v${round(height)}" stroke="${stroke}" stroke-width="6" fill="none"/>`,
      `<circle cx="${threadX}" cy="${round(ring ?? y + height / 2)}" r="17" stroke="${stroke}" stroke-width="6" fill="${paper}"/>`,
    ]
  })
}

/** One line in the largest size that fits. In the smallest size the text is cut if it is too long. */
function fitLine(
  { text, typeface }: Drawable,
  {
    sizes,
    weight,
    fill,
    y,
    width = textWidth,
  }: { sizes: readonly number[]; weight: number; fill: string; y: number; width?: number },
): Line {
  const smallest = sizes.at(-1) ?? 0
  const size = sizes.find((candidate) => typeface.widthOf(text, weight) * candidate <= width)
  return {
    text: size ? text : shorten(text, weight, width / smallest, typeface),
    typeface,
    x: textX,
    y,
    size: size ?? smallest,
    weight,
    fill,
  }
}

type Block = { weight: number; sizes: readonly number[]; top: number; height: number }

/** A title in the largest size in which it fits its box, in lines of about the same length. */
function titleLines({ text, typeface }: Drawable, { weight, sizes, top, height }: Block): readonly Line[] {
  const leading = 1.16
  // No box holds 500 characters, in any size.
  const words = wordsOf(graphemesOf(text).slice(0, 500).join(''), weight, typeface)
  const space = typeface.widthOf(' ', weight)
  for (const size of sizes) {
    const width = textWidth / size
    const maxLines = Math.floor(height / (size * leading))
    const lines = wrap(words, space, width)
    if (lines.length > maxLines && size !== sizes.at(-1)) continue
    const fittingLines =
      lines.length > maxLines
        ? [
            ...lines.slice(0, maxLines - 1),
            shorten(lines.slice(maxLines - 1, maxLines + 1).join(' '), weight, width, typeface),
          ]
        : balanceLines(words, space, lines, width)
    return fittingLines.map((line, index) => ({
      text: line,
      typeface,
      x: textX,
      y: top + size * (0.8 + index * leading),
      size,
      weight,
      fill: ink,
    }))
  }
  return []
}

/** Wraps words into lines of at most `width` em. Breaks a word only where it is wider than a line. */
function wrap(words: readonly Word[], space: number, width: number): readonly string[] {
  const lines: string[] = []
  let [line, used] = ['', 0]
  const pieces = words.flatMap((word) => (word.width <= width ? [word] : breakWord(word, width)))
  for (const { text, width: pieceWidth } of pieces) {
    if (line !== '' && used + space + pieceWidth <= width)
      [line, used] = [`${line} ${text}`, used + space + pieceWidth]
    else {
      if (line !== '') lines.push(line)
      ;[line, used] = [text, pieceWidth]
    }
  }
  return line === '' ? lines : [...lines, line]
}

type Word = { text: string; width: number; characters: readonly { text: string; width: number }[] }

function wordsOf(text: string, weight: number, typeface: Typeface): readonly Word[] {
  const known = new Map<string, number>()
  const measure = (piece: string) => {
    const width = known.get(piece) ?? typeface.widthOf(piece, weight)
    known.set(piece, width)
    return width
  }
  return text.split(' ').map((word) => ({
    text: word,
    width: measure(word),
    characters: graphemesOf(word).map((character) => ({ text: character, width: measure(character) })),
  }))
}

function breakWord({ characters }: Word, width: number): readonly Word[] {
  const pieces: Word[] = []
  let piece: Word = { text: '', width: 0, characters: [] }
  for (const character of characters) {
    if (piece.text !== '' && piece.width + character.width > width) {
      pieces.push(piece)
      piece = { text: '', width: 0, characters: [] }
    }
    piece = { text: piece.text + character.text, width: piece.width + character.width, characters: [] }
  }
  return [...pieces, piece]
}

/** Wraps again into the same number of lines, as narrow as possible, so that the last line is not a single word. */
function balanceLines(words: readonly Word[], space: number, wide: readonly string[], width: number) {
  let best = wide
  for (let share = 0.95; share >= 0.5; share -= 0.05) {
    const lines = wrap(words, space, width * share)
    if (lines.length > wide.length || words.some((word) => word.width > width * share)) break
    best = lines
  }
  return best
}

/** Cuts a text to at most `width` em, with an ellipsis at its end. */
function shorten(text: string, weight: number, width: number, typeface: Typeface): string {
  const characters = graphemesOf(text.slice(0, 600))
  let count = characters.length
  const cut = () =>
    `${characters
      .slice(0, count)
      .join('')
      .trimEnd()
      .replace(/[,;:.·–—-]$/u, '')}…`
  while (count > 0 && typeface.widthOf(cut(), weight) > width) count -= 1
  return cut()
}

/** Whether a typeface has all letters of a card, so that no other is needed. */
export const isDrawnBy = ({ head, when, title, foot, note = '' }: Card, typeface: Typeface): boolean =>
  [head, when, title, foot, note].every(
    (text) => text === '' || wholeText(text, typeface, true) !== undefined,
  )

/** The first of some texts that a typeface can draw whole; an empty one where there is none. */
function firstDrawable(texts: readonly string[], typefaces: readonly [Typeface, ...Typeface[]]): Drawable {
  for (const text of texts)
    for (const keepsAccents of [true, false])
      for (const typeface of typefaces) {
        const whole = wholeText(text, typeface, keepsAccents)
        if (whole) return { text: whole, typeface }
      }
  return { text: '', typeface: typefaces[0] }
}

/** A text of facts, such as a day and a place: whole, else without the facts that the first typeface cannot draw. */
function drawableFacts(text: string, typefaces: readonly [Typeface, ...Typeface[]]): Drawable {
  const whole = firstDrawable([text], typefaces)
  if (whole.text) return whole
  const [typeface] = typefaces
  const facts = text.split(' · ').map((group) =>
    group
      .split(', ')
      .flatMap((fact) => wholeText(fact, typeface, false) ?? [])
      .join(', '),
  )
  return { text: facts.filter(Boolean).join(' · '), typeface }
}

/**
 * A text as a typeface draws it, in NFC; undefined where the typeface lacks a letter of it, or nothing is left. Emoji and
 * marks of direction are left out. Where accents need not be kept, a letter loses one that the typeface lacks.
 */
function wholeText(text: string, typeface: Typeface, keepsAccents: boolean): string | undefined {
  const characters = graphemesOf(text.slice(0, 2_000).normalize('NFC')).map((character) => {
    if (/^\s$/u.test(character)) return /[\u00a0\u202f]/.test(character) ? character : ' '
    const [base] = keepsAccents ? [] : character.normalize('NFD')
    const drawn = [character, base].find((one) => one !== undefined && typeface.has(one))
    return drawn ?? (/^(?:\p{Extended_Pictographic}|\p{Cf}|\p{Cc}|\p{Cs})/u.test(character) ? '' : undefined)
  })
  if (characters.includes(undefined)) return undefined
  return characters.join('').replace(/ {2,}/g, ' ').trim() || undefined
}

function lineSvg({ text, typeface, x, y, size, weight, fill }: Line): string {
  if (text === '') return ''
  const scale = size / 1000
  const paths = typeface
    .outlineOf(text, weight)
    .filter(({ path }) => path !== '')
    .map(({ path, x: start, y: raise, size: part }) => {
      const raised = raise === undefined ? '' : ` ${round(raise * 1000)}) scale(${part}`
      return `<path d="${path}" transform="translate(${round(start * 1000)}${raised})"/>`
    })
  return `<g fill="${fill}" transform="translate(${x} ${round(y)}) scale(${scale} ${-scale})">${paths.join('')}</g>`
}

function strikeSvg({ text, typeface, x, y, size, weight, fill }: Line): string {
  const width = round(typeface.widthOf(text, weight) * size)
  return `<path d="M${x} ${round(y - size * 0.34)}h${width}" stroke="${fill}" stroke-width="6" fill="none"/>`
}

const round = (value: number) => Math.round(value * 100) / 100
