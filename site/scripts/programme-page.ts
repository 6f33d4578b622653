/**
 * The script of pages of a programme: each session gets a star; its time is also shown in the reader's zone; its link can be
 * shared. What few readers need is loaded later: the filter (`filter.ts`), by the first click on one of its words or by an
 * address that has a filter already, and the clock. With copies (`?own`) of what other pages have too, it is one file.
 */
import './clock-loader.ts?own'
import './languages.ts?own'
import './search.ts?own'
import './stars.ts'

const all = <E extends HTMLElement>(selector: string) => document.querySelectorAll<E>(selector)

for (const row of all('[data-own]')) {
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

for (const button of all('[data-share]')) {
  const { share: url = '', copy, copied } = button.dataset
  const canShare = 'share' in navigator
  if (!canShare) button.textContent = `${copy}`
  button.hidden = false
  button.onclick = () => {
    if (canShare) navigator.share({ title: document.title, url }).catch(() => {})
    else navigator.clipboard.writeText(url).then(() => (button.textContent = `${copied}`))
  }
}

for (const box of all('[data-filter]')) {
  const load = (word?: HTMLAnchorElement | null) =>
    import(/* @vite-ignore */ box.dataset.filter ?? '').then((code) => code.filterSessions(box, word))
  box.onclick = (event) => {
    const word = (event.target as Element).closest('a')
    if (word && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      void load(word)
    }
  }
  if (location.search) void load()
}
