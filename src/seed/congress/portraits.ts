import type { Gender } from './congress-positions.ts'

/**
 * Pictures drawn for the congress, as SVG: nobody invented has a photograph. A portrait is a face of a few shapes, whose
 * tones and hair follow from its number.
 */

/** @param number from 0; those that are near each other look least alike */
export function portraitSvg(number: number, gender: Gender): string {
  const pick = <T>(list: readonly T[], step: number): T | undefined =>
    list[(number * step + step) % list.length]
  const [ground, skin, cloth] = [pick(grounds, 1), pick(skins, 3), pick(cloths, 5)]
  const lean = ((number * 7) % 5) - 2
  const shapes = pick(hairShapes[gender], 1)?.(pick(hairs, 3) ?? '') ?? { behind: '', above: '' }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 480 480">
<rect width="480" height="480" fill="${ground}"/>
<path d="M40 480q8-130 120-152h160q112 22 120 152Z" fill="${cloth}"/>
<g transform="rotate(${lean * 2} 240 300)">${shapes.behind}
<path d="M205 270h70v72q-35 34-70 0Z" fill="${skin}"/><path d="M205 300q35 30 70 0v18q-35 30-70 0Z" opacity=".12"/>
<ellipse cx="240" cy="205" rx="84" ry="103" fill="${skin}"/>${shapes.above}</g>
</svg>`
}

const grounds = ['#d9e4df', '#efe0d6', '#e0dcef', '#e6e3d3', '#d8e2ea']
const skins = ['#f0cfb4', '#8a5a3c', '#c68d5f', '#5f3d2a', '#e0b48d', '#a9714a', '#f4dcc6']
const cloths = ['#006f66', '#a83c16', '#4a35a5', '#3c4450', '#7a6a4f', '#2f5d86']
const hairs = ['#221c1a', '#6b442c', '#8d8a86', '#3a2a22', '#5c5654']

type Hair = (colour: string) => { behind: string; above: string }
const cap = 'M150 205q-6-118 90-118t90 118q-14-52-50-66-58 34-110 10-14 20-20 56Z'
const short: Hair = (colour) => ({ behind: '', above: `<path d="${cap}" fill="${colour}"/>` })
const long: Hair = (colour) => ({
  behind: `<path d="M142 210q0-132 98-132t98 132l14 150H128Z" fill="${colour}"/>`,
  above: `<path d="${cap}" fill="${colour}"/>`,
})
const round: Hair = (colour) => ({
  behind: `<circle cx="240" cy="178" r="132" fill="${colour}"/>`,
  above: '',
})
const scarf: Hair = (colour) => ({
  behind: `<path d="M134 226q-8-152 106-152t106 152q8 120 40 152H94q32-32 40-152Z" fill="${colour}"/>`,
  above: `<path d="M152 190q8-96 88-96t88 96q-22-46-88-46t-88 46Z" fill="${colour}"/>`,
})
const bun: Hair = (colour) => ({
  behind: `<circle cx="240" cy="82" r="46" fill="${colour}"/>`,
  above: `<path d="M154 196q0-106 86-106t86 106q-26-64-86-64t-86 64Z" fill="${colour}"/>`,
})
const beard: Hair = (colour) => ({
  behind: '',
  above: `<path d="M156 210q-2 104 84 104t84-104q-14 44-44 50-40-16-80 0-30-6-44-50Z" fill="${colour}"/>`,
})
const hairShapes: Readonly<Record<Gender, readonly Hair[]>> = {
  f: [long, bun, round, scarf],
  m: [short, beard, round],
}

/** The picture of the edition: six strands that part at a harbour mouth and come together again, before a low sun. */
export function harbourSvg(): string {
  const colours = ['#006f66', '#a83c16', '#4a35a5']
  const strand = (index: number) => {
    const y = 420 + index * 102
    const middle = 675
    return `M-40 ${middle}C420 ${middle} 560 ${y} 980 ${y}S1800 ${y} 2000 ${middle + (y - middle) / 6}S2300 ${middle} 2440 ${middle}`
  }
  const strands = [0, 1, 2, 3, 4, 5].map((index) => {
    const colour = colours[index % colours.length]
    const inner = index < 3 ? '' : `<path d="${strand(index)}" stroke="#fbfaf6" stroke-width="5"/>`
    const ring = `<circle cx="980" cy="${420 + index * 102}" r="24" fill="#fbfaf6" stroke="${colour}" stroke-width="10"/>`
    return `<path d="${strand(index)}" stroke="${colour}" stroke-width="${index < 3 ? 11 : 17}"/>${inner}${ring}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1350" fill="none" stroke-linecap="round">
<rect width="2400" height="1350" fill="#fbfaf6"/><circle cx="1980" cy="330" r="170" fill="#f1e2cf"/>
<path d="M0 1130q300-60 620-20t640 10 520-30 620 30v230H0Z" fill="#f1eee5"/>
<path d="M0 1210q420-50 900-10t760-10 740 20v140H0Z" fill="#e9e4d6"/>
${strands.join('\n')}
</svg>`
}

/** The mark of the invented alliance: three roofs, one above the other. @param colours from top to bottom */
export function roofsSvg(colours: readonly string[]): string {
  const roofs = colours.map(
    (colour, index) => `<path d="M6 ${21 + 11 * index}l18-13 18 13" stroke="${colour}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48" fill="none" stroke-width="5" stroke-linejoin="round" stroke-linecap="round">${roofs.join('')}</svg>`
}
