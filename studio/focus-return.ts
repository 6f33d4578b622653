/**
 * Gives the focus back, from now on, to what had it before a dialog opened: Sanity's dialogs leave it on nothing, so that who
 * has no mouse would begin again at the top of the page.
 * @returns what ends it
 */
export function returnFocus(root: HTMLElement): () => void {
  let before: HTMLElement | undefined
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target.closest(over) === null) before = target
  }
  const observer = new MutationObserver((records) => {
    const isClosed = records.some(({ removedNodes }) => [...removedNodes].some(holdsDialog))
    if (isClosed && root.querySelector(dialog) === null && document.activeElement === document.body)
      standing(before, root)?.focus({ preventScroll: true })
  })
  root.addEventListener('focusin', onFocus)
  observer.observe(root, { subtree: true, childList: true })
  return () => {
    root.removeEventListener('focusin', onFocus)
    observer.disconnect()
  }
}

const dialog = '[role="dialog"]'
const over = `${dialog}, [role="menu"]`

/** The element, or the one that was made anew in its place meanwhile. */
function standing(element: HTMLElement | undefined, root: HTMLElement): HTMLElement | undefined {
  if (element === undefined || element.isConnected) return element
  const name = element.getAttribute('aria-label')
  const alike = [...root.querySelectorAll<HTMLElement>(element.tagName)]
  return alike.find((one) =>
    name === null ? one.id === element.id : one.getAttribute('aria-label') === name,
  )
}

const holdsDialog = (node: Node): boolean =>
  node instanceof Element && (node.matches(dialog) || node.querySelector(dialog) !== null)
