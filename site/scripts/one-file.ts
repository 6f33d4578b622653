/**
 * In a whole edition in one file: finds sessions, people and rooms by words, and says what is on and what comes next. What it
 * says stands in the file, hidden until then.
 */
import { foldText } from '#src/feeds/search-words.ts'
import { keepFocus } from './keep-focus.ts'

const all = <E extends Element = HTMLElement>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<E>(selector),
]

/** As people type it: with one form of apostrophe. */
const plain = (text: string): string => foldText(text).replace(/[’‘ʼ]/g, "'")

const entries = all('article').map((article) => ({ article, text: plain(`${article.textContent}`) }))
const [form] = all<HTMLFormElement>('[role=search]')
const [input] = all<HTMLInputElement>('input')
const [status] = all('[role=status]')
const [clock] = all('.clock')

function find(): void {
  const words = plain(`${input?.value}`).split(/\s+/).filter(Boolean)
  let count = 0
  for (const { article, text } of entries) {
    article.hidden = !words.every((word) => text.includes(word))
    if (!article.hidden) count += 1
  }
  // A chapter without any of them is no longer one.
  for (const chapter of all('main > section'))
    chapter.hidden = words.length > 0 && !chapter.querySelector('article:not([hidden])')
  for (const pause of all('.break')) pause.hidden = words.length > 0
  // What is found stands right below the box.
  clock?.classList.toggle('aside', words.length > 0)
  if (status)
    status.textContent = words.length > 0 ? `${form?.dataset.found}`.replace('{{count}}', `${count}`) : ''
}

const sessions = all('article[data-start]:not(.cancelled)').map((article) => ({
  article,
  from: Date.parse(`${article.dataset.start}`),
  to: Date.parse(`${article.dataset.end}`),
}))
type Listed = (typeof sessions)[number]

const [now, next] = all('.clock > div')
/** How long before its first session the file begins to say what comes next. */
const before = 12 * 3_600_000

function tell(): void {
  const instant = Date.now()
  const first = Math.min(...sessions.map(({ from }) => from))
  const running = sessions.filter(({ from, to }) => from <= instant && instant < to)
  const later = sessions.filter(({ from }) => instant < from && instant > first - before)
  const soonest = Math.min(...later.map(({ from }) => from))
  list(now, running, false)
  list(
    next,
    later.filter(({ from }) => from === soonest),
    soonest - instant > before / 2,
  )
  if (clock) clock.hidden = running.length + later.length === 0
  for (const { article, to } of sessions)
    article.classList.toggle('over', to <= instant && clock?.hidden === false)
}

/** Lists sessions: their titles, times and rooms; with their day, where that is not clear. */
function list(place: HTMLElement | undefined, found: readonly Listed[], withDay: boolean): void {
  if (!place) return
  place.hidden = found.length === 0
  const items = found.map(({ article }) => {
    const textOf = (part: string) => article.querySelector(part)?.textContent ?? ''
    const link = Object.assign(document.createElement('a'), {
      href: `#${article.id}`,
      textContent: textOf('h3'),
    })
    const day = withDay ? article.parentElement?.querySelector('h2')?.textContent : ''
    const item = document.createElement('li')
    item.append(link, ...[day, textOf('.time'), textOf('.place a')].map((text) => (text ? ` · ${text}` : '')))
    return item
  })
  keepFocus(place, () => place.querySelector('ul')?.replaceChildren(...items))
}

if (form && input) {
  form.hidden = false
  form.onsubmit = (event) => event.preventDefault()
  input.oninput = find
  // Browsers bring back what was typed.
  find()
}
// All of it is printed, whatever was searched for.
addEventListener('beforeprint', () => {
  if (input) input.value = ''
  find()
})
// What a link leads to is shown, whatever was searched for.
addEventListener('hashchange', () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target?.closest('[hidden]') || !input) return
  input.value = ''
  find()
  target.scrollIntoView()
})
tell()
setInterval(tell, 30_000)
