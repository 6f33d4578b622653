import { clockIn, type OnClock, presentOf } from '#src/programme/clock.ts'
import type { Selectable, Sessions } from '../islands/sessions.ts'
import { keepFocus } from './keep-focus.ts'
import css from './today.css?inline'

/**
 * Above the home page and the page of an edition: what is on now and what comes next, by the edition's clock; once a
 * minute, and whenever the page is shown again. On the days of the edition it loads the list of its sessions.
 */

type Item = OnClock & Selectable

const box = document.querySelector<HTMLElement>('[data-list]')
const { zone = 'UTC', day = '', list = '', now = '', next = '' } = box?.dataset ?? {}
const clock = clockIn(zone)
const days = new Set(day.split(' '))
const link = box?.lastElementChild
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true })
let items: Promise<readonly Item[]> | undefined
let shown = ''
let timer: ReturnType<typeof setTimeout> | undefined

// Where the programme has its own clock (`now.ts`), which leads there.
const way = link?.querySelector('a')
if (way) way.hash = 'now'
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)
void tick()
addEventListener('pageshow', lookAgain)
document.addEventListener('visibilitychange', lookAgain)

/** The programme may have changed while nobody looked. */
function lookAgain(): void {
  if (document.hidden) return
  items = undefined
  void tick()
}

async function tick(): Promise<void> {
  clearTimeout(timer)
  timer = setTimeout(tick, 60_000 - (Date.now() % 60_000))
  const instant = Date.now()
  // The evening before may go on after midnight.
  const isDay = [instant, instant - 86_400_000].some((time) => days.has(clock(time).date))
  if (isDay) items ??= loaded()
  try {
    show(presentOf((isDay && (await items)) || [], { now: instant, today: clock(instant).date }))
  } catch {
    // Without a network the page stays as it is; the next minute tries again.
    items = undefined
  }
}

async function loaded(): Promise<readonly Item[]> {
  const response = await fetch(list)
  if (!response.ok) throw new Error(response.statusText)
  const { sessions }: Sessions = await response.json()
  return sessions
    .map((session) => ({
      ...session,
      date: clock(session.from).date,
      isCancelled: session.status === 'cancelled',
    }))
    .sort((one, other) => one.from - other.from || collator.compare(firstRoom(one), firstRoom(other)))
}

const firstRoom = ({ rooms }: Selectable) => rooms[0]?.text ?? ''

function show(present: { now: readonly Item[]; next: readonly Item[] }): void {
  const text = JSON.stringify(present)
  if (!box || !link || text === shown) return
  shown = text
  const groups = [group('now', now, present.now), group('next', next, present.next)].flatMap(
    (one) => one ?? [],
  )
  keepFocus(box, () => box.replaceChildren(...groups, link))
  box.hidden = groups.length === 0
}

function group(kind: string, word: string, sessions: readonly Item[]): HTMLElement | undefined {
  if (sessions.length === 0) return undefined
  const rows = element('ol')
  for (const { title, lang, href, from, to, rooms, strand } of sessions) {
    const row = element('li')
    if (strand) row.dataset.part = strand
    const name = element('a', title, lang)
    name.href = href
    const place = element('span', `${clock(from).time}–${clock(to).time}`)
    place.className = 'small soft'
    for (const room of rooms) place.append(' · ', element('span', room.text, room.lang))
    row.append(name, ' ', place)
    rows.append(row)
  }
  const section = element('section')
  section.className = kind
  section.append(element('h2', word), rows)
  return section
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text = '',
  lang = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.textContent = text
  if (lang) made.lang = lang
  return made
}
