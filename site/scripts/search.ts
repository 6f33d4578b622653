/**
 * Makes a button of the link to the search, and opens the search by it, by "/" and by Ctrl or Cmd with K.
 * What does the searching is loaded only then. On the search page itself its own box takes the focus.
 */
const link = document.querySelector<HTMLAnchorElement>('a[data-search]')
if (link) {
  const button = document.createElement('button')
  button.className = link.className
  button.textContent = link.textContent
  link.replaceWith(button)
  button.onclick = () => {
    const box = document.getElementById('find')
    if (box) box.focus()
    else
      import(/* @vite-ignore */ link.dataset.search ?? '')
        .then(({ open }) => open(link, button))
        .catch(() => location.assign(link.href))
  }
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event
    const typing = target instanceof HTMLElement && target.matches('input,textarea,select,[contenteditable]')
    if (
      ctrlKey || metaKey ? key === 'k' && !altKey : key === '/' && !typing && localStorage.slash !== 'off'
    ) {
      event.preventDefault()
      button.click()
    }
  })
}
