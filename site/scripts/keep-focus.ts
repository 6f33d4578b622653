/**
 * Changes a part of a page. Who has reached a link in it stays there: at the link itself, or at the one to the same place
 * that stands there afterwards.
 */
export function keepFocus(part: ParentNode, change: () => void): void {
  const held = document.activeElement
  change()
  if (held === document.activeElement || !(held instanceof HTMLElement)) return
  const href = held.getAttribute('href')
  const stays = held.isConnected
    ? held
    : [...part.querySelectorAll('a')].find((link) => link.getAttribute('href') === href)
  stays?.focus({ preventScroll: true })
}
