/** Hides notices of the day that are over: each minute, and whenever the page is shown again. Only pages with such a notice load it. */

const notices = [...document.querySelectorAll<HTMLElement>('.notices p')]
const box = document.querySelector<HTMLElement>('.notices')
let timer: ReturnType<typeof setTimeout> | undefined

hide()
addEventListener('pageshow', hide)
document.addEventListener('visibilitychange', hide)

function hide(): void {
  const now = Date.now()
  clearTimeout(timer)
  timer = setTimeout(hide, 60_000 - (now % 60_000))
  for (const notice of notices) {
    const until = notice.querySelector('time')
    notice.hidden = until !== null && Date.parse(until.dateTime) <= now
  }
  if (box) box.hidden = notices.every(({ hidden }) => hidden)
}
