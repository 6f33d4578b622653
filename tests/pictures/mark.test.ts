import { rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import type { ChosenColours } from '#src/model/colours.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { iconFile } from '#src/pictures/icon-file.ts'
import { iconSvg, markPicture, markProblem, markSize, markSvg } from '#src/pictures/mark.ts'
import { temporaryFolder } from '../commands/project.ts'

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let uploads = 0
/** Writes an upload into the folder, and gives its id. */
async function upload(bytes: Buffer | string, size: string, kind: 'svg' | 'png'): Promise<string> {
  uploads += 1
  const id = `image-${String(uploads).padStart(40, '0')}-${size}-${kind}`
  await writeCached(join(folder, id), Buffer.from(bytes))
  return id
}
const svgOf = (content: string, size = '48 48') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}">${content}</svg>`
const square = (colour: string) => svgOf(`<path d="M4 4h40v40H4z" fill="${colour}"/>`)
const png = (width: number, height: number, background = '#005f8a') =>
  sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer()
const forum = (light?: string, dark?: string, colours?: ChosenColours) => ({
  mark: light === undefined ? undefined : { asset: light },
  markDark: dark === undefined ? undefined : { asset: dark },
  colours: colours as never,
})

/** The colour in the middle of a drawing, as a program without schemes draws it. */
async function middleOf(svg: string): Promise<string> {
  const { data, info } = await sharp(Buffer.from(svg))
    .resize({ height: 88 })
    .flatten({ background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels
  return `#${data.subarray(at, at + 3).toString('hex')}`
}

describe('a forum without a mark', () => {
  it('has a ring in its own colours, the dark ones in the dark scheme', async () => {
    const svg = await markSvg(forum(undefined, undefined, { firstLight: '#005f8a' }), folder)
    expect(svg).toContain(':root{--ink:#1c1d22;--part-1:#005f8a;--part-2:#ad3c12;--part-3:#4b32a8}')
    expect(svg).toContain('--ink:#ecebe6;--part-1:#68c5ff;--part-2:#ff9a6b;--part-3:#b3a3ff')
    expect(markSize(forum())).toEqual({ width: 22, height: 44, isOwn: false })
  })

  it('has the ring as its icon', async () => {
    expect(await iconSvg(forum(undefined, undefined, { secondLight: '#7d5600' }), folder)).toContain(
      '<circle cx="16" cy="16" r="5.5" stroke="#7d5600" fill="#fbfaf6"/>',
    )
  })

  it('is not changed by a mark for dark pages alone', async () => {
    const dark = await upload(square('#fff'), '48x48', 'svg')
    expect(await markSvg(forum(undefined, dark), folder)).toBe(await markSvg(forum(), folder))
  })
})

describe('a mark', () => {
  it('is drawn as plain shapes, and changes with the scheme', async () => {
    const light = await upload(
      square('#005f8a').replace('<path', '<script>alert(1)</script><path'),
      '48x48',
      'svg',
    )
    const dark = await upload(square('#68c5ff'), '48x48', 'svg')
    const svg = await markSvg(forum(light, dark), folder)
    expect(svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44">' +
        '<style>.d{display:none}@media(prefers-color-scheme:dark){.d{display:inline}.l{display:none}}</style>' +
        '<g class="l"><svg viewBox="0 0 48 48"><path d="M4 4h40v40H4z" fill="#005f8a"/></svg></g>' +
        '<g class="d"><svg viewBox="0 0 48 48"><path d="M4 4h40v40H4z" fill="#68c5ff"/></svg></g></svg>',
    )
    expect(await middleOf(svg)).toBe('#005f8a')
  })

  it('of pixels is in the drawing, small, and loads nothing', async () => {
    const light = await upload(await png(1200, 600), '1200x600', 'png')
    const svg = await markSvg(forum(light), folder)
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 88 44">/)
    expect(svg.match(/(href|url)[="(]+[^,]*/g)).toEqual(['href="data:image/png;base64'])
    const [, data = ''] = /base64,([^"]+)/.exec(svg) ?? []
    expect(await sharp(Buffer.from(data, 'base64')).metadata()).toMatchObject({ width: 264, height: 132 })
    expect(await middleOf(svg)).toBe('#005f8a')
  })

  it('that would be lost in the dark has a light ground there, others have none', async () => {
    const [black, teal] = [
      await upload(square('#101010'), '48x48', 'svg'),
      await upload(square('#0b8b80'), '48x48', 'svg'),
    ]
    expect(await markSvg(forum(black), folder)).toContain('<rect class="d" width="100%" height="100%"')
    expect(await markSvg(forum(teal), folder)).not.toContain('class="d"')
  })

  it.each([
    ['48x48', 44],
    ['96x48', 88],
    ['10x1000', 8],
    ['5000x10', 176],
    ['1x1', 44],
  ])('of %s pixels is 44 high and %d wide', (size, width) => {
    const asset = `image-${'a'.repeat(40)}-${size}-png`
    expect(markSize(forum(asset))).toEqual({ width, height: 44, isOwn: true })
  })

  it.each([
    [5000, 10, 132 * 4, 1],
    [10, 5000, 1, 132],
    [1, 1, 1, 1],
  ])('of %d × %d pixels is drawn too, in %d × %d', async (width, height, drawnWidth, drawnHeight) => {
    const asset = await upload(await png(width, height), `${width}x${height}`, 'png')
    const picture = await markPicture(asset, folder, { height: 132, maxWidth: 132 * 4 })
    expect([picture.width, picture.height]).toEqual([drawnWidth, drawnHeight])
    expect(await markProblem(asset, folder)).toBeUndefined()
    expect(await markSvg(forum(asset), folder)).toContain('data:image/png')
  })

  it('is the icon of the site where it is about square, also in its old form', async () => {
    const [own, wide] = [
      await upload(square('#8e2a6b'), '48x48', 'svg'),
      await upload(svgOf('<path d="M0 0h90v30H0z"/>', '90 30'), '90x30', 'svg'),
    ]
    const icon = await iconSvg(forum(own), folder)
    expect(await middleOf(icon)).toBe('#8e2a6b')
    const picture = (await iconFile(icon)).subarray(22)
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 48, height: 48 })
    expect(await iconSvg(forum(wide), folder)).toBe(await iconSvg(forum(), folder))
  })

  it('has the same bytes each time, for each version and size', async () => {
    const [light, dark] = [
      await upload(square('#005f8a'), '48x48', 'svg'),
      await upload(square('#ffffff'), '48x48', 'svg'),
    ]
    const [first, again, other] = [
      await markSvg(forum(light), folder),
      await markSvg(forum(light), folder),
      await markSvg(forum(light, dark), folder),
    ]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })
})

describe('a mark that cannot be used', () => {
  it.each([
    ['has text', svgOf('<text>Forum</text>'), 'svg', 'markWithParts'],
    ['has effects', svgOf('<filter id="f"/><path d="M0 0h9v9z" filter="url(#f)"/>'), 'svg', 'markWithParts'],
    ['is empty', svgOf(''), 'svg', 'emptyMark'],
    ['is transparent', svgOf('<path d="M0 0h9v9z" fill="none"/>'), 'svg', 'emptyMark'],
    ['is beside its own view', svgOf('<path d="M100 100h9v9z"/>'), 'svg', 'emptyMark'],
    ['is too heavy', svgOf('<path d="M0 0h9v9z"/>'.repeat(12_000)), 'svg', 'heavyMark'],
    ['is no drawing', 'Forum', 'svg', 'notAnImage'],
    ['is no picture', 'Forum', 'png', 'notAnImage'],
  ] as const)('because it %s says so', async (_, bytes, kind, problem) => {
    expect(await markProblem(await upload(bytes, '48x48', kind), folder)).toBe(problem)
  })

  it('because it is cut short, transparent or gone says so', async () => {
    const noise = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer()
    const short = await upload(noise.subarray(0, noise.length / 2), '300x300', 'png')
    expect(await markProblem(short, folder)).toBe('notAnImage')
    const nothing = await upload(await png(60, 60, '#00000000'), '60x60', 'png')
    expect(await markProblem(nothing, folder)).toBe('emptyMark')
    expect(await markProblem(`image-${'f'.repeat(40)}-48x48-png`, folder)).toBe('notAnImage')
  })
})
