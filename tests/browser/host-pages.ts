import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of another site, with the headers that it is sent with. */
export type HostPage = { html: string; headers?: Readonly<Record<string, string>> }

/** Another site, whose pages frame ours: on another host name of this machine. */
export class HostSite {
  readonly #pages = new Map<string, HostPage>()
  readonly #server = createServer(({ url = '' }, response) => {
    const page = this.#pages.get(url)
    const { html, headers = {} } = page ?? { html: 'Elsewhere' }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
    response.end(html, /iso-8859-1/.test(headers['Content-Type'] ?? '') ? 'latin1' : 'utf8')
  })

  static async open(): Promise<HostSite> {
    const site = new HostSite()
    await new Promise<void>((listening) => site.#server.listen(0, '127.0.0.1', listening))
    return site
  }

  /** Serves a page. @returns its address */
  show(name: string, page: HostPage): string {
    this.#pages.set(`/${name}`, page)
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${name}`
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((closed) => this.#server.close(() => closed()))
  }
}

/** What WordPress makes of the HTML of an oEmbed answer, with the rules of its script for messages (6.x). */
export const wordPressPage = (html: string, secret: string): string => {
  const frame = html.replace(
    /<iframe src="([^"]+)"/,
    (_match, src) =>
      `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" style="position: absolute; clip: rect(1px, 1px, 1px, 1px);" src="${src}#?secret=${secret}" data-secret="${secret}"`,
  )
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Actualités</title><main>${frame}</main><script>
    window.heard = []
    addEventListener('message', ({ data, source }) => {
      window.heard.push(data)
      if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return
      const frame = document.querySelector('iframe')
      if (source !== frame.contentWindow || data.secret !== frame.dataset.secret) return
      frame.removeAttribute('style')
      document.querySelector('blockquote').style.display = 'none'
      if (data.message === 'height') frame.height = Math.max(200, Math.min(1000, parseInt(data.value, 10)))
      if (data.message !== 'link') return
      if (new URL(frame.src).host === new URL(data.value).host && document.activeElement === frame)
        top.location.href = data.value
    })
    document.addEventListener('DOMContentLoaded', () =>
      document.querySelector('iframe').contentWindow.postMessage({ message: 'ready', secret: '${secret}' }, '*'))
  </script></html>`
}
