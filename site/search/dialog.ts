import {
  betweenNames,
  countText,
  matcherFor,
  type SearchGroup,
  type SearchIndex,
  search,
} from '#src/feeds/search-index.ts'
import css from './dialog.css?inline'

export { filterPeople } from './people-filter.ts'

/**
 * The search, loaded when a reader first uses it. `open` shows the search dialog; `filter` makes the input of the search
 * page filter the list there.
 */

let dialog: HTMLDialogElement | undefined

/**
 * @param link to the search page, in the reader's language
 * @param button that gets the focus when the dialog closes and no other element has it
 * @throws where the index cannot be loaded; the dialog is then removed
 */
export async function open(link: HTMLAnchorElement, button: HTMLElement): Promise<void> {
  // Open the dialog before the index is loaded, so that the reader can type at once.
  const loading = dialog ? undefined : makeDialog(link, button)
  if (!dialog?.open) dialog?.showModal()
  dialog?.querySelector('input')?.select()
  await loading
}

/** Makes the input of the search page filter its list. An empty input starts with the query of the address. @throws where the index cannot be loaded */
export async function filter(box: HTMLInputElement): Promise<void> {
  box.onfocus = null
  const status = document.getElementById('count')
  box.value ||= new URLSearchParams(location.search).get('q') ?? ''
  const { groups, words } = await indexFor(location.href)
  const byHref = new Map(groups.flatMap(({ found }) => found.map((entry) => [entry.href, entry])))
  const show = () => {
    const matches = matcherFor(box.value)
    let count = 0
    for (const section of document.querySelectorAll<HTMLElement>('[data-group]')) {
      section.hidden = true
      for (const row of section.querySelectorAll('li')) {
        const entry = byHref.get(row.querySelector('a')?.getAttribute('href') ?? '')
        row.hidden = !entry || !matches(entry)
        if (row.hidden) continue
        section.hidden = false
        count++
      }
    }
    const text = box.value.trim() && countText(words, document.documentElement.lang, count, box.value)
    if (status) status.textContent = text
  }
  box.addEventListener('input', show)
  show()
}

/** Makes the dialog at once; it searches as soon as the index is loaded. */
async function makeDialog(link: HTMLAnchorElement, button: HTMLElement): Promise<void> {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  const label = link.textContent?.trim() ?? ''
  const status = element('p', { className: 'soft', role: 'status' })
  const results = element('div', {})
  const input = element('input', { type: 'search', name: 'q', id: 'find-here', autocomplete: 'off' })
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
    if (activeElement === document.body || newDialog.contains(activeElement)) button.focus()
  })
  close.addEventListener('click', () => newDialog.close())
  const { groups, words } = await indexFor(link.href).catch((error) => {
    newDialog.remove()
    dialog = undefined
    throw error
  })
  close.textContent = words.close
  all.textContent = words.all
  const show = () => {
    const query = input.value.trim()
    const found = query === '' ? [] : search(groups, query)
    results.replaceChildren(...found.map(section))
    const count = found.reduce((sum, group) => sum + group.found.length, 0)
    status.textContent = query && countText(words, document.documentElement.lang, count, query)
    all.href = query ? `${link.href}?${new URLSearchParams({ q: query })}` : link.href
  }
  input.addEventListener('input', show)
  show()
}

/** The arrow keys move the focus between the input and the results, as Tab does. Escape closes the dialog, even where the input has text. */
function moveFocus(event: KeyboardEvent): void {
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

function section({ title, names, colour, found }: SearchGroup): HTMLElement {
  const heading = element('h2', names ? {} : { textContent: title })
  for (const [place, { text, lang = '' }] of (names ?? []).entries())
    heading.append(place > 0 ? betweenNames : '', element('span', { textContent: text, lang }))
  const rows = found.map((entry) => {
    const link = element('a', { href: entry.href, textContent: entry.title, lang: entry.lang ?? '' })
    return element('li', {}, [
      ...(entry.when
        ? [element('span', { className: 'soft', textContent: entry.when, lang: entry.whenLang ?? '' })]
        : []),
      link,
    ])
  })
  const node = element('section', {}, [heading, element('ul', {}, rows)])
  if (colour) node.dataset.part = String(colour)
  for (const child of node.querySelectorAll('[lang=""]')) child.removeAttribute('lang')
  return node
}

/** Loads the search index in the language of a search page. */
async function indexFor(page: string): Promise<SearchIndex> {
  const response = await fetch(new URL('../search.json', page))
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`)
  return response.json()
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
