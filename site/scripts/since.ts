import { changesKey, selectionKey } from '../islands/sessions.ts'
import { readSelection } from '../islands/stored-selection.ts'
import { wordsOfPage } from './page-words.ts'
import css from './since.css?inline'

/**
 * What changed since this reader last looked, first in their own programme; loaded where something did. It takes what the page of
 * changes says, and stays until the reader has hidden it.
 * @param head the head of the page, with the edition and when something last changed in it
 */
export default async function tellSince(head: HTMLElement): Promise<void> {
  const { edition = '', at = '' } = head.dataset
  const key = changesKey(edition)
  const link = head.querySelector<HTMLAnchorElement>('[data-changes]')
  if (!link) return
  const [words, response] = await Promise.all([wordsOfPage(import.meta.url), fetch(link.href)])
  if (!response.ok) return
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(await response.text()) ?? []
  const page = new DOMParser().parseFromString(main, 'text/html')
  const seen = `${localStorage[key]}`
  const told = new Set<string>()
  const items = [...page.querySelectorAll<HTMLElement>('[data-changed]')].filter(({ dataset }) => {
    const { changed = '', at: changedAt = '' } = dataset
    const isNew = changedAt > seen && !told.has(changed)
    told.add(changed)
    return isNew
  })
  const chosen = new Set(readSelection(selectionKey({ _id: edition })))
  const isOwn = ({ dataset }: HTMLElement) => chosen.has(dataset.changed ?? '')
  const own = items.filter(isOwn)
  const others = items.filter((item) => !isOwn(item))
  const toldOthers = others.slice(0, Math.max(2, mostTold - own.length))
  if (items.length === 0) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  const box = document.createElement('section')
  box.className = 'since'
  const status = document.createElement('div')
  status.role = 'status'
  const title = document.createElement('h2')
  title.textContent = words.since
  const hide = document.createElement('button')
  hide.type = 'button'
  hide.textContent = words.hide
  hide.onclick = () => {
    localStorage[key] = at
    box.remove()
    // Where the reader was before, for those who read by keyboard.
    document.querySelector<HTMLElement>('main')?.focus()
  }
  const all = document.createElement('a')
  all.href = link.href
  all.textContent = `${link.textContent}${toldOthers.length < others.length ? ` (${items.length})` : ''}`
  const foot = document.createElement('p')
  foot.append(all, ' ', hide)
  box.append(status)
  if (own.length > 0) box.append(...listOf(words.own, own))
  if (others.length > 0) box.append(...listOf(own.length > 0 ? words.others : '', toldOthers))
  box.append(foot)
  head.after(box)
  // A status is read out when it changes, not when it comes.
  setTimeout(() => {
    status.append(title)
  })
}

const mostTold = 8

/** A list of changes, under a heading where it has one. */
function listOf(heading: string, items: readonly HTMLElement[]): readonly HTMLElement[] {
  const list = document.createElement('ul')
  list.append(...items.map((item) => document.importNode(item, true)))
  if (heading === '') return [list]
  const title = document.createElement('h3')
  title.textContent = heading
  return [title, list]
}
