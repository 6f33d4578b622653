/**
 * Keeps the focus in an open dialog, and gives it back, from now on, to what had it before the dialog opened: Sanity's leave it
 * on nothing, so that who has no mouse would begin again at the top of the page.
 * @returns what ends it
 */
export function returnFocus(root: HTMLElement): () => void {
  let before: HTMLElement | undefined
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target.closest(over) === null) before = target
  }
  const observer = new MutationObserver((records) => {
    // Only what is gone or disabled loses the focus, and a key in a form changes neither.
    if (!records.some(({ type, removedNodes }) => type === 'attributes' || removedNodes.length > 0)) return
    const open = [...root.querySelectorAll<HTMLElement>(dialog)].at(-1)
    if (open) {
      // Without the focus in it, Escape would not close it. As it is, it takes none.
      if (!open.hasAttribute('tabindex')) open.tabIndex = -1
      takeLostFocus(open)
      return
    }
    const isClosed = records.some(({ removedNodes }) => [...removedNodes].some(holdsDialog))
    if (isClosed && document.activeElement === document.body)
      standing(before, root)?.focus({ preventScroll: true })
  })
  root.addEventListener('focusin', onFocus)
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['disabled'] })
  return () => {
    root.removeEventListener('focusin', onFocus)
    observer.disconnect()
  }
}

/**
 * Gives an element the focus where nothing has it once the page is drawn: until then what is gone or disabled still has it.
 * @returns what ends the wait
 */
export function takeLostFocus(element: HTMLElement): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) element.focus({ preventScroll: true })
    })
  })
  return () => cancelAnimationFrame(frame)
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
