/**
 * A screen: it shows what is on and what comes next in each room, by the edition's clock, and asks once a minute for what was
 * published meanwhile. What it has stays while the network is away; where that is older than five minutes, it says so. It
 * turns by itself between rooms that have no place beside each other, and between languages.
 */
import { clockIn } from '#src/programme/clock.ts'
import { type RoomNow, roomNow } from '#src/programme/screen-clock.ts'
import { ScreenPage, type ScreenRoom, type ScreenRow } from './screen-page.ts'

const turnMilliseconds = 12_000
const refreshMilliseconds = 60_000
const staleMilliseconds = 300_000
const maxRooms = 8

const wanted = (new URLSearchParams(location.search).get('also') ?? '').split(',')
const others = wanted
  .flatMap((locale) => document.querySelector('main')?.getAttribute(`data-in-${locale}`) ?? [])
  .filter((address) => address !== location.pathname)
const code = codeOf(document)
let page = new ScreenPage(document)
let also: readonly ScreenPage[] = []
let published = Date.now()

/** Asks for all languages, and takes them together: they say the same then. */
async function refresh(): Promise<void> {
  try {
    const [own, ...rest] = await Promise.all([location.pathname, ...others].map(documentAt))
    if (own === undefined) return
    // A later version of this script: the network is there, so it can be loaded.
    if (codeOf(own) !== code) return location.reload()
    page = new ScreenPage(own)
    also = rest.map((one) => new ScreenPage(one))
    published = Date.now()
    show()
  } catch {
    // The network is away, or the server. What is here stays.
  }
}

async function documentAt(address: string): Promise<Document> {
  const answer = await fetch(address, { cache: 'no-cache' })
  if (!answer.ok) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

function codeOf(one: Document): string {
  return [...one.querySelectorAll('script[src*="/_astro/"]')]
    .map((script) => script.getAttribute('src'))
    .join()
}

function show(): void {
  const { zone = '' } = page.words
  const main = document.querySelector('main')
  if (!main || zone === '') return
  const now = Date.now()
  const turn = Math.floor(now / turnMilliseconds)
  const { date: today, time } = clockIn(zone)(now)
  const pages = [page, ...also.slice(turn % Math.max(1, also.length)).slice(0, 1)]
  const inEach = (text: (one: ScreenPage) => readonly (Node | string)[], tag = 'span') =>
    once(pages.map((one) => element(tag, { lang: one.lang }, ...text(one))))
  fill('h1', ...inEach((one) => [one.day(now)]))
  fill('.clock', time)
  const standing = pages.flatMap(({ notices, lang }) =>
    notices.filter(stands(now)).map((notice) => noticeElement(notice, lang)),
  )
  fill('.said', ...once(standing))
  const breaks = page.breaks.filter(({ from, to }) => from <= now && now < to)
  fill('.pause', ...breaks.flatMap((row) => inEach((one) => one.text(row, '.title'))))
  const isToday = ({ date }: ScreenRow) => date <= today
  const rooms = page.rooms
    .map((room) => ({ room, ...roomNow(room.rows, { now, today }) }))
    // What has no room is said while there is something.
    .filter(({ room, present, coming }) => room.isRoom || present || coming.some(isToday))
  const isDay = rooms.some(({ present, coming }) => present || coming.some(isToday))
  const isOver =
    page.rooms.some(({ rows }) => rows.length > 0) &&
    rooms.every(({ present, coming }) => present === undefined && coming.length === 0)
  const shown = isOver
    ? inEach((one) => [one.word('over')], 'p')
    : rooms.map(({ room, ...now }) =>
        roomElement(room, pages, { ...now, today, isDay, isDoor: main.matches('.door') }),
      )
  showInTurn(main, shown, turn)
  const isStale = now - published >= staleMilliseconds
  const clock = clockIn(zone)(published).time
  fill('footer', ...(isStale ? inEach((one) => [one.word('asOf', clock)]) : []))
}

type Shown = RoomNow<ScreenRow> & {
  readonly today: string
  /** Whether anything takes place today. */
  readonly isDay: boolean
  /** Whether all of the day is listed, and not only what comes next. */
  readonly isDoor: boolean
}

function roomElement(
  { name }: ScreenRoom,
  pages: readonly ScreenPage[],
  { present, coming, next, today, isDay, isDoor }: Shown,
): HTMLElement {
  const isOn = present !== undefined && !present.isCancelled && !present.isAway
  const free = next && next.date <= today ? ['freeUntil', timeIn(next.element)] : ['free']
  const texts = pages.map((one, index) => {
    const properties = { className: index === 0 ? 'what' : 'also', lang: one.lang }
    // Before the first day nothing is free yet.
    if (!present) return element('p', properties, isDay ? one.word(free[0] ?? '', free[1]) : '')
    // In the first language the state stands beside the room.
    return element('p', properties, titleOf(present, one), ...(index === 0 ? [] : stateOf(present, one)))
  })
  const listed = isDoor || next === undefined ? coming : coming.slice(0, coming.indexOf(next) + 1)
  const lines = listed.map((row) => {
    const start = timeIn(row.element)
    const at = row.date > today ? `${row.element.dataset.day}, ${start}` : start
    const what = element('span', {}, titleOf(row, page), ...stateOf(row, page))
    return element('li', { className: 'coming' }, element('span', { className: 'at' }, at), what)
  })
  const end = isOn
    ? [page.word('until', timeIn(present.element, 1))]
    : present
      ? page.text(present, '.state')
      : []
  const room = element(
    'section',
    { className: isOn ? 'on' : '' },
    element(
      'h2',
      {},
      ...(name?.cloneNode(true).childNodes ?? []),
      element('span', { className: 'end' }, ...end),
    ),
    ...once(texts),
    element('ol', {}, ...lines),
  )
  if (isOn && present.element.dataset.part) room.dataset.part = present.element.dataset.part
  return room
}

/** The title of a row, struck where it does not take place. */
const titleOf = (row: ScreenRow, one: ScreenPage): HTMLElement =>
  element(row.isCancelled || row.isAway ? 's' : 'span', {}, ...one.text(row, '.title'))

/** After a title that it is cancelled, or where it was moved to. */
function stateOf(row: ScreenRow, one: ScreenPage): readonly (Node | string)[] {
  const state = one.text(row, '.state')
  return state.length > 0 ? [' ', element('b', {}, ...state)] : []
}

/** What is the same in two languages is said once. */
function once(elements: readonly HTMLElement[]): readonly HTMLElement[] {
  return elements.filter(({ textContent }, index) => textContent !== (elements[index - 1]?.textContent ?? ''))
}

/**
 * As many as there is place for, at most eight, in letters as large as fit; where there are more, the others in their turn.
 */
function showInTurn(main: HTMLElement, shown: readonly HTMLElement[], turn: number): void {
  for (let count = Math.min(maxRooms, shown.length); ; count -= 1) {
    const groups = Math.ceil(shown.length / Math.max(1, count))
    const size = Math.ceil(shown.length / Math.max(1, groups))
    const first = (turn % Math.max(1, groups)) * size
    main.replaceChildren(...shown.slice(first, first + size))
    for (const scale of scales) {
      main.style.fontSize = `${scale}em`
      // By column, as rooms are in a building. In one column alone, none is added for it.
      setRows(main, size)
      const columns = getComputedStyle(main).gridTemplateColumns.split(' ').length
      setRows(main, Math.ceil(main.children.length / columns))
      if (main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth) return
    }
    if (count <= 1) return
  }
}

/** How large letters are, the largest first. */
const scales = [2, 1.75, 1.5, 1.25, 1.1, 1, 0.9, 0.8]

const setRows = ({ style }: HTMLElement, count: number): void => style.setProperty('--rows', String(count))

/** The start of a row, or its end. */
const timeIn = (row: HTMLElement, place: 0 | 1 = 0): string =>
  `${row.querySelectorAll('time')[place]?.textContent}`

const stands = (now: number) => (notice: HTMLElement) => {
  const until = notice.querySelector('time')
  return until === null || Date.parse(until.dateTime) > now
}

function noticeElement(notice: HTMLElement, lang: string): HTMLElement {
  const copy = notice.cloneNode(true) as HTMLElement
  copy.lang = lang
  return copy
}

function fill(selector: string, ...children: readonly (Node | string)[]): void {
  const place = document.querySelector<HTMLElement>(selector)
  if (!place) return
  place.replaceChildren(...children)
  place.hidden = children.length === 0
}

function element(
  tag: string,
  properties: { readonly className?: string; readonly lang?: string },
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/** Keeps a screen lit that would sleep, where the browser can. */
function stayAwake(): void {
  navigator.wakeLock?.request('screen').catch(() => {})
}

function tick(): void {
  show()
  setTimeout(tick, turnMilliseconds - (Date.now() % turnMilliseconds))
}

document.documentElement.classList.add('live')
tick()
void refresh()
setInterval(refresh, refreshMilliseconds)
stayAwake()
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return
  show()
  stayAwake()
})
