/**
 * Adds a button to each session of the page that adds it to the reader's own programme or removes it. The selection is
 * a list of ids that is stored on the device only; `selection.ts` reads and writes it too. This file imports nothing, so
 * that the scripts of these pages stay small.
 */
const mine = document.querySelector<HTMLAnchorElement>('[data-stars]')
const { key = '', add = '', added = '' } = mine?.dataset ?? {}

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
    try {
      localStorage[key] = JSON.stringify([...ids])
      mine?.dispatchEvent(new Event('store'))
    } catch {
      // The browser does not allow storage, or has no room left: the reader's own programme says so.
      if (mine) location.assign(mine.href)
    }
    show()
  }
  // Update after changes in other tabs, and when the page comes back from the back/forward cache.
  addEventListener('storage', show)
  addEventListener('pageshow', show)
  show()
  place.append(button)
}
