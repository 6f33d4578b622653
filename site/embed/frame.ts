/**
 * What the script of every page for frames does: tells its height, takes its looks from the page around, and leads out of the
 * frame. The page around is that of `<learning-forum>`, WordPress, or any other, which answers nothing. No storage and no
 * modules: in a sandbox both are refused.
 */

const root = document.documentElement
/** What the page around asks for, in the fragment of the frame's address. WordPress writes `#?secret=…`. */
export const asked = new URLSearchParams(location.hash.replace(/^#\??/, ''))
/** Says which frame of a page of WordPress this is. */
const secret = asked.get('secret')

/** Begins to tell the height: now, and again when it changes. A frame that is clipped is never laid out, so nothing changes. */
export function answerParent(): void {
  show(asked.get('scheme'))
  const accent = asked.get('accent')
  if (accent && CSS.supports('color', accent)) {
    root.style.setProperty('--accent', accent)
    root.classList.add('accent')
  }
  // A page of WordPress gives a frame at most 1,000 pixels.
  root.classList.toggle('compact', asked.has('compact') || secret !== null)
  root.classList.toggle('fit', asked.has('fit'))
  document.addEventListener('click', leadOut)
  if (parent === window) return
  addEventListener('message', hear)
  addEventListener('load', tell)
  addEventListener('resize', tell)
  new ResizeObserver(tell).observe(root)
  tell()
}

/** Tells the height in CSS pixels. It is not secret, so any origin may receive it; the receiver checks the sender. */
function tell(): void {
  const height = Math.ceil(root.getBoundingClientRect().height)
  parent.postMessage({ type: 'learning-forum:height', height }, '*')
  if (secret) parent.postMessage({ message: 'height', value: height, secret }, '*')
}

function hear({ source, data }: MessageEvent): void {
  if (source !== parent) return
  if (data?.type === 'learning-forum:scheme') show(data.scheme)
  if (secret && data?.message === 'ready' && data.secret === secret) tell()
}

/** Follows the colour scheme of the page around. */
function show(scheme: unknown): void {
  if (scheme === 'light' || scheme === 'dark') root.style.colorScheme = scheme
}

/** Links lead the page around on. In a sandbox they may not: there they open a window, and WordPress follows them itself. */
function leadOut(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  if (secret) {
    parent.postMessage({ message: 'link', value: link.href, secret }, '*')
    return
  }
  try {
    if (top) top.location.href = link.href
  } catch {
    open(link.href, '_blank', 'noopener')
  }
}
