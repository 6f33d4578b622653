import { dateText } from '#src/programme/date-text.ts'
import type { OnScreen } from '#src/programme/screen-clock.ts'

/** A session or a break on a screen. */
export type ScreenRow = OnScreen & { readonly id: string; readonly element: HTMLElement }

/** A room with its rows, or what has no room. */
export type ScreenRoom = {
  readonly name: HTMLElement | null
  readonly isRoom: boolean
  readonly rows: readonly ScreenRow[]
}

/** A page of a screen in one language, as it was published. */
export class ScreenPage {
  readonly lang: string
  readonly words: DOMStringMap
  readonly rooms: readonly ScreenRoom[]
  readonly breaks: readonly ScreenRow[]
  readonly notices: readonly HTMLElement[]
  readonly #rows: ReadonlyMap<string, HTMLElement>

  constructor({ documentElement: html }: Document) {
    const copy = html.cloneNode(true) as HTMLElement
    const main = copy.querySelector('main')
    this.lang = copy.lang
    this.words = main?.dataset ?? {}
    this.rooms = [...copy.querySelectorAll('section')].map((section) => ({
      name: section.querySelector('h2'),
      isRoom: section.dataset.room !== undefined,
      rows: rowsOf(section),
    }))
    this.breaks = rowsOf(copy.querySelector('.breaks'))
    this.notices = [...copy.querySelectorAll<HTMLElement>('.notices p')]
    this.#rows = new Map(
      [...copy.querySelectorAll<HTMLElement>('li')].map((row) => [`${row.dataset.id}`, row]),
    )
  }

  /** What a row, or one that is the same in another language, has in this one. */
  text({ id }: ScreenRow, part: '.title' | '.state'): Node[] {
    return [...(this.#rows.get(id)?.querySelector(part)?.cloneNode(true).childNodes ?? [])]
  }

  /** @example word('until', '11:15') → 'Until 11:15' */
  word = (name: string, value = ''): string => (this.words[name] ?? '').replace('{}', value)

  /** The day of an instant, in words. */
  day(now: number): string {
    const { intl = '', zone: timeZone } = this.words
    const format = new Intl.DateTimeFormat(intl, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
    return dateText(format.formatToParts(now), intl)
  }
}

function rowsOf(list: Element | null): ScreenRow[] {
  return [...(list?.querySelectorAll<HTMLElement>('li') ?? [])].map((element) => {
    const [from = 0, to = 0] = [...element.querySelectorAll('time')].map(({ dateTime }) =>
      Date.parse(dateTime),
    )
    const { id = '', date = '' } = element.dataset
    const isCancelled = element.matches('.cancelled')
    return { ...{ id, element, date, from, to, isCancelled }, isAway: element.matches('.away') }
  })
}
