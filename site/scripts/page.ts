/**
 * The script of every page. The language switcher keeps the fragment and stores the choice; a session's time is also
 * shown in the reader's zone; its link can be shared; the search opens as a dialog; each session gets a star; the clock is
 * loaded. One file
 * without shared imports, so that the bundle stays small and in one piece.
 */
import './search.ts'
import './stars.ts'

const all = <E extends HTMLElement>(selector: string) => document.querySelectorAll<E>(selector)

for (const link of all<HTMLAnchorElement>('.switch a')) {
  link.onclick = () => {
    link.hash = location.hash
    try {
      // The same key as in `rememberLocale`.
      localStorage.locale = link.dataset.locale
    } catch {}
  }
}

for (const row of all('[data-own]')) {
  const { own: interval = '', day, before, after } = row.dataset
  const [from = 0, to = 0] = interval.split('/').map(Date.parse)
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
  const times = `${clock.format(from)}–${clock.format(to)}`
  // Swedish dates have the format of ISO 8601.
  const ownDay = new Intl.DateTimeFormat('sv').format(from)
  const shift = ownDay === day ? '' : `, ${ownDay < `${day}` ? before : after}`
  if (shift || times !== row.dataset.times) {
    row.lastElementChild?.append(times + shift)
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

// The clock is for the days of an edition, and for pages that are open when those come.
const clock = document.querySelector<HTMLElement>('[data-clock]')
const isNear = ({ dateTime }: HTMLTimeElement) => Math.abs(Date.parse(dateTime) - Date.now()) < 3e8
if (clock && [...all<HTMLTimeElement>('time')].some(isNear))
  import(/* @vite-ignore */ clock.dataset.clock ?? '').catch(() => {})
