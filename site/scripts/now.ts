import { type OnClock, pageClock } from '#src/programme/clock.ts'
import css from './now.css?inline'

/**
 * Says what is on now, what comes next and what is over, by the edition's clock: once a minute, and whenever the page is
 * shown again. Loaded where something of the page takes place within some days of today.
 */

/** A time of a list, with the rows that stand under it. */
type Time = { when: Element; rows: HTMLElement[]; items: OnClock[] }

const { zone: timeZone, now, next, over, jump } = one('[data-clock]')?.dataset ?? {}
const words: Record<string, string | undefined> = { now, next, over }
const times = timeZone === undefined ? [] : timesOfPage()
const head = timeZone === undefined ? one('.time') : undefined
let timer: ReturnType<typeof setTimeout> | undefined

const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)
const today = tick()
addEventListener('pageshow', tick)
document.addEventListener('visibilitychange', tick)
openAtToday()

function tick(): string | undefined {
  clearTimeout(timer)
  timer = setTimeout(tick, 60_000 - (Date.now() % 60_000))
  if (head) return showSession(head)
  if (timeZone === undefined) return undefined
  const clock = pageClock(
    times.map(({ items }) => items),
    { timeZone, now: Date.now() },
  )
  for (const [index, { when, rows }] of times.entries()) {
    say(when, clock.words[index])
    for (const [place, row] of rows.entries()) mark(row, clock.states[index]?.[place])
  }
  lead(clock.present === undefined ? undefined : times[clock.present], clock.time)
  return clock.today
}

/** The times of a page of one session have no list around them. */
function showSession(element: HTMLElement): undefined {
  const [from = 0, to = 0] = instantsIn(element)
  const isOn = from <= Date.now() && !one('h1 s')
  const state = to <= Date.now() ? 'over' : 'now'
  say(element, isOn ? state : undefined)
}

function timesOfPage(): Time[] {
  const found = new Map<Element, Time>()
  for (const row of document.querySelectorAll<HTMLElement>('.plan [data-row]')) {
    const when = row.querySelector('.when') ?? whenAbove(row)
    const start = when?.querySelector('time')
    if (!when || !start) continue
    const time = found.get(when) ?? { when, rows: [], items: [] }
    found.set(when, time)
    const [from = 0, to = 0] = instantsIn(when)
    // It may end otherwise than the others of its time.
    const [ownEnd = to] = instantsIn(row, '.status time')
    time.rows.push(row)
    time.items.push({
      ...{ date: start.dateTime.slice(0, 10), from, to: ownEnd },
      isCancelled: row.matches('.cancelled'),
      isBreak: row.matches('.pause'),
    })
  }
  return [...found.values()]
}

/** The time of a session that stands beside others. */
function whenAbove(row: Element): Element | undefined {
  let element = row.closest('.strands')?.previousElementSibling
  while (element && !element.matches('.when')) element = element.previousElementSibling
  return element ?? undefined
}

function instantsIn(element: Element, selector = 'time'): number[] {
  return [...element.querySelectorAll<HTMLTimeElement>(selector)].map(({ dateTime }) => Date.parse(dateTime))
}

/** The word at a time. That something is over is seen by its colour. */
function say(when: Element, state: string | undefined): void {
  when.classList.toggle('over', state === 'over')
  const word = when.querySelector('.clock') ?? document.createElement('strong')
  if (state === undefined) {
    word.remove()
    return
  }
  word.className = `clock ${state}`
  word.textContent = ` ${words[state]} `
  if (!word.parentElement) when.insertBefore(word, when.querySelector('.rooms'))
}

function mark(row: HTMLElement, state: string | undefined): void {
  row.classList.toggle('over', state === 'over')
  row.ariaCurrent = state === 'now' ? 'time' : null
}

/** The link to what is on, beside the days; on the page of an edition of one day, in its head. */
function lead(time: Time | undefined, text: string): void {
  const bar = one('.days')
  const place = one('.jump') ?? document.createElement(bar ? 'p' : 'li')
  one('#now')?.removeAttribute('id')
  if (!time || jump === undefined) {
    place.remove()
    return
  }
  // Times stay in sight while their rows scroll, so the way leads to what they stand beside.
  const { when, rows } = time
  const target = when.parentElement?.firstElementChild === when ? when.parentElement : rows[0]
  if (target) target.id = 'now'
  place.className = 'jump'
  const link = place.querySelector('a') ?? document.createElement('a')
  link.href = '#now'
  const rest = link.querySelector('span') ?? document.createElement('span')
  rest.className = 'long'
  rest.textContent = `, ${text}`
  link.ariaLabel = `${jump}, ${text}`
  if (place.isConnected) return
  link.append(jump, rest)
  place.append(link)
  if (bar) bar.insertBefore(place, bar.querySelector('[role=status]'))
  else one('.head .words')?.append(place)
}

/**
 * The programme of several days opens at today; a link to what is on leads there. Nobody who has begun to read is taken
 * away, and no place that the browser has come back to is left.
 */
function openAtToday(): void {
  if (location.hash === '#now') one('#now')?.scrollIntoView()
  const isReturn = performance
    .getEntriesByType('navigation')
    .some((visit) => visit instanceof PerformanceNavigationTiming && visit.type !== 'navigate')
  const day = document.getElementById(`day-${today}`)?.closest('.chapter')
  const isFirst = day?.matches(':not(.chapter ~ .chapter)')
  if (day && !isFirst && !isReturn && !location.hash && scrollY === 0 && performance.now() < 5000)
    day.scrollIntoView()
}

function one(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}
