/**
 * Puts a button to each session of the page that puts it into the reader's own programme, and out again.
 * The selection is a list of ids, kept on the device alone, which `selection.ts` reads too; this is on
 * pages where each byte counts, and stands by itself so that it is loaded in one piece.
 */
const {
  stars: key = '',
  add = '',
  added = '',
} = document.querySelector<HTMLElement>('[data-stars]')?.dataset ?? {}

const chosen = () => {
  try {
    return new Set(JSON.parse(localStorage[key]))
  } catch {
    return new Set()
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-star]')) {
  const row = place.closest<HTMLElement>('[data-row]')
  const id = row?.dataset.row
  const button = document.createElement('button')
  const show = () => {
    const has = chosen().has(id)
    button.ariaPressed = `${has}`
    button.textContent = has ? added : add
    button.ariaLabel = `${button.textContent}, ${row?.querySelector('h1,h2,h3,h4')?.textContent}`
  }
  button.onclick = () => {
    const ids = chosen()
    if (!ids.delete(id)) ids.add(id)
    localStorage[key] = JSON.stringify([...ids])
    show()
  }
  // In step with other tabs, and when the reader comes back to a page that was set aside.
  addEventListener('storage', show)
  addEventListener('pageshow', show)
  show()
  place.append(button)
}
