import { type CustomPlugin, optimize, type XastElement } from 'svgo'

/** Why a drawing cannot be used as a mark. */
export type DrawingProblem = 'markWithParts' | 'emptyMark' | 'heavyMark' | 'notAnImage'

export class DrawingError extends Error {
  readonly problem: DrawingProblem
  constructor(problem: DrawingProblem, cause?: unknown) {
    super(`The drawing cannot be used: ${problem}`, { cause })
    this.name = 'DrawingError'
    this.problem = problem
  }
}

/**
 * Bytes of a drawing as it is uploaded, with all that an editor's program keeps in it, and as it is published. How often
 * it may be clipped or masked: each time all that does so is drawn.
 */
const limits = { uploaded: 200_000, published: 50_000, cuts: 50 } as const

/**
 * A drawing (SVG) as plain shapes, one `svg` element with a `viewBox`, without a size. Only what stands on the lists
 * below is left: shapes, groups, gradients, clips and masks with their geometry and paint. Nothing in it can run, move,
 * load or repeat something. What draws in another way is an error rather than left out, since the drawing would be another.
 * `prefix` begins the ids, so that two drawings can stand in one file.
 * @throws {DrawingError}
 */
export function cleanSvg(drawing: string, prefix: string): string {
  if (drawing.length > limits.uploaded) throw new DrawingError('heavyMark')
  // Entities within entities would grow without end.
  if (/<!ENTITY[^>]*[&%](?!#)[^>]*>/i.test(drawing)) throw new DrawingError('markWithParts')
  const found: Found = { strange: false, shapes: 0, cuts: 0 }
  const svg = optimized(drawing, prefix, found)
  if (found.strange || found.cuts > limits.cuts) throw new DrawingError('markWithParts')
  if (found.shapes === 0 || !/^<svg\b/.test(svg)) throw new DrawingError('emptyMark')
  if (Buffer.byteLength(svg) > limits.published) throw new DrawingError('heavyMark')
  return svg
}

function optimized(drawing: string, prefix: string, found: Found): string {
  try {
    return optimize(drawing, {
      floatPrecision: 3,
      plugins: [
        { name: 'inlineStyles', params: { onlyMatchedOnce: false } },
        'convertStyleToAttrs',
        allowlist(found),
        ...(['cleanupNumericValues', 'convertColors', 'convertTransform', 'convertPathData'] as const),
        ...(['removeUselessDefs', 'removeEmptyContainers', 'collapseGroups', 'removeUnusedNS'] as const),
        'cleanupIds',
        { name: 'prefixIds', params: { prefix, delim: '' } },
      ],
    }).data
  } catch (error) {
    if (error instanceof DrawingError) throw error
    throw new DrawingError('notAnImage', error)
  }
}

type Found = { strange: boolean; shapes: number; cuts: number }

/** A plugin that leaves only what is on the lists. It runs after styles have become attributes. */
const allowlist = (found: Found): CustomPlugin => ({
  name: 'allowlist',
  fn: () => {
    /** How many clips and masks are open: one within another would multiply what is to be drawn. */
    let open = 0
    return {
      root: {
        enter: (node) => {
          node.children = node.children.filter(({ type }) => type === 'element')
        },
      },
      element: {
        enter: (node, parent) => {
          if (parent.type === 'root') return rootOnly(node)
          if (node.name === 'switch' || node.name === 'a') node.name = 'g'
          if (!shapes.has(node.name) && !containers.has(node.name)) {
            found.strange ||= !isSilent(node.name)
            parent.children = parent.children.filter((child) => child !== node)
            return
          }
          // Their number has no limit, and without them a line would be another.
          found.strange ||= /[1-9]/.test(node.attributes['stroke-dasharray'] ?? '')
          node.attributes = keptOf(node, (name) => paint.has(name) || geometry.has(name), open > 0)
          found.shapes += Number(shapes.has(node.name))
          found.cuts += Number('mask' in node.attributes || 'clip-path' in node.attributes)
          open += Number(cutting.has(node.name))
        },
        exit: (node) => {
          open -= Number(cutting.has(node.name))
          node.children = node.children.filter(({ type }) => type === 'element')
        },
      },
    }
  },
})

/** The outermost element, with its paint, which all others inherit. @throws {DrawingError} where it is none of a drawing */
function rootOnly(node: XastElement): void {
  if (node.name !== 'svg') throw new DrawingError('notAnImage')
  const painted = keptOf(node, (name) => paint.has(name), false)
  node.attributes = { xmlns: 'http://www.w3.org/2000/svg', viewBox: viewBoxOf(node), ...painted }
}

/** What is shown of the plane: its view, else its size. @throws {DrawingError} where it has none */
function viewBoxOf({ attributes }: XastElement): string {
  const { viewBox = '', width = '', height = '' } = attributes
  const size = [width, height].map((length) => /^\s*([\d.]+)\s*(?:px)?\s*$/.exec(length)?.[1])
  const numbers = (viewBox.trim() ? viewBox.trim().split(/[\s,]+/) : ['0', '0', ...size]).map(Number)
  const [x, y, w = 0, h = 0] = numbers
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || w <= 0 || h <= 0)
    throw new DrawingError('emptyMark')
  return [x, y, w, h].join(' ')
}

/** The attributes of an element that are on a list, with values that lead nowhere else. */
function keptOf(
  { name: element, attributes }: XastElement,
  isListed: (name: string) => boolean,
  isCutting: boolean,
): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    const isLink = name === 'href' || name === 'xlink:href'
    if (isLink && gradients.has(element) && /^#[\w.:-]+$/.test(value)) kept.href = value
    const isCut = name === 'clip-path' || name === 'mask'
    if (!isLink && isListed(name) && !(isCut && isCutting) && isHarmless(value)) kept[name] = value
  }
  return kept
}

/** Whether a value is of words, numbers, colours and references within the drawing. */
function isHarmless(value: string): boolean {
  const rest = value.replace(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/g, '')
  return /^[\w\s.,#%()+-]*$/.test(rest) && !/url|expression|import|var/i.test(rest)
}

const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'])
const gradients = new Set(['linearGradient', 'radialGradient'])
const cutting = new Set(['clipPath', 'mask'])
const containers = new Set(['g', 'defs', 'stop', ...gradients, ...cutting])

/** What draws nothing, or what programs add for themselves: it may go without a word. */
const isSilent = (name: string) => name.includes(':') || silent.has(name)
const silent = new Set(
  'title desc metadata style script foreignObject view cursor set animate animateTransform animateMotion mpath'.split(
    ' ',
  ),
)

const geometry = new Set(
  (
    'id d points x y width height cx cy r rx ry fx fy fr x1 y1 x2 y2 transform offset gradientUnits ' +
    'gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits'
  ).split(' '),
)
const paint = new Set(
  (
    'fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit ' +
    'stroke-opacity opacity color clip-path clip-rule mask mask-type stop-color stop-opacity display visibility'
  ).split(' '),
)
