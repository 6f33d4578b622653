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
    if (isClosed && root.querySelector(over) === null && document.activeElement === document.body)
      before?.focus({ preventScroll: true })
  })
  root.addEventListener('focusin', onFocus)
  observer.observe(root, { subtree: true, childList: true })
  return () => {
    root.removeEventListener('focusin', onFocus)
    observer.disconnect()
  }
}

const over = '[role="dialog"], [role="menu"]'

const holdsDialog = (node: Node): boolean =>
  node instanceof Element &&
  (node.matches('[role="dialog"]') || node.querySelector('[role="dialog"]') !== null)
