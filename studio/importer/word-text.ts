import { DomUtils, parseDocument } from 'htmlparser2'

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number]

const isElement = (node: object): node is Element => 'attribs' in node

/**
 * The XML of a part of a Word document as the library that reads it needs it: without hidden text, which nobody sees in
 * Word, and with what the library does not know in words that it knows. Empty columns before a row become an empty
 * cell, cells merged across by the old way become one, a field keeps the text that it shows, and a carriage return is
 * a break.
 * @param styles the XML of the document's styles
 */
export function visibleText(xml: string, styles = ''): string {
  const part = parseDocument(xml, asXml)
  const all = (name: string) => DomUtils.getElementsByTagName(name, part, true)
  const hidden = hiddenStyles(styles)
  for (const run of all('w:r')) if (isHidden(run, hidden)) DomUtils.removeElement(run)
  for (const field of all('w:fldSimple')) {
    for (const child of [...field.children]) DomUtils.prepend(field, child)
    DomUtils.removeElement(field)
  }
  for (const end of all('w:cr')) end.name = 'w:br'
  for (const row of all('w:tr')) {
    const before = Number(attribute(child(child(row, 'w:trPr'), 'w:gridBefore'), 'w:val'))
    const first = child(row, 'w:tc')
    if (before > 0 && first) DomUtils.prepend(first, emptyCell(before))
    joinMergedCells(row)
  }
  return DomUtils.getOuterHTML(part, asXml)
}

// Signs stay as they are written.
const asXml = { xmlMode: true, decodeEntities: false } as const

const child = (parent: Element | undefined, name: string): Element | undefined =>
  parent?.children.find((one): one is Element => isElement(one) && one.name === name)

const attribute = (element: Element | undefined, name: string) => element?.attribs[name]

/** Whether a property is switched on; undefined where it is not there. */
function isOn(properties: Element | undefined, name: string): boolean | undefined {
  const property = child(properties, name)
  return property && !/^(?:0|false|off|none)$/.test(attribute(property, 'w:val') ?? '')
}

const hides = (properties: Element | undefined): boolean | undefined =>
  isOn(properties, 'w:vanish') ?? isOn(properties, 'w:webHidden')

/** Whether a run is hidden: by itself, else by its style, else by that of its paragraph. */
function isHidden(run: Element, hidden: ReadonlySet<string>): boolean {
  const properties = child(run, 'w:rPr')
  const own = hides(properties)
  if (own !== undefined) return own
  const style = attribute(child(properties, 'w:rStyle'), 'w:val')
  if (style !== undefined && hidden.has(style)) return true
  let above: object | null = run.parent
  while (above && isElement(above) && above.name !== 'w:p') above = above.parent
  const paragraph = above && isElement(above) ? child(above, 'w:pPr') : undefined
  return hidden.has(attribute(child(paragraph, 'w:pStyle'), 'w:val') ?? '')
}

/** The ids of the styles whose text is hidden, by themselves or by the style that they are based on. */
function hiddenStyles(xml: string): ReadonlySet<string> {
  const styles = new Map(
    DomUtils.getElementsByTagName('w:style', parseDocument(xml, asXml), true).map((style) => [
      attribute(style, 'w:styleId') ?? '',
      style,
    ]),
  )
  const isHiddenStyle = (id: string | undefined, seen: ReadonlySet<string> = new Set()): boolean => {
    const style = styles.get(id ?? '')
    if (style === undefined || id === undefined || seen.has(id)) return false
    return (
      hides(child(style, 'w:rPr')) ??
      isHiddenStyle(attribute(child(style, 'w:basedOn'), 'w:val'), new Set([...seen, id]))
    )
  }
  return new Set([...styles.keys()].filter((id) => isHiddenStyle(id)))
}

/** One cell for those that a row merges by `hMerge`: it covers the columns of all of them. */
function joinMergedCells(row: Element): void {
  let first: Element | undefined
  for (const cell of [...row.children]) {
    if (!isElement(cell) || cell.name !== 'w:tc') continue
    const properties = child(cell, 'w:tcPr')
    const merge = child(properties, 'w:hMerge')
    if (merge === undefined) first = undefined
    else if (attribute(merge, 'w:val') === 'restart') first = cell
    else if (first !== undefined) {
      setSpan(first, spanOf(first) + spanOf(cell))
      DomUtils.removeElement(cell)
    }
  }
}

const spanOf = (cell: Element): number =>
  Number(attribute(child(child(cell, 'w:tcPr'), 'w:gridSpan'), 'w:val')) || 1

function setSpan(cell: Element, columns: number): void {
  const properties = child(cell, 'w:tcPr')
  const span = child(properties, 'w:gridSpan')
  if (span) span.attribs['w:val'] = String(columns)
  else if (properties) DomUtils.appendChild(properties, elementOf(`<w:gridSpan w:val="${columns}"/>`))
}

const emptyCell = (columns: number): Element =>
  elementOf(`<w:tc><w:tcPr><w:gridSpan w:val="${Math.trunc(columns)}"/></w:tcPr><w:p/></w:tc>`)

function elementOf(xml: string): Element {
  const [element] = parseDocument(xml, asXml).children
  if (!element || !isElement(element)) throw new Error(`No element in ${xml}`)
  return element
}
