import {
  clampChroma,
  converter,
  formatHex,
  modeLrgb,
  modeOklch,
  modeRgb,
  type Oklch,
  wcagContrast,
  useMode as withMode,
} from 'culori/fn'

/** The three colours of a forum, which its parts take in turn: each with a value on light and on dark ground. */

for (const mode of [modeRgb, modeLrgb, modeOklch]) withMode(mode)
const oklch = converter('oklch')

/** The grounds of the pages, in the light scheme (also in print and in pictures) and in the dark one. */
export const grounds = { light: '#fbfaf6', dark: '#14161a' } as const
export type Ground = keyof typeof grounds

/** A colour's values on both grounds, as `#rrggbb`. */
export type Colour = Readonly<Record<Ground, string>>

/** The colours of a forum that has chosen none. */
const defaultColours = [
  { light: '#0b6b63', dark: '#55cfc0' },
  { light: '#ad3c12', dark: '#ff9a6b' },
  { light: '#4b32a8', dark: '#b3a3ff' },
] as const satisfies readonly Colour[]

/** The fields of `forum.colours`, in the order of the form. */
export const colourFields = [
  { light: 'firstLight', dark: 'firstDark' },
  { light: 'secondLight', dark: 'secondDark' },
  { light: 'thirdLight', dark: 'thirdDark' },
] as const satisfies readonly Readonly<Record<Ground, string>>[]

export type ColourField = (typeof colourFields)[number][Ground]

/** What editors chose, each value as `hexOf` gives it. */
export type ChosenColours = { readonly [Field in ColourField]?: string | undefined }

/** The ground that a field's colour is for. */
export const groundOf = (field: ColourField): Ground => (field.endsWith('Light') ? 'light' : 'dark')

/** Text needs this contrast with its ground (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5

/** A colour as `#rrggbb`; undefined for what is none. @example hexOf(' #0AF ') → '#00aaff' */
export function hexOf(text: string): string | undefined {
  const [, digits] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text.trim().toLowerCase()) ?? []
  return digits && `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`
}

/** The contrast of a colour with a ground, from 1 to 21 (WCAG 2.2). */
export const contrastOn = (ground: Ground, colour: string): number => wcagContrast(colour, grounds[ground])

export const isReadable = (ground: Ground, colour: string): boolean =>
  contrastOn(ground, colour) >= leastContrast

/** The nearest colour that can be read on a ground: of the same hue, only as much darker or lighter as it must be. */
export function nearestReadable(ground: Ground, colour: string): string {
  const { l, ...hue } = oklch(colour) ?? { mode: 'oklch', l: 0, c: 0 }
  const step = ground === 'light' ? -0.0005 : 0.0005
  let found = colour
  for (let lightness = l; !isReadable(ground, found); lightness += step)
    found = hexInGamut({ ...hue, l: Math.min(Math.max(lightness, 0), 1) })
  return found
}

/** The value on dark ground that is proposed for one on light ground: of the same hue, as light as the default ones. */
export function proposedDark(light: string): string {
  const { c, ...hue } = oklch(light) ?? { mode: 'oklch', c: 0 }
  return hexInGamut({ ...hue, l: 0.79, c: Math.min(c * 1.3, 0.14) })
}

/** The three colours of a forum. A dark value that nobody chose follows from the light one; a light one is the default. */
export const coloursOf = (chosen: ChosenColours | undefined): readonly Colour[] =>
  defaultColours.map((otherwise, index) => {
    const { light, dark } = colourFields[index] ?? colourFields[0]
    const own = chosen?.[light]
    return {
      light: own ?? otherwise.light,
      dark:
        chosen?.[dark] ?? (own === undefined || own === otherwise.light ? otherwise.dark : proposedDark(own)),
    }
  })

const hexInGamut = (colour: Oklch): string => formatHex(clampChroma(colour, 'oklch', 'rgb'))
