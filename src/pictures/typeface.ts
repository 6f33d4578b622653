import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type * as HarfBuzz from 'harfbuzzjs'
import { graphemesOf } from '#src/feeds/clip.ts'
import type { Typeface } from './share-drawing.ts'

/**
 * The project's typeface with all letters of its package. It is loaded once, which takes about 100 ms.
 * @throws when the packages are not installed
 */
export function loadTypeface(): Promise<Typeface> {
  loaded ??= load()
  return loaded
}

let loaded: Promise<Typeface> | undefined

async function load(): Promise<Typeface> {
  const harfbuzz: typeof HarfBuzz = await import('harfbuzzjs')
  const { decompress } = await import('wawoff2')
  const resolve = createRequire(import.meta.url).resolve
  const faces: Face[] = []
  // One after another: the decompressor returns a view of its memory, which the next file overwrites.
  for (const subset of ['latin', 'latin-ext', 'vietnamese']) {
    const file = `@fontsource-variable/hanken-grotesk/files/hanken-grotesk-${subset}-wght-normal.woff2`
    faces.push(faceOf(harfbuzz, await decompress(await readFile(resolve(file)))))
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

function typefaceOf({ Buffer, shape }: typeof HarfBuzz, faces: readonly Face[]): Typeface {
  const paths = new Map<HarfBuzz.Font, Map<number, string>>()
  const faceFor = (character: string) =>
    faces.find(({ characters }) =>
      [...character].every((codePoint) => characters.has(codePoint.codePointAt(0) ?? 0)),
    )

  /** Splits a text into runs that one face can draw. A space belongs to the run before it. */
  function runsOf(text: string): readonly { face: Face; text: string }[] {
    const runs: { face: Face; text: string }[] = []
    for (const character of graphemesOf(text)) {
      const last = runs.at(-1)
      const face = /\s/u.test(character) ? (last?.face ?? faces[0]) : faceFor(character)
      if (!face) continue
      if (last?.face === face) last.text += character
      else runs.push({ face, text: character })
    }
    return runs
  }

  function glyphsOf(text: string, weight: number) {
    let x = 0
    const glyphs: { font: HarfBuzz.Font; id: number; x: number; unitsPerEm: number }[] = []
    for (const { face, text: piece } of runsOf(text)) {
      const font = face.fontFor(weight)
      const buffer = new Buffer()
      buffer.addText(piece)
      buffer.guessSegmentProperties()
      shape(font, buffer)
      for (const { codepoint: id, xAdvance = 0, xOffset = 0 } of buffer.getGlyphInfosAndPositions()) {
        glyphs.push({ font, id, x: x + xOffset / face.unitsPerEm, unitsPerEm: face.unitsPerEm })
        x += xAdvance / face.unitsPerEm
      }
    }
    return { glyphs, width: x }
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
    has: (character) => faceFor(character) !== undefined,
    widthOf: (text, weight) => glyphsOf(text, weight).width,
    outlineOf: (text, weight) =>
      glyphsOf(text, weight).glyphs.map(({ font, id, x }) => ({ path: pathOf(font, id), x })),
  }
}
