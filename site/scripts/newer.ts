import css from './newer.css?inline'
import { wordsOfPage } from './page-words.ts'
import { versionMark } from './version-mark.ts'

/**
 * Says in one line that there is a newer version of this page, and shows it where the reader was: with what was open, where the
 * focus was, and as far down. Loaded once the page has been open for a minute, or to go on after that. While the page is visible
 * it asks each minute for the headers of its own address, and less often where there is no answer.
 */

const every = 60_000
const longest = 1_800_000
const place = 'newer:place'
/** Where the page was loaded from: a filter may have changed the address since. */
const address = withoutFragment(performance.getEntriesByType('navigation')[0]?.name ?? location.href)
let wait = every
let timer: ReturnType<typeof setTimeout> | undefined
let askedAt = 0
/** The page as it was loaded, from the browser's own copy, and what its host knew it by. */
let known: { text: string; mark: string } | undefined

/** The last element that had the focus before the button had it. */
let focused: Element | null = document.activeElement
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && !target.closest('.newer')) focused = target
})

returnToPlace()
void start()

async function start(): Promise<void> {
  try {
    const response = await fetch(address, { cache: 'force-cache' })
    known = { text: await response.text(), mark: versionMark(response) }
  } catch {
    return
  }
  // A host that says nothing of a version cannot be asked.
  if (known.mark === '') return
  document.addEventListener('visibilitychange', look)
  await ask()
}

/** Asks at once where the page is shown again after more than a minute, and not at all while it is hidden. */
function look(): void {
  clearTimeout(timer)
  if (!document.hidden) timer = setTimeout(ask, Math.max(0, askedAt + wait - Date.now()))
}

async function ask(): Promise<void> {
  if (document.hidden || known === undefined) return
  askedAt = Date.now()
  try {
    const head = await fetch(address, { method: 'HEAD', cache: 'no-store' })
    // What was withdrawn has a page that says so.
    if (head.status === 404 || head.status === 410) return void (await tell())
    if (!head.ok) throw new Error(head.statusText)
    const mark = versionMark(head)
    if (mark !== known.mark) {
      // Some hosts know a file anew after each deployment, although it is the same.
      const text = await (await fetch(address, { cache: 'no-cache' })).text()
      if (text !== known.text) return void (await tell())
      known = { text, mark }
    }
    wait = every
  } catch {
    wait = Math.min(wait * 2, longest)
  }
  look()
}

async function tell(): Promise<void> {
  document.removeEventListener('visibilitychange', look)
  const words = await wordsOfPage(import.meta.url)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  const box = document.createElement('div')
  box.className = 'newer'
  const status = document.createElement('p')
  status.role = 'status'
  const button = document.createElement('button')
  button.textContent = words.show
  button.onclick = take
  box.append(status, button)
  document.body.append(box)
  // A status is read out when it changes, not when it comes.
  setTimeout(() => {
    status.textContent = words.newer
  })
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/, '')
}

type Place = { address: string; open: readonly string[]; focus: string; row: string; top: number }

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-row]:not([data-row=""])')]
}

/** What an element is known by in another version of the page: its row, where it leads, or what it says. */
function nameOf(element: Element | null): string {
  const row = element?.closest<HTMLElement>('[data-row]')?.dataset.row
  return [row, element?.tagName, element?.getAttribute('href') ?? element?.textContent?.trim()].join('\n')
}

function take(): void {
  const row = rows().find((one) => one.getBoundingClientRect().bottom > 0)
  const kept: Place = {
    address: withoutFragment(location.href),
    open: Array.from(document.querySelectorAll('details[open] > summary'), nameOf),
    focus: nameOf(focused),
    row: row?.dataset.row ?? '',
    top: row?.getBoundingClientRect().top ?? 0,
  }
  sessionStorage[place] = JSON.stringify(kept)
  location.reload()
}

function returnToPlace(): void {
  const kept = sessionStorage[place]
  if (kept === undefined) return
  sessionStorage.removeItem(place)
  const { address: of, open, focus, row, top }: Place = JSON.parse(kept)
  if (of !== withoutFragment(location.href)) return
  for (const summary of document.querySelectorAll('details > summary'))
    if (open.includes(nameOf(summary))) summary.parentElement?.setAttribute('open', '')
  const target = [...document.querySelectorAll<HTMLElement>('a, button, summary, input')].find(
    (element) => nameOf(element) === focus,
  )
  target?.focus({ preventScroll: true })
  const found = rows().find(({ dataset }) => dataset.row === row)
  if (found) hold(found, top)
}

/** Holds a row where it was, while other code still adds to the page, and no longer than the reader lets it. */
function hold(row: HTMLElement, top: number): void {
  const observer = new ResizeObserver(() =>
    scrollBy({ top: row.getBoundingClientRect().top - top, behavior: 'instant' }),
  )
  observer.observe(document.body)
  const end = () => observer.disconnect()
  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
    addEventListener(event, end, { once: true, passive: true })
  setTimeout(end, 3000)
}
