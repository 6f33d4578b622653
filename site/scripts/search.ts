/**
 * Replaces the link to the search by a button. The button, "/" and Ctrl+K or Cmd+K open the search; its code is loaded
 * only then. On the search page they focus the page's own input.
 */
const link = document.querySelector<HTMLAnchorElement>('a[data-search]')
if (link) {
  const button = document.createElement('button')
  button.className = 'quiet'
  button.textContent = link.textContent
  button.ariaCurrent = link.ariaCurrent
  link.replaceWith(button)
  button.onclick = () =>
    import(/* @vite-ignore */ link.dataset.search as string)
      .then(({ open }) => open(link, button))
      .catch(() => location.assign(link.href))
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event
    const typing = (event.target as Element).matches(':read-write')
    if (ctrlKey || metaKey ? key !== 'k' || altKey : key !== '/' || typing) return
    try {
      if (key === '/' && localStorage.slash === 'off') return
    } catch {
      // The browser does not allow storage, so nobody has switched "/" off.
    }
    event.preventDefault()
    button.click()
  })
}
