import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { editionImage } from '#src/seed/index.ts'
import { breaks } from '#src/seed/parts.ts'
import { sessions } from '#src/seed/sessions.ts'

/**
 * Draws the image of the edition of 2019 (`npx node src/commands/dev/draw.ts`): the day from 08:30 to 18:00 as a line in
 * the shape of Durban's shore, its length proportional to time. Each part has its colour, breaks are dotted, and each
 * session starts with a ring. Lunch is at the harbour.
 */

const width = 2400
const height = 1350
const paper = '#fbfaf6'
const sea = '#f1eee5'
const soft = '#5d5c5a'
const teal = '#006f66'
const brick = '#a83c16'
const violet = '#4a35a5'
const colours: Readonly<Record<string, string>> = { 'part-1': teal, 'part-2': brick, 'part-3': violet }

/** Control points of the shore in pixels, from north (left) to south: the long beach, the harbour, the Bluff. */
const shore: readonly Point[] = [
  [-420, 930],
  [-150, 838],
  [130, 746],
  [400, 662],
  [680, 602],
  [960, 572],
  [1200, 576],
  [1372, 600],
  [1406, 690],
  [1300, 752],
  [1252, 836],
  [1306, 922],
  [1412, 944],
  [1512, 896],
  [1538, 792],
  [1484, 708],
  [1462, 630],
  [1508, 536],
  [1620, 470],
  [1770, 446],
  [1930, 464],
  [2110, 520],
  [2280, 596],
  [2560, 740],
  [2860, 920],
  [3160, 1120],
]
/** Where the day begins and ends on the line, as x in pixels. */
const startX = 92
const endX = 2305

const line = smooth(shore)
const dayLine = line.slice(
  line.findIndex(([x]) => x >= startX),
  line.findIndex(([x]) => x >= endX),
)
let dayLength = 0
const lengths = dayLine.map((point, index) => {
  dayLength += distance(dayLine[index - 1] ?? point, point)
  return dayLength
})

/** Sessions and breaks in the order of time, in minutes since midnight. Each is drawn until the next one starts. */
const stretches = [...breaks, ...sessions]
  .flatMap((item) => {
    if (item._type === 'break')
      return [{ start: minutes(item.start), end: minutes(item.end), colour: undefined }]
    if (item._type !== 'session') return []
    return [{ start: minutes(item.start), end: minutes(item.end), colour: colours[item.part?._ref ?? ''] }]
  })
  .sort((a, b) => a.start - b.start)
  .map((stretch, index, all) => ({ ...stretch, end: all[index + 1]?.start ?? stretch.end }))
const dayStart = stretches.at(0)?.start ?? 0
const dayEnd = stretches.at(-1)?.end ?? 0

const thread = stretches.map(({ start, end, colour }) =>
  colour === undefined
    ? dots(start, end)
        .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="6.5" fill="${soft}"/>`)
        .join('')
    : `<path d="${path(dayLine.slice(indexAt(start), indexAt(end) + 1))}" stroke="${colour}" stroke-width="13"/>`,
)
const rings = stretches.map(({ start, colour }) => {
  const [x, y] = pointAt(start)
  return colour === undefined
    ? ''
    : `<circle cx="${x}" cy="${y}" r="25" fill="${paper}" stroke="${colour}" stroke-width="11"/>`
})

// Contour lines at fixed distances from the shore: a wide stroke, covered by one that is slightly narrower.
const distances = [700, 594, 496, 406, 324, 250, 184, 126, 76, 34]
const contours = distances.map((offset) => {
  const strength = Math.max(0.07, 0.5 - offset / 1100).toFixed(2)
  return `<path d="${path(line)}" stroke="url(#day)" stroke-opacity="${strength}" stroke-width="${2 * offset + 3}"/>
<path d="${path(line)}" stroke="${sea}" stroke-width="${2 * offset - 1}"/>`
})

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" stroke-linejoin="round">
<linearGradient id="day" gradientUnits="userSpaceOnUse" x1="${startX}" y1="0" x2="${endX}" y2="0">
<stop offset="0.1" stop-color="${teal}"/><stop offset="0.45" stop-color="${brick}"/><stop offset="0.85" stop-color="${violet}"/>
</linearGradient>
<clipPath id="sea"><path d="${path(line)} V-400 H-420 Z"/></clipPath>
<rect width="${width}" height="${height}" fill="${paper}"/>
<g clip-path="url(#sea)"><rect width="${width}" height="${height}" fill="${sea}"/>${contours.join('')}</g>
${thread.join('')}${rings.join('')}
</svg>`

await sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toFile(fileURLToPath(editionImage.file))

type Point = readonly [x: number, y: number]

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(bx - ax, by - ay)
}

/** @example minutes('09:20') → 560 */
function minutes(clock = ''): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  return hours * 60 + rest
}

/** The index of the point on the day's line at a time, in minutes since midnight. */
function indexAt(time: number): number {
  const length = ((time - dayStart) / (dayEnd - dayStart)) * dayLength
  return lengths.findIndex((candidate) => candidate >= length - 0.001)
}

function pointAt(time: number): Point {
  return dayLine[indexAt(time)] ?? [0, 0]
}

/** Points about every four minutes between two times, without the two ends. */
function dots(from: number, to: number): readonly Point[] {
  const count = Math.round((to - from) / 4)
  return Array.from({ length: count - 1 }, (_, index) => pointAt(from + ((index + 1) * (to - from)) / count))
}

/** A uniform cubic B-spline along the points, in steps that are rounded to a tenth of a pixel. */
function smooth(points: readonly Point[]): readonly Point[] {
  const steps = 400
  return points.slice(1, -2).flatMap((_, index) => {
    const [a, b, c, d] = [points[index], points[index + 1], points[index + 2], points[index + 3]]
    if (!a || !b || !c || !d) return []
    return Array.from({ length: steps }, (_, step): Point => {
      const t = step / steps
      const coordinate = (axis: 0 | 1) =>
        ((1 - t) ** 3 * a[axis] +
          (3 * t ** 3 - 6 * t ** 2 + 4) * b[axis] +
          (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) * c[axis] +
          t ** 3 * d[axis]) /
        6
      return [Math.round(coordinate(0) * 10) / 10, Math.round(coordinate(1) * 10) / 10]
    })
  })
}

function path(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`
}
