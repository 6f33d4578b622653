/**
 * The script of the frames of what is on now and what comes next. The page lists all that there is, for those who have no
 * script; of an edition of several days it lists the days, each with a frame of its own.
 */
import { clockStates } from '#src/programme/clock.ts'
import { answerParent, asked } from './frame.ts'

type Row = { element: HTMLElement; date: string; from: number; to: number }

const list = document.querySelector<HTMLElement>('ol')
const { now = '', next = '' } = list?.dataset ?? {}
const over = document.querySelector<HTMLElement>('[data-over]')
const rows = [...document.querySelectorAll<HTMLElement>('li')].map((element): Row => {
  const [from = '', to = ''] = [...element.querySelectorAll('time')].map(({ dateTime }) => dateTime)
  return { element, date: from.slice(0, 10), from: Date.parse(from), to: Date.parse(to) }
})

/** Whether this frame goes on to another: of an edition to its day, and from a day that is over back to the edition. */
function goesOn(): boolean {
  const coming = rows.find(({ to }) => to > Date.now())
  const day = coming?.element.dataset.day
  const edition = coming ? undefined : asked.get('of')
  if (day === undefined && !edition) return false
  const options = new URLSearchParams(asked)
  if (day === undefined) options.delete('of')
  else options.set('of', `${list?.dataset.of}`)
  location.replace(`../../${encodeURIComponent(day ?? `${edition}`)}/now/#${options}`)
  return true
}

function tick(): void {
  if (goesOn()) return
  setTimeout(tick, 60_000 - (Date.now() % 60_000))
  // Before a day begins, what it begins with comes next.
  const today = rows.find(({ to }) => to > Date.now())?.date ?? ''
  const states = clockStates(rows, { now: Date.now(), today })
  for (const [index, { element }] of rows.entries()) {
    const state = states[index]
    element.hidden = state !== 'now' && state !== 'next'
    const word = element.querySelector('strong') ?? document.createElement('strong')
    word.textContent = `${state === 'now' ? now : next} `
    element.prepend(word)
  }
  if (over) over.hidden = today !== ''
}

tick()
answerParent()
