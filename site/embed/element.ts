/**
 * `<learning-forum>`: shows a page of the forum inside another site. Inside it stands a real link to any page, which works
 * before this script, without it, and where frames are not allowed. Nothing of it may throw into the page around.
 */
import { framePlace, isId } from './frame-place.ts'

/** What `/embed.js` puts in front: the address of the site, and the title of a frame in each language, the source language first. */
declare const forum: { readonly site: string; readonly titles: Readonly<Record<string, string>> }

const script = document.currentScript
const site = new URL('.', script instanceof HTMLScriptElement && script.src ? script.src : forum.site)

/** What the frame is told in its address. */
const passed = ['view', 'accent', 'compact'] as const

class LearningForum extends HTMLElement {
  /** Of the attributes, and of the messages between element and frame. */
  static readonly version = 1
  static readonly observedAttributes = ['lang', 'title', 'scheme', ...passed]

  #frame: HTMLIFrameElement | undefined
  #scheme = ''
  #end = new AbortController()

  connectedCallback(): void {
    // The link may not have been parsed yet when the element is.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', this.#show)
    else this.#show()
  }

  disconnectedCallback(): void {
    this.#end.abort()
    this.#frame?.remove()
    this.#frame = undefined
    this.#link?.style.removeProperty('display')
  }

  attributeChangedCallback(name: string): void {
    if (name === 'scheme') this.#follow()
    else if (this.#frame) {
      this.disconnectedCallback()
      this.#show()
    }
  }

  get #link(): HTMLAnchorElement | null {
    return this.querySelector('a')
  }

  #show = (): void => {
    try {
      const link = this.#link
      if (!this.isConnected || this.#frame || !link?.href.startsWith(site.href)) return
      const page = link.href.slice(site.href.length).replace(/[?#].*/, '')
      const locale = this.#localeOf(page)
      this.#scheme = schemeOf(this)
      const asked = new URLSearchParams({ fit: '', scheme: this.#scheme })
      for (const name of passed) if (this.hasAttribute(name)) asked.set(name, `${this.getAttribute(name)}`)
      const [, id = ''] = /^s\/([^/]+)\/?$/.exec(page) ?? []
      if (!isId(id)) asked.set('page', page)
      const frame = document.createElement('iframe')
      frame.src = `${site.href}${locale}/embed/${isId(id) ? framePlace(id, this.getAttribute('view')) : ''}#${asked}`
      frame.title =
        this.title || `${forum.titles[locale]}`.replace('{{title}}', () => `${link.textContent}`.trim())
      frame.lang = locale
      // Until it has told its height it is not there: it may have been refused.
      frame.tabIndex = -1
      frame.ariaHidden = 'true'
      frame.style.cssText =
        'display:block!important;width:100%!important;height:0!important;border:0!important'
      this.#frame = frame
      this.#end = new AbortController()
      const { signal } = this.#end
      addEventListener('message', this.#hear, { signal })
      matchMedia('(prefers-color-scheme:dark)').addEventListener('change', this.#follow, { signal })
      const observer = new MutationObserver(this.#follow)
      observer.observe(document.documentElement, { attributes: true })
      observer.observe(document.body, { attributes: true })
      signal.onabort = () => observer.disconnect()
      this.append(frame)
    } catch {}
  }

  /** That of the page around, else of the address, else of the reader. */
  #localeOf(page: string): string {
    const around = this.closest('[lang]')?.getAttribute('lang')
    const wanted = [around, page.split('/')[0], ...navigator.languages].map(
      (lang) => lang?.toLowerCase().split('-')[0],
    )
    const known = Object.keys(forum.titles)
    return `${wanted.find((one) => known.includes(`${one}`)) ?? known[0]}`
  }

  #hear = ({ source, origin, data }: MessageEvent): void => {
    const frame = this.#frame
    // In a sandbox the page around has no origin, and its frames neither.
    if (!frame || source !== frame.contentWindow || (origin !== site.origin && origin !== self.origin)) return
    const height: unknown = data?.type === 'learning-forum:height' && data.height
    if (typeof height !== 'number' || !(height > 0 && height < 1e5)) return
    frame.style.setProperty('height', `${Math.ceil(height)}px`, 'important')
    frame.removeAttribute('tabindex')
    frame.ariaHidden = null
    if (this.#link === document.activeElement) frame.focus()
    this.#link?.style.setProperty('display', 'none', 'important')
  }

  #follow = (): void => {
    const scheme = schemeOf(this)
    if (scheme === this.#scheme) return
    this.#scheme = scheme
    this.#frame?.contentWindow?.postMessage({ type: 'learning-forum:scheme', scheme }, '*')
  }
}

/** The colour scheme that a page gives an element: that its text is light says more than what the page declares. */
function schemeOf(element: HTMLElement): string {
  const asked = element.getAttribute('scheme')
  if (asked === 'light' || asked === 'dark') return asked
  const { color } = getComputedStyle(element)
  const [first = 0, second = first, third = first] = (color.match(/[\d.]+/g) ?? []).map(Number)
  const most = color.startsWith('rgb') ? 255 : color.startsWith('l') ? 100 : 1
  const lightness = /^[rc]/.test(color) ? 0.3 * first + 0.59 * second + 0.11 * third : first
  return lightness > 0.6 * most ? 'dark' : 'light'
}

if (!customElements.get('learning-forum')) customElements.define('learning-forum', LearningForum)
