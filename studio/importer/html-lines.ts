import { htmlStyles } from '../paste/html-styles.ts'
import { type FoundLine, numberedLines, rowLine } from './found-lines.ts'
import { gridOf } from './grid.ts'
import type { SourceLine } from './plan.ts'

/**
 * The paragraphs and the table rows of HTML, as lines. Nothing of it runs or is loaded: the document is parsed by itself, and
 * only its texts are read. What it hides is left out; hidden rows and struck text are told.
 */
export function linesOfHtml(html: string): SourceLine[] {
  const document = new DOMParser().parseFromString(html, 'text/html')
  const reader = new HtmlReader(htmlStyles(document))
  reader.read(document.body)
  return numberedLines(reader.finish())
}

/** HTML as plain text: a line for each paragraph. A text without tags stays as it is; without tags for paragraphs it keeps its lines. */
export function plainOfHtml(text: string): string {
  if (!/<\/?(?:p|br|div|ul|ol|li|b|i|em|strong|a|span|h[1-6])(?:\s[^<>]*)?\/?>/i.test(text)) return text
  const html = /<(?:p|br|div|li|h[1-6])[\s/>]/i.test(text) ? text : text.replaceAll('\n', '<br>')
  return linesOfHtml(html)
    .map((line) => (line.style === 'bullet' || line.style === 'number' ? `• ${line.text}` : line.text))
    .join('\n')
}

/** Reads the lines of elements in their order. */
class HtmlReader {
  readonly #has: ReturnType<typeof htmlStyles>
  readonly #found: FoundLine[] = []
  #text = ''
  #struck = ''
  #style: SourceLine['style'] | undefined

  constructor(has: ReturnType<typeof htmlStyles>) {
    this.#has = has
  }

  finish(): readonly FoundLine[] {
    this.#endLine()
    return this.#found
  }

  read(element: Element, isStruck = false): void {
    for (const node of element.childNodes) {
      if (node.nodeType === textNode) this.#addText(node.textContent ?? '', isStruck)
      else if (isElement(node) && !this.#isLeftOut(node)) this.#readElement(node, isStruck)
    }
  }

  #readElement(element: Element, isStruckAbove: boolean): void {
    const name = element.localName
    const isStruck = isStruckAbove || this.#has(element, 'struck')
    if (name === 'br') this.#endLine()
    else if (name === 'img') return
    else if (name === 'table') this.#readTable(element, isStruck)
    else if (blocks.has(name)) {
      this.#endLine()
      this.#style = styleOfElement(element) ?? this.#style
      this.read(element, isStruck)
      const isEmpty = this.#text.trim() === ''
      this.#endLine()
      this.#style = undefined
      if (isEmpty && name === 'p') this.#found.push({ text: '' })
    } else {
      this.read(element, isStruck)
      const tabs = Number(/mso-tab-count:\s*(\d+)/.exec(element.getAttribute('style') ?? '')?.[1] ?? 0)
      if (tabs > 0) this.#text = `${this.#text.trimEnd()}\t`
    }
  }

  /** The rows of a table by its columns. A table within a cell follows the row that it is in. */
  #readTable(table: Element, isStruck: boolean): void {
    this.#endLine()
    const hidden = hiddenColumns(table, (element) => this.#isHidden(element))
    const rows = rowsOf(table)
    const read = rows.map((row) =>
      childrenNamed(row, 'td', 'th').map((cell) =>
        this.#readCell(cell, isStruck || this.#has(row, 'struck')),
      ),
    )
    const grid = gridOf(read)
    const left = new Set<number>()
    grid.forEach((row, at) => {
      const isHidden = this.#isHidden(rows[at]) || this.#isHidden(rows[at]?.parentElement)
      if (isHidden && row.cells.some(Boolean)) left.add(at + 1)
      if (isHidden) return
      const shown = {
        cells: row.cells.filter((_, column) => !hidden.has(column)),
        merged: row.merged.filter((_, column) => !hidden.has(column)),
      }
      const line = rowLine(shown)
      const struck = (read[at] ?? []).map((cell) => cell.struck).filter(Boolean)
      if (line) this.#found.push({ ...line, ...struckTold(struck) })
      for (const { tables } of read[at] ?? []) for (const one of tables) this.#readTable(one, isStruck)
    })
    const last = this.#found.at(-1)
    if (last && left.size > 0) {
      const told = { code: 'hiddenTableRows' as const, facts: { rows: [...left].join(', ') } }
      this.#found[this.#found.length - 1] = { ...last, told: [...(last.told ?? []), told] }
    }
  }

  #readCell(cell: Element, isStruck: boolean) {
    const reader = new HtmlReader(this.#has)
    const tables = tablesIn(cell)
    const without = new Set<Node>(tables)
    reader.#skipped = without
    if (!this.#isHidden(cell)) reader.read(cell, isStruck || this.#has(cell, 'struck'))
    const lines = reader.finish().filter(({ text }) => text !== '')
    return {
      text: lines
        .map(({ text, style }) => (style === 'bullet' || style === 'number' ? `• ${text}` : text))
        .map((text) => text.replaceAll('\t', ' '))
        .join('\n'),
      columns: spanOf(cell, 'colspan'),
      rows: spanOf(cell, 'rowspan'),
      struck: lines.flatMap(({ told = [] }) => told.map(({ facts }) => facts.text ?? '')).join(' '),
      tables,
    }
  }
  #skipped: ReadonlySet<Node> = new Set()

  #addText(text: string, isStruck: boolean): void {
    const plain = text.replace(/[\t\n\r ]+/g, ' ')
    this.#text += /\s$/.test(this.#text) ? plain.replace(/^ /, '') : plain
    if (isStruck) this.#struck += plain
  }

  #endLine(): void {
    const text = this.#text.trim()
    const struck = this.#struck.trim()
    this.#text = ''
    this.#struck = ''
    if (text === '') return
    const cells = text.includes('\t') ? text.split('\t').map((cell) => cell.trim()) : undefined
    this.#found.push({
      text,
      ...(cells ? { cells } : this.#style && { style: this.#style }),
      ...struckTold(struck === '' ? [] : [struck]),
    })
  }

  #isLeftOut(element: Element): boolean {
    return (
      this.#skipped.has(element) ||
      unread.has(element.localName) ||
      // The bullet or the number that Word draws before a point.
      /mso-list:\s*ignore/i.test(element.getAttribute('style') ?? '') ||
      (element.localName !== 'table' && this.#isHidden(element))
    )
  }

  #isHidden(element: Element | null | undefined): boolean {
    return element != null && this.#has(element, 'hidden')
  }
}

const textNode = 3
const isElement = (node: Node): node is Element => node.nodeType === 1

const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary details ul'.split(
    ' ',
  ),
)
const unread: ReadonlySet<string> = new Set(
  'script style template noscript head title svg math iframe object select textarea button'.split(' '),
)

function styleOfElement(element: Element): SourceLine['style'] {
  const { localName, className } = element
  if (/^h[1-6]$/.test(localName) || /^Mso(?:Title|Subtitle)$/.test(className)) return 'heading'
  if (localName === 'li') return element.parentElement?.localName === 'ol' ? 'number' : 'bullet'
  return /^MsoList/.test(className) ? 'bullet' : undefined
}

const childrenNamed = (element: Element, ...names: readonly string[]): Element[] =>
  [...element.children].filter(({ localName }) => names.includes(localName))

/** A table's own rows, not those of tables in it. */
const rowsOf = (table: Element): Element[] =>
  [...table.children].flatMap((child) =>
    child.localName === 'tr'
      ? [child]
      : /^t(?:head|body|foot)$/.test(child.localName)
        ? childrenNamed(child, 'tr')
        : [],
  )

/** The tables in a cell that are in no other one. */
const tablesIn = (cell: Element): Element[] =>
  [...cell.querySelectorAll('table')].filter((table) => table.parentElement?.closest('td, th') === cell)

function hiddenColumns(table: Element, isHidden: (element: Element) => boolean): ReadonlySet<number> {
  const hidden = new Set<number>()
  let column = 0
  for (const one of [...table.querySelectorAll(':scope > col, :scope > colgroup > col')]) {
    const span = spanOf(one, 'span')
    for (let at = column; at < column + span; at++) if (isHidden(one)) hidden.add(at)
    column += span
  }
  return hidden
}

const spanOf = (element: Element, name: string): number =>
  Math.min(1000, Math.max(1, Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1))

const struckTold = (texts: readonly string[]): Pick<FoundLine, 'told'> =>
  texts.length === 0 ? {} : { told: texts.map((text) => ({ code: 'struckOut', facts: { text } })) }
