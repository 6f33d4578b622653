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
  // Swedish times have the format of ISO 8601.
  const [from = '', to = ''] = own.split('/').map((time) => new Date(time).toLocaleString('sv'))
  const { lang } = document.documentElement
  const weekday = new Date(from).toLocaleDateString(lang, { weekday: 'long' })
  const text = `${from.startsWith(day) ? '' : `${weekday} `}${from.slice(11, 16)}–${to.slice(11, 16)}`
  // Its own times, in the same words.
  if (text !== own.replace(/.*?T(.{5}).*T(.{5}).*/, '$1–$2')) {
    row.lastElementChild?.append(text)
    row.hidden = false
  }
}
