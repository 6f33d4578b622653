/**
 * Shows only the sessions of a part, in a room or in a language; loaded when a reader first asks for it. What is chosen is
 * kept in the address. Breaks and plenaries stay, and so do the times of what is left out.
 */
const keys = ['part', 'room', 'language'] as const

/** @param box the words of the filter; @param chosen the word that was clicked, if any */
export default function filterSessions(box: HTMLElement, chosen?: HTMLAnchorElement | null): void {
  const query = new URLSearchParams(location.search)
  const by = chosen?.closest<HTMLElement>('[data-by]')?.dataset.by
  if (chosen && by) {
    const value = filterValue(chosen)
    if (value === '') query.delete(by)
    else query.set(by, value)
  }
  show(box, query)
  if (chosen) history.replaceState(null, '', addressWith(location.pathname, query))
}

function show(box: HTMLElement, query: URLSearchParams): void {
  const wanted = new Map<string, { value: string; text: string }>()
  for (const key of keys) {
    const word = markedWord(box, key, query.get(key) ?? '')
    const value = word ? filterValue(word) : ''
    if (word && value !== '') wanted.set(key, { value, text: textOf(word) })
  }
  for (const row of document.querySelectorAll<HTMLElement>('.plan [data-row]:not(.pause)')) {
    const isLeftOut = !row.matches('.plenary') && ![...wanted].every(([key, word]) => has(row, key, word))
    if (row.matches('.strand')) row.hidden = isLeftOut
    else row.classList.toggle('folded', isLeftOut)
  }
  for (const list of document.querySelectorAll<HTMLElement>('.strands'))
    list.hidden = list.querySelector('[data-row]:not([hidden])') === null
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.days a'))
    link.href = addressWith(link.pathname, query)
  say(box, wanted)
}

/** The word of a value, or that of all; marked as the present one. */
function markedWord(box: HTMLElement, key: string, value: string): HTMLAnchorElement | undefined {
  const words = [...box.querySelectorAll<HTMLAnchorElement>(`[data-by="${key}"] a`)]
  const word = words.find((one) => filterValue(one) === value) ?? words[0]
  for (const one of words) one.removeAttribute('aria-current')
  word?.setAttribute('aria-current', 'true')
  return word
}

function has(row: HTMLElement, key: string, { value, text }: { value: string; text: string }): boolean {
  if (key === 'language') return (row.dataset.in ?? '').split(' ').includes(value)
  if (key === 'room') return [...row.querySelectorAll('.at b')].some((room) => textOf(room) === text)
  const part = row.querySelector('.of') ?? row.closest('section')?.querySelector('.part-title')
  return part != null && textOf(part) === text
}

/** Says in the bar of days what is shown, with a way back to all. */
function say(box: HTMLElement, wanted: ReadonlyMap<string, { text: string }>): void {
  const status = document.querySelector<HTMLElement>('.days [role=status]') ?? box.querySelector('p')
  if (!status) return
  status.hidden = wanted.size === 0
  const names = [...wanted.values()].map(({ text }) => text).join(', ')
  const all = document.createElement('a')
  all.href = location.pathname
  all.textContent = `${box.dataset.all}`
  all.onclick = (event) => {
    event.preventDefault()
    history.replaceState(null, '', location.pathname)
    show(box, new URLSearchParams())
  }
  status.replaceChildren(`${box.dataset.only}`.replace('{}', names), '. ', all)
}

/** What the address has for a word; empty for all. Parts and rooms have the last segment of their own address. */
const filterValue = ({ dataset, pathname }: HTMLAnchorElement): string =>
  dataset.value ?? decodeURIComponent(pathname.split('/').at(-2) ?? '')

const textOf = (element: Element): string => `${element.textContent}`.trim()

const addressWith = (path: string, query: URLSearchParams): string =>
  query.size > 0 ? `${path}?${query}` : path
