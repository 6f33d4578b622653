import { betweenNames, type FoundGroup, mostListed } from '#src/feeds/search-index.ts'
import { keepFocus } from '../scripts/keep-focus.ts'
import css from './dialog.css?inline'
import { Finder } from './finder.ts'

export { filter } from './list-filter.ts'
export { filterPeople } from './people-filter.ts'

/**
 * The search, loaded when a reader first uses it. `open` shows the search dialog; `filter` makes the input of the search
 * page filter the list there, `filterPeople` that of the page of people.
 */

let dialog: HTMLDialogElement | undefined

/**
 * Opens the dialog; on the search page, leads to the input that is there.
 * @param link to the search page, in the reader's language
 * @param button that gets the focus when the dialog closes and no other element has it
 * @throws where the index cannot be loaded; the dialog is then removed
 */
export async function open(link: HTMLAnchorElement, button: HTMLElement): Promise<void> {
  const box = document.querySelector<HTMLElement>('#find')
  if (box) return box.focus()
  // Open the dialog before the index is loaded, so that the reader can type at once.
  const loading = dialog ? undefined : makeDialog(link, button)
  if (!dialog?.open) dialog?.showModal()
  dialog?.querySelector('input')?.select()
  await loading
}

/** Makes the dialog at once; it searches as soon as the index is loaded. */
async function makeDialog(link: HTMLAnchorElement, button: HTMLElement): Promise<void> {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  const label = link.textContent?.trim() ?? ''
  const status = element('p', { className: 'soft', role: 'status' })
  const results = element('div', {})
  const input = element('input', {
    ...{ type: 'search', name: 'q', id: 'find-here', autocomplete: 'off', maxLength: 200 },
  })
  const close = element('button', { type: 'button', className: 'close' })
  const all = element('a', { href: link.href })
  const form = element('form', { action: link.href }, [
    element('label', { htmlFor: 'find-here', textContent: label }),
    input,
    close,
  ])
  const newDialog = element('dialog', { className: 'search', ariaLabel: label }, [
    form,
    status,
    results,
    element('p', {}, [all]),
  ])
  newDialog.setAttribute('closedby', 'any')
  document.body.append(newDialog)
  dialog = newDialog
  newDialog.addEventListener('keydown', moveFocus)
  newDialog.addEventListener('click', ({ target, clientX, clientY }) => {
    // A link to a place on the same page must close the dialog too; and so must a click beside it in WebKit, which does
    // not know `closedby`.
    const { left, right, top, bottom } = newDialog.getBoundingClientRect()
    const isBeside = clientX < left || clientX > right || clientY < top || clientY > bottom
    if (target === newDialog ? isBeside : target instanceof Element && target.closest('a')) newDialog.close()
  })
  newDialog.addEventListener('close', () => {
    // In WebKit the input in the closed dialog still has the focus here.
    const { activeElement } = document
    if (activeElement === document.body || newDialog.contains(activeElement))
      button.focus({ preventScroll: true })
  })
  close.addEventListener('click', () => newDialog.close())
  const finder = await Finder.of(link.href).catch((error) => {
    newDialog.remove()
    dialog = undefined
    throw error
  })
  const { words } = finder
  close.textContent = words.close
  all.textContent = words.all
  const show = () => {
    const query = input.value.trim()
    const found = query === '' ? [] : finder.search(query)
    const count = found.reduce((sum, group) => sum + group.found.length, 0)
    keepFocus(results, () =>
      results.replaceChildren(...firstOf(found).map((group) => section(group, finder))),
    )
    const said = finder.said(count, query)
    status.textContent = count > mostListed ? words.first.replace('{{results}}', said) : said
    // Where nothing is found, the list of everything would be empty too.
    all.href = count > 0 ? `${link.href}?${new URLSearchParams({ q: query })}` : link.href
    if (query !== '') finder.withOthers(show)
  }
  input.addEventListener('input', show)
  show()
}

/** The arrow keys move the focus between the input and the results, as Tab does. Escape closes the dialog, even where the input has text. */
function moveFocus(event: KeyboardEvent): void {
  // These keys belong to who writes Japanese, for one, until the word is chosen.
  if (event.isComposing) return
  if (event.key === 'Escape') {
    event.preventDefault()
    dialog?.close()
  }
  const direction = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!direction || !(event.currentTarget instanceof HTMLElement)) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input,a')]
  const at = stops.findIndex((stop) => stop.matches(':focus'))
  event.preventDefault()
  stops[(at + direction + stops.length) % stops.length]?.focus()
}

/** Groups with as many entries as are listed. */
function firstOf(groups: readonly FoundGroup[]): readonly FoundGroup[] {
  let left = mostListed
  return groups.flatMap((group) => {
    const found = group.found.slice(0, left)
    left -= found.length
    return found.length > 0 ? [{ ...group, found }] : []
  })
}

function section({ title, names, colour, found }: FoundGroup, finder: Finder): HTMLElement {
  const heading = element('h2', names ? {} : { textContent: title })
  for (const [place, { text, lang = '' }] of (names ?? []).entries())
    heading.append(place > 0 ? betweenNames : '', element('span', { textContent: text, lang }))
  const rows = found.map(({ entry, elsewhere }) => {
    const { href, title, when, whenLang = '', cancelled = '' } = entry
    const name = cancelled ? element('s', { textContent: title }) : document.createTextNode(title)
    return element('li', {}, [
      ...(when ? [element('span', { className: 'soft', textContent: when, lang: whenLang })] : []),
      element('a', { href, lang: entry.lang ?? '' }, [name]),
      ...(cancelled ? [element('strong', { textContent: cancelled })] : []),
      ...finder.notes(elsewhere),
    ])
  })
  const node = element('section', {}, [heading, element('ul', {}, rows)])
  if (colour) node.dataset.part = String(colour)
  for (const child of node.querySelectorAll('[lang=""]')) child.removeAttribute('lang')
  return node
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const node = Object.assign(document.createElement(name), properties)
  node.append(...children)
  return node
}
