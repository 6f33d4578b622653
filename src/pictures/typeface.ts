import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type * as HarfBuzz from 'harfbuzzjs'
import { graphemesOf } from '#src/feeds/clip.ts'
import { memo } from '#src/model/memo.ts'
import { runsInOrder } from './reading-order.ts'
import type { Typeface } from './share-drawing.ts'

/**
 * The project's typeface, and the one for texts with letters that it lacks: Latin, Greek, Cyrillic and Arabic letters.
 * Each is loaded once, which takes about 100 ms. Scripts with thousands of letters are in neither: their typefaces are
 * larger than all of the project.
 */
const families = {
  own: ['latin', 'latin-ext', 'vietnamese'].map((subset) => `hanken-grotesk/files/hanken-grotesk-${subset}`),
  other: [
    ...['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'].map(
      (subset) => `noto-sans/files/noto-sans-${subset}`,
    ),
    'noto-sans-arabic/files/noto-sans-arabic-arabic',
  ],
}

/** @throws when the packages are not installed */
export const loadTypeface = memo((family: keyof typeof families): Promise<Typeface> => load(families[family]))

async function load(files: readonly string[]): Promise<Typeface> {
  const harfbuzz: typeof HarfBuzz = await import('harfbuzzjs')
  const { decompress } = await import('wawoff2')
  const resolve = createRequire(import.meta.url).resolve
  const faces: Face[] = []
  // One after another: the decompressor returns a view of its memory, which the next file overwrites.
  for (const file of files) {
    const path = resolve(`@fontsource-variable/${file}-wght-normal.woff2`)
    faces.push(faceOf(harfbuzz, await decompress(await readFile(path))))
  }
  return typefaceOf(harfbuzz, faces)
}

type Face = { characters: ReadonlySet<number>; unitsPerEm: number; fontFor(weight: number): HarfBuzz.Font }

function faceOf({ Blob, Face, Font, Variation }: typeof HarfBuzz, bytes: Uint8Array): Face {
  const face = new Face(new Blob(bytes))
  const fonts = new Map<number, HarfBuzz.Font>()
  return {
    characters: new Set(face.collectUnicodes()),
    unitsPerEm: face.upem,
    fontFor(weight) {
      const known = fonts.get(weight)
      if (known) return known
      const font = new Font(face)
      font.setVariations([new Variation('wght', weight)])
      fonts.set(weight, font)
      return font
    },
  }
}

function typefaceOf({ Buffer, Direction, shape }: typeof HarfBuzz, faces: readonly Face[]): Typeface {
  const paths = new Map<HarfBuzz.Font, Map<number, string>>()
  const faceFor = (character: string) =>
    faces.find(({ characters }) =>
      [...character].every((codePoint) => characters.has(codePoint.codePointAt(0) ?? 0)),
    )

  /** The run of a single character; undefined where no face has it. */
  function runFor(character: string, before: Run | undefined): Run | undefined {
    const isRaised = raised.test(character)
    const text = isRaised ? character.normalize('NFKC') : character
    const face = /\s/u.test(text) ? (before?.face ?? faces[0]) : faceFor(text)
    return face && { face, isRaised, text }
  }

  /** Splits a text into runs that one face can draw in one size. A space belongs to the run before it. */
  function runsOf(text: string): readonly Run[] {
    const runs: Run[] = []
    for (const character of graphemesOf(text)) {
      const last = runs.at(-1)
      const run = runFor(character, last)
      if (run && last?.face === run.face && last.isRaised === run.isRaised) last.text += run.text
      else if (run) runs.push(run)
    }
    return runs
  }

  function shaped({ face, text }: Run, weight: number, isRightToLeft: boolean) {
    const font = face.fontFor(weight)
    const buffer = new Buffer()
    buffer.addText(text)
    buffer.guessSegmentProperties()
    if (isRightToLeft) buffer.setDirection(Direction.RTL)
    shape(font, buffer)
    return { font, glyphs: buffer.getGlyphInfosAndPositions() }
  }

  function glyphsOf(text: string, weight: number) {
    let x = 0
    const found: { font: HarfBuzz.Font; id: number; x: number; isRaised: boolean }[] = []
    const runs = runsInOrder(text).flatMap(({ text: part, isRightToLeft }) => {
      const inOrder = isRightToLeft ? runsOf(part).toReversed() : runsOf(part)
      return inOrder.map((run) => ({ ...run, isRightToLeft }))
    })
    for (const run of runs) {
      const { font, glyphs } = shaped(run, weight, run.isRightToLeft)
      const size = (run.isRaised ? raisedSize : 1) / run.face.unitsPerEm
      for (const { codepoint: id, xAdvance = 0, xOffset = 0 } of glyphs) {
        found.push({ font, id, x: x + xOffset * size, isRaised: run.isRaised })
        x += xAdvance * size
      }
    }
    return { glyphs: found, width: x }
  }

  function pathOf(font: HarfBuzz.Font, id: number): string {
    const known = paths.get(font) ?? new Map<number, string>()
    paths.set(font, known)
    const path =
      known.get(id) ?? font.glyphToPath(id).replace(/\d+\.\d+/g, (value) => String(Math.round(Number(value))))
    known.set(id, path)
    return path
  }

  return {
    has: (character) =>
      faceFor(raised.test(character) ? character.normalize('NFKC') : character) !== undefined,
    widthOf: (text, weight) => glyphsOf(text, weight).width,
    outlineOf: (text, weight) =>
      glyphsOf(text, weight).glyphs.map(({ font, id, x, isRaised }) => ({
        path: pathOf(font, id),
        x,
        ...(isRaised && { size: raisedSize, y: raisedBy }),
      })),
  }
}

/** A text in one face and one size. */
type Run = { face: Face; isRaised: boolean; text: string }

/** Letters that are drawn as plain ones, smaller and higher, as in "IVᵉ": few typefaces have them. */
const raised = /^[ᵉʳ]$/
/** Their size, and how far they are raised: parts of an em. */
const [raisedSize, raisedBy] = [0.62, 0.33]
