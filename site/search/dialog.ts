import { countText, finder, type Group, type SearchIndex, search } from '#src/feeds/search-index.ts'
import css from './dialog.css?inline'

/**
 * The search, loaded by the first who asks for it. `open` shows it over the page; `filter` narrows the
 * list of the search page by its own box.
 */

let dialog: HTMLDialogElement | undefined

/**
 * @param link to the search page, in the reader's language
 * @param button that takes the focus back where nothing else had it
 * @throws where the index cannot be loaded; the dialog is gone then
 */
export async function open(link: HTMLAnchorElement, button: HTMLElement): Promise<void> {
  // Shown before the index is there, so that nothing is lost of what is typed meanwhile.
  const filling = dialog ? undefined : fill(link, button)
  if (!dialog?.open) dialog?.showModal()
  dialog?.querySelector('input')?.select()
  await filling
}

/** Has the box of the search page narrow its list, by what the address asks for to begin with. @throws where the index cannot be loaded */
export async function filter(box: HTMLInputElement): Promise<void> {
  box.onfocus = null
  const status = document.getElementById('count')
  box.value ||= new URLSearchParams(location.search).get('q') ?? ''
  const { groups, words } = await indexFor(location.href)
  const byHref = new Map(groups.flatMap(({ found }) => found.map((one) => [one.href, one])))
  const show = () => {
    const fits = finder(box.value)
    let count = 0
    for (const section of document.querySelectorAll<HTMLElement>('[data-group]')) {
      section.hidden = true
      for (const row of section.querySelectorAll('li')) {
        const found = byHref.get(row.querySelector('a')?.getAttribute('href') ?? '')
        row.hidden = !found || !fits(found)
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

/** Makes the dialog at once, and has it find when the index is there. */
async function fill(link: HTMLAnchorElement, button: HTMLElement): Promise<void> {
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
  const made = element('dialog', { className: 'search', ariaLabel: label }, [
    form,
    status,
    results,
    element('p', {}, [all]),
  ])
  made.setAttribute('closedby', 'any')
  document.body.append(made)
  dialog = made
  made.addEventListener('keydown', step)
  made.addEventListener('click', ({ target }) => {
    // A link within the page leaves the dialog too.
    if (target instanceof Element && target.closest('a')) made.close()
  })
  made.addEventListener('close', () => {
    if (document.activeElement === document.body) button.focus()
  })
  close.addEventListener('click', () => made.close())
  const { groups, words } = await indexFor(link.href).catch((error) => {
    made.remove()
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

/** Up and down go through the box and what was found, besides the Tab key; Escape closes, full box or not. */
function step(event: KeyboardEvent): void {
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

function section({ title, lang, colour, found }: Group): HTMLElement {
  const heading = element('h2', { textContent: title, lang: lang ?? '' })
  const rows = found.map((one) => {
    const link = element('a', { href: one.href, textContent: one.title, lang: one.lang ?? '' })
    return element('li', {}, [
      ...(one.when ? [element('span', { className: 'soft', textContent: one.when })] : []),
      link,
    ])
  })
  const made = element('section', {}, [heading, element('ul', {}, rows)])
  if (colour) made.dataset.part = String(colour)
  for (const one of made.querySelectorAll('[lang=""]')) one.removeAttribute('lang')
  return made
}

/** The index of the language of the search page at this address. */
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
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}
