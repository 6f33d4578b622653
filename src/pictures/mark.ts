import { hash } from 'node:crypto'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { type Colour, coloursOf, contrastOn, grounds } from '#src/model/colours.ts'
import { parseImageId } from '#src/model/image-region.ts'
import type { Forum } from '#src/model/schema.ts'
import { cleanSvg, DrawingError, type DrawingProblem } from './clean-svg.ts'
import { cached, readCached } from './file-cache.ts'

/**
 * The mark of the organisation: one drawing for both schemes, always at the same address, so that no page is longer for it.
 * What editors upload is in it as plain shapes (SVG), or as pixels (PNG).
 */

/** What of the forum its mark is made of. */
export type MarkSource = Pick<Forum, 'mark' | 'markDark' | 'colours'>

/** Pixels: how high the mark is in the header (2.75 rem), and at most how wide. */
const [markHeight, maxWidth] = [44, 176] as const

/** Increase it when the drawing changes, so that no cached one of the old version is used. */
const drawingVersion = 1

/** The size of the mark in the header, in pixels; `isOwn` is whether the forum has one of its own. */
export function markSize({ mark }: Pick<MarkSource, 'mark'>): {
  width: number
  height: number
  isOwn: boolean
} {
  if (mark?.asset === undefined) return { width: 22, height: markHeight, isOwn: false }
  const { width, height } = parseImageId(mark.asset)
  const fitting = Math.round((markHeight * width) / height)
  return { width: Math.min(Math.max(fitting, 8), maxWidth), height: markHeight, isOwn: true }
}

/** The ids of a forum's marks. */
export const marksOf = ({ mark, markDark }: Pick<MarkSource, 'mark' | 'markDark'>): readonly string[] =>
  [mark?.asset, markDark?.asset].filter((asset) => asset !== undefined)

/** The mark as SVG, for the header: that of the forum, else a ring on the thread in its colours. `folder` holds the uploads by id. @throws {DrawingError} */
export async function markSvg(forum: MarkSource, folder: string): Promise<string> {
  const size = markSize(forum)
  if (!size.isOwn) return ring(coloursOf(forum.colours))
  return composed(forum, size, folder)
}

/** The icon of the site as SVG: its own mark where that is about square, else a ring in its colours. @throws {DrawingError} */
export async function iconSvg(forum: MarkSource, folder: string): Promise<string> {
  const { isOwn, width } = markSize(forum)
  const isSquare = isOwn && width >= markHeight * 0.75 && width <= markHeight * 1.34
  return isSquare
    ? composed(forum, { width: markHeight, height: markHeight }, folder)
    : iconRing(coloursOf(forum.colours))
}

/** The mark on light ground as PNG, for pictures; `height` in pixels. @throws {DrawingError} */
export async function markPicture(
  asset: string,
  folder: string,
  { height, maxWidth: most }: { height: number; maxWidth: number },
): Promise<{ png: Buffer; width: number; height: number }> {
  const image = (await drawn(asset, folder)).resize(most, height, { fit: 'inside', withoutEnlargement: true })
  const { data, info } = await image.png().toBuffer({ resolveWithObject: true }).catch(unreadable)
  return { png: data, width: info.width, height: info.height }
}

/** Why a mark that was uploaded cannot be used; undefined where it can. */
export async function markProblem(asset: string, folder: string): Promise<DrawingProblem | undefined> {
  try {
    const { channels } = await sharp((await markPicture(asset, folder, listed)).png).stats()
    return channels.length === 4 && channels[3]?.max === 0 ? 'emptyMark' : undefined
  } catch (error) {
    return error instanceof DrawingError ? error.problem : 'notAnImage'
  }
}

/** Three times the size in the header, for dense screens. */
const listed = { height: markHeight * 3, maxWidth: maxWidth * 3 }

const unreadable = (cause: unknown): never => {
  throw new DrawingError('notAnImage', cause)
}

const isDrawing = (asset: string) => asset.endsWith('-svg')

/** The bytes of an upload. @throws {DrawingError} where it is not there */
async function uploaded(asset: string, folder: string): Promise<Buffer> {
  return (await readCached(join(folder, asset))) ?? unreadable(`${asset} is not in ${folder}`)
}

/** An upload as it is drawn in pixels: a drawing only once it is clean, and not larger than it is needed anywhere. */
async function drawn(asset: string, folder: string): Promise<Sharp> {
  const bytes = await uploaded(asset, folder)
  if (!isDrawing(asset)) return sharp(bytes).rotate()
  const svg = cleanSvg(bytes.toString(), 'l')
  const [, , width = 1, height = 1] = /viewBox="([^"]*)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? []
  const scale = Math.min(listed.height / height, listed.maxWidth / width)
  const [w, h] = [width, height].map((length) => Math.max(1, Math.round(length * scale)))
  return sharp(Buffer.from(svg.replace('<svg', `<svg width="${w}" height="${h}"`)))
}

/** A version of the mark as an element of a drawing, which it fills as far as it can. */
async function element(asset: string, folder: string, prefix: string): Promise<string> {
  if (isDrawing(asset))
    return cleanSvg((await uploaded(asset, folder)).toString(), prefix).replace(` ${namespace}`, '')
  const { png } = await markPicture(asset, folder, listed)
  return `<image width="100%" height="100%" href="data:image/png;base64,${png.toString('base64')}"/>`
}

const namespace = 'xmlns="http://www.w3.org/2000/svg"'

/** A drawing of some size with the mark in it, as large as it fits. In the dark scheme it is the dark version. */
async function composed(
  { mark, markDark }: MarkSource,
  { width, height }: { width: number; height: number },
  folder: string,
): Promise<string> {
  const [light = '', dark] = [mark?.asset, markDark?.asset]
  const name = hash('sha256', [drawingVersion, width, height, light, dark].join(' ')).slice(0, 16)
  const bytes = await cached(join(folder, `mark-${name}.svg`), async () => {
    const lightElement = `<g class="l">${await element(light, folder, 'l')}</g>`
    const content =
      dark === undefined
        ? (await isLostInTheDark(light, folder))
          ? `${inDark('.d{display:inline}.l{transform:scale(.86);transform-origin:center}')}<rect class="d" width="100%" height="100%" rx="3" fill="${grounds.light}"/>${lightElement}`
          : lightElement
        : `${inDark('.d{display:inline}.l{display:none}')}${lightElement}<g class="d">${await element(dark, folder, 'd')}</g>`
    return Buffer.from(`<svg ${namespace} viewBox="0 0 ${width} ${height}">${content}</svg>`)
  })
  return bytes.toString()
}

/** What is only for the dark scheme is hidden otherwise, also by programs that know no schemes. */
const inDark = (rules: string) => `<style>.d{display:none}@media(prefers-color-scheme:dark){${rules}}</style>`

/** Whether more than a little of a mark would hardly be seen on dark ground. */
async function isLostInTheDark(asset: string, folder: string): Promise<boolean> {
  const { png } = await markPicture(asset, folder, { height: 32, maxWidth: 128 })
  const pixels = await sharp(png).ensureAlpha().toColourspace('srgb').raw().toBuffer()
  let [all, lost] = [0, 0]
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0
    const colour = `#${pixels.subarray(at, at + 3).toString('hex')}`
    all += alpha
    if (alpha > 0 && contrastOn('dark', colour) < 2) lost += alpha
  }
  return lost > all * 0.1
}

/** A ring on the thread, in the colours of the parts: the mark of a forum without one. */
function ring([first, second, third]: readonly Colour[]): string {
  const colours = (ground: 'light' | 'dark', ink: string) =>
    `--ink:${ink};--part-1:${first?.[ground]};--part-2:${second?.[ground]};--part-3:${third?.[ground]}`
  return [
    `<svg ${namespace} viewBox="0 -2 22 44" fill="none" stroke-width="2.5">`,
    `<style>:root{${colours('light', '#1c1d22')}}`,
    `@media(prefers-color-scheme:dark){:root{${colours('dark', '#ecebe6')}}}</style>`,
    '<path d="M11 1v10M11 29v10" style="stroke:var(--ink)"/>',
    '<path d="M11 11a9 9 0 0 1 7.8 13.5" style="stroke:var(--part-1)"/>',
    '<path d="M18.8 24.5a9 9 0 0 1-15.6 0" style="stroke:var(--part-2)"/>',
    '<path d="M3.2 24.5A9 9 0 0 1 11 11" style="stroke:var(--part-3)"/>',
    '</svg>',
  ].join('')
}

/** The same for the small size of an icon, which stands on grounds of any colour: light colours in both schemes. */
function iconRing([first, second, third]: readonly Colour[]): string {
  return [
    `<svg ${namespace} viewBox="0 0 32 32">`,
    '<style>path,circle{stroke-width:3}',
    `@media(prefers-color-scheme:dark){circle{fill:${grounds.dark}}}</style>`,
    `<path stroke="${first?.light}" d="M16 0v12"/>`,
    `<path stroke="${second?.light}" d="M16 12v10"/>`,
    `<path stroke="${third?.light}" d="M16 22v10"/>`,
    `<circle cx="16" cy="16" r="5.5" stroke="${second?.light}" fill="${grounds.light}"/>`,
    '</svg>',
  ].join('')
}
