/**
 * `<learning-forum>`: shows the programme, a part or a session inside another site. Inside it stands a real
 * link to a permalink, which works before this script, without it, and where frames are not allowed.
 * This file is served as it is, without its types: it imports nothing.
 */

/** What `/embed.js` puts in front: the title of the frame in each language, the source language first. */
declare const frameTitles: Readonly<Record<string, string>>

{
  const script = document.currentScript
  const site = new URL('.', script instanceof HTMLScriptElement ? script.src : location.href)

  class LearningForum extends HTMLElement {
    #frame: HTMLIFrameElement | undefined

    connectedCallback(): void {
      // The link may not have been parsed yet when the element is.
      if (document.readyState === 'loading')
        document.addEventListener('DOMContentLoaded', this.#show, { once: true })
      else this.#show()
    }

    disconnectedCallback(): void {
      removeEventListener('message', this.#resize)
      this.#frame?.remove()
      this.#frame = undefined
    }

    #show = (): void => {
      const link = this.querySelector('a')
      const permalink = link?.href.startsWith(`${site.href}s/`) ? link.href.slice(site.href.length + 2) : ''
      const id = /^([A-Za-z0-9._-]+)\/?$/.exec(permalink)?.[1]
      if (!this.isConnected || this.#frame || !link || !id) return
      const wanted = (this.closest('[lang]')?.getAttribute('lang') ?? '').toLowerCase().split('-')[0] ?? ''
      const locale = Object.hasOwn(frameTitles, wanted) ? wanted : (Object.keys(frameTitles)[0] ?? '')
      const frame = document.createElement('iframe')
      frame.src = new URL(`${locale}/embed/${id}/`, site).href
      frame.title = (frameTitles[locale] ?? '').replace('{{title}}', () => link.textContent?.trim() ?? '')
      frame.lang = locale
      frame.style.cssText = 'display:block;width:100%;height:0;border:0'
      this.#frame = frame
      addEventListener('message', this.#resize)
      this.append(frame)
    }

    #resize = ({ source, origin, data }: MessageEvent): void => {
      const frame = this.#frame
      if (!frame || source !== frame.contentWindow || origin !== site.origin) return
      const height: unknown = data?.type === 'learning-forum:height' ? data.height : undefined
      if (typeof height !== 'number' || !(height > 0 && height < 1e5)) return
      frame.style.height = `${Math.ceil(height)}px`
      const link = this.querySelector('a')
      if (link) link.hidden = true
    }
  }

  if (!customElements.get('learning-forum')) customElements.define('learning-forum', LearningForum)
}
