/** The text spacing of WCAG 1.4.12, as a reader's own style. */
export const textSpacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'

/** How many sheets a PDF has. */
export const sheetsOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

/** The times of day that stand on two lines, by a browser; and whether the page scrolls sideways. */
export function brokenTimes(): string[] {
  const isBroken = (range: Range) => {
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 1)
    return new Set(boxes.map(({ top }) => Math.round(top))).size > 1
  }
  const texts = [...document.querySelectorAll('body *')].flatMap(({ childNodes }) =>
    [...childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE),
  )
  const times = texts.flatMap((text) =>
    [...`${text.nodeValue}`.matchAll(/\d\d:\d\d(\u2060?–\u2060?\d\d:\d\d)?/g)].map(({ 0: time, index }) => {
      const range = new Range()
      range.setStart(text, index)
      range.setEnd(text, index + time.length)
      return range
    }),
  )
  const heads = [...document.querySelectorAll('.time')].map((head) => {
    const range = new Range()
    range.selectNodeContents(head)
    return range
  })
  const { scrollWidth, clientWidth } = document.documentElement
  return [
    ...[...times, ...heads].filter(isBroken).map(String),
    ...(scrollWidth > clientWidth ? ['sideways'] : []),
  ]
}
