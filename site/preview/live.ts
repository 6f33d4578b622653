/**
 * Keeps a page of the preview in step with what editors write: it hears of each change, fetches itself again and
 * takes over what is different. A link is followed in the same way, since a whole load makes the Studio find the
 * page anew, which takes a second or more. Clicks on texts open their fields.
 */
import { enableVisualEditing } from '@sanity/visual-editing'
import { Idiomorph } from 'idiomorph'

type Tell = Parameters<
  NonNullable<NonNullable<Parameters<typeof enableVisualEditing>[0]>['history']>['subscribe']
>[0]

const root = document.documentElement
const api = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/api/preview/`
const scripts = new Set(sourcesIn(document))
let styles = stylesIn(document)
let tellStudio: Tell = () => {}
let latest = 0

/** Shows what is at an address now. Of several at once the last one wins. */
async function show(address: string, { isMove }: { isMove: boolean }): Promise<void> {
  latest += 1
  const own = latest
  const response = await fetch(address, { headers: { Accept: 'text/html' } })
  const html = await response.text()
  if (own !== latest) return
  const page = new DOMParser().parseFromString(html, 'text/html')
  const url = new URL(response.url)
  url.hash = new URL(address).hash
  const needsMore = sourcesIn(page).some((source) => !scripts.has(source))
  if (needsMore || response.status === 401 || (isMove && page.querySelector('astro-island'))) {
    location.assign(url)
    return
  }
  if (url.href !== location.href) history.replaceState(null, '', url)
  dress(page)
  document.title = page.title
  for (const { name, value } of page.documentElement.attributes) root.setAttribute(name, value)
  await Idiomorph.morph(document.body, page.body, {
    morphStyle: 'innerHTML',
    ignoreActiveValue: true,
    callbacks: {
      // What a component of the page made itself, and what the editor opened, stays.
      beforeNodeMorphed: (old) => isMove || !(old instanceof Element && old.localName === 'astro-island'),
      beforeAttributeUpdated: (name, element) => isMove || name !== 'open' || element.localName !== 'details',
    },
  })
}

/** Shows the present address again. What fails is asked for again with the next change. */
const refresh = () => show(location.href, { isMove: false }).catch(() => {})

async function move(address: string, how: 'push' | 'replace' | 'pop'): Promise<void> {
  if (how === 'push') history.pushState(null, '', address)
  if (how === 'replace') history.replaceState(null, '', address)
  await show(new URL(address, location.href).href, { isMove: true }).catch(() => location.assign(address))
  const { pathname, search, hash } = location
  tellStudio({ type: how, title: document.title, url: pathname + search + hash })
  const target = hash && document.getElementById(hash.slice(1))
  if (target) target.scrollIntoView()
  else if (how !== 'pop') scrollTo(0, 0)
}

addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!link || !isPlain || event.defaultPrevented || link.target || link.origin !== location.origin) return
  if (link.pathname === location.pathname && link.hash) return
  event.preventDefault()
  void move(link.href, 'push')
})
addEventListener('popstate', () => void move(location.href, 'pop'))

/** An event stream takes one of a browser's six connections to a host: only a page that is seen has one. */
let stream: EventSource | undefined
function listen(): void {
  if (document.hidden) {
    stream?.close()
    stream = undefined
  } else if (!stream) {
    stream = new EventSource(`${api}events/`)
    stream.onmessage = ({ data }) => {
      if (data !== root.dataset.revision) void refresh()
    }
  }
}
addEventListener('visibilitychange', listen)
listen()

if (parent !== window || opener) {
  enableVisualEditing({
    history: {
      subscribe: (tell) => {
        tellStudio = tell
        const { pathname, search, hash } = location
        tell({ type: 'replace', title: document.title, url: pathname + search + hash })
        return () => {
          tellStudio = () => {}
        }
      },
      update: ({ type, url }) => {
        if (type === 'pop') history.back()
        else if (new URL(url, location.href).href !== location.href) void move(url, type)
      },
    },
    // Changes come over the event stream; what is left is the editor's own wish.
    refresh: ({ source }) => (source === 'manual' ? refresh() : Promise.resolve()),
    onPerspectiveChange: async (perspective) => {
      const wanted = perspective === 'published' ? 'published' : 'drafts'
      if (wanted === root.dataset.perspective) return
      await fetch(`${api}perspective/`, { method: 'POST', headers: { 'X-Perspective': wanted } })
      await refresh()
    },
  })
}

/** Takes over the styles of a page, before its body is. */
function dress(page: Document): void {
  const wanted = stylesIn(page)
  const text = (some: readonly Element[]) => some.map(({ outerHTML }) => outerHTML).join()
  if (text(wanted) === text(styles)) return
  const added = wanted.map((style) => document.importNode(style, true))
  document.head.append(...added)
  for (const style of styles) style.remove()
  styles = added
}

function stylesIn(page: Document): Element[] {
  return [...page.head.querySelectorAll('style, link[rel="stylesheet"]')]
}

function sourcesIn(page: Document): string[] {
  return [...page.querySelectorAll('script[src]')].map((script) => script.getAttribute('src') ?? '')
}
