/**
 * The script of pages of a programme: each session gets a star; its time is also shown in the reader's zone; its link can be
 * shared. What few readers need is loaded later (`loader.ts`). With copies (`?own`) of what other pages have too, it is one
 * file.
 */
import './languages.ts?own'
import './loader.ts?own'
import './search.ts?own'
import './stars.ts'

for (const row of document.querySelectorAll<HTMLElement>('[data-own]')) {
  const { own = '', day = '' } = row.dataset
  const its = own.split('/')
  // Swedish times have the format of ISO 8601.
  const mine = its.map((time) => new Date(time).toLocaleString('sv'))
  const [from = ''] = mine
  const { lang } = document.documentElement
  const weekday = new Date(from).toLocaleDateString(lang, { weekday: 'long' })
  const text = `${from.startsWith(day) ? '' : `${weekday} `}${clock(mine)}`
  if (text !== clock(its)) {
    row.lastElementChild?.append(text)
    row.hidden = false
  }
}

function clock(times: readonly string[]): string {
  return times.map((time) => time.slice(11, 16)).join('–')
}
