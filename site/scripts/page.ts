/**
 * What pages do for readers beyond their HTML: the switcher keeps the place in the page and remembers the
 * choice, a session's time stands in the reader's own zone too, its link can be shared, the search opens,
 * and each session has a star. One file, without imports that others share: each byte counts on these pages.
 */
import './search.ts'
import './stars.ts'

const all = (selector: string) => document.querySelectorAll<HTMLElement>(selector)

for (const link of all('.switch a')) {
  link.onclick = () => {
    if (link instanceof HTMLAnchorElement) link.hash = location.hash
    try {
      // As `rememberLocale` does.
      localStorage.locale = link.dataset.locale
    } catch {}
  }
}

for (const own of all('[data-own]')) {
  const { own: interval = '', day, before, after } = own.dataset
  const [from = 0, to = 0] = interval.split('/').map((text) => Date.parse(text))
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
  const times = `${clock.format(from)}–${clock.format(to)}`
  // The calendar day as Swedes write it is ISO 8601.
  const ownDay = new Intl.DateTimeFormat('sv').format(from)
  const shift = ownDay === day ? '' : `, ${ownDay < `${day}` ? before : after}`
  if (shift || times !== own.dataset.times) {
    own.lastElementChild?.append(times + shift)
    own.hidden = false
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
