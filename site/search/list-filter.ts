import type { FoundGroup } from '#src/feeds/search-index.ts'
import { keepFocus } from '../scripts/keep-focus.ts'
import { Finder } from './finder.ts'

/**
 * Makes the input of the search page filter its list. An empty input starts with the query of the address. Groups come in
 * the order in which the search has them.
 * @throws where the index cannot be loaded
 */
export async function filter(box: HTMLInputElement): Promise<void> {
  box.onfocus = null
  box.value ||= (new URLSearchParams(location.search).get('q') ?? '').slice(0, box.maxLength)
  const status = document.getElementById('count')
  const finder = await Finder.of(location.href)
  const list = new FilteredList()
  const show = () => {
    const isAll = box.value.trim() === ''
    const groups = isAll ? undefined : finder.search(box.value)
    const count = list.show(groups, finder)
    const said = finder.said(count, box.value)
    status?.replaceChildren(said, ...(said !== '' && count === 0 ? [' ', everything(finder)] : []))
    if (!isAll) finder.withOthers(show)
  }
  box.addEventListener('input', show)
  show()
}

function everything({ words }: Finder): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = location.pathname
  link.textContent = words.all
  return link
}

class FilteredList {
  readonly #sections = [...document.querySelectorAll<HTMLElement>('[data-group]')]
  /** By what they link to. */
  readonly #rows = new Map<string, Row>()
  readonly #start = document.createComment('')
  #order: readonly HTMLElement[] = this.#sections
  #notes: HTMLElement[] = []

  constructor() {
    this.#sections[0]?.before(this.#start)
    for (const section of this.#sections)
      for (const row of section.querySelectorAll('li'))
        this.#rows.set(row.querySelector('a')?.getAttribute('href') ?? '', { row, section })
  }

  /** Shows the entries of some groups, or all; says how many. */
  show(groups: readonly FoundGroup[] | undefined, finder: Finder): number {
    for (const note of this.#notes.splice(0)) note.remove()
    const found = new Set<HTMLElement>()
    const sections = new Set<HTMLElement>()
    for (const { entry, elsewhere } of groups?.flatMap((group) => group.found) ?? []) {
      const place = this.#rows.get(entry.href)
      if (!place) continue
      found.add(place.row)
      sections.add(place.section)
      const notes = finder.notes(elsewhere)
      place.row.append(...notes)
      this.#notes.push(...notes)
    }
    for (const { row } of this.#rows.values()) hide(row, groups !== undefined && !found.has(row))
    for (const section of this.#sections) hide(section, groups !== undefined && !sections.has(section))
    this.#arrange([...new Set([...sections, ...this.#sections])])
    return found.size
  }

  #arrange(order: readonly HTMLElement[]): void {
    if (order.some((section, index) => section !== this.#order[index]))
      keepFocus(document, () => this.#start.after(...order))
    this.#order = order
  }
}

/** Of thousands of rows, a key changes few. */
function hide(element: HTMLElement, isHidden: boolean): void {
  if (element.hidden !== isHidden) element.hidden = isHidden
}

type Row = { row: HTMLElement; section: HTMLElement }
