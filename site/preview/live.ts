/**
 * Keeps a page of the preview up to date: after each change it fetches the page again and applies the differences. A
 * link is followed in the same way, since the Studio needs a second or more to connect to a page that is loaded in
 * full. Clicks on texts open their fields. In a rehearsal a page has the scripts of readers, so it is loaded in full.
 */
import { enableVisualEditing } from '@sanity/visual-editing'
import { Idiomorph } from 'idiomorph'
import { clockIn } from '#src/programme/clock.ts'

type Tell = Parameters<
  NonNullable<NonNullable<Parameters<typeof enableVisualEditing>[0]>['history']>['subscribe']
>[0]

const root = document.documentElement
/** This script is in `_preview/`. */
const api = new URL('../api/preview/', import.meta.url).pathname
const isRehearsal = 'rehearsal' in root.dataset
const scripts = new Set(sourcesIn(document))
let styles = stylesIn(document)
let tellStudio: Tell = () => {}
let latest = 0

/** Fetches an address and shows it. If several calls overlap, only the last one is shown. */
async function show(address: string, { isMove }: { isMove: boolean }): Promise<void> {
  latest += 1
  const request = latest
  const response = await fetch(address, { headers: { Accept: 'text/html' } })
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html')
  const html = isPage ? await response.text() : ''
  if (request !== latest) return
  if (!isPage) {
    if (isMove) location.assign(address)
    return
  }
  const page = new DOMParser().parseFromString(html, 'text/html')
  const url = new URL(response.url)
  url.hash = new URL(address).hash
  const isOther = 'rehearsal' in page.documentElement.dataset !== isRehearsal
  const needsMore = isOther || sourcesIn(page).some((source) => !scripts.has(source))
  if (needsMore || response.status === 401 || (isMove && page.querySelector('astro-island'))) {
    location.assign(url)
    return
  }
  if (url.href !== location.href) history.replaceState(null, '', url)
  applyStyles(page)
  document.title = page.title
  for (const { name, value } of page.documentElement.attributes) root.setAttribute(name, value)
  await Idiomorph.morph(document.body, page.body, {
    morphStyle: 'innerHTML',
    ignoreActiveValue: true,
    callbacks: {
      // Keep the content of islands, what stands in the fields of the rehearsal, and details that the editor opened.
      beforeNodeMorphed: (old) =>
        isMove || !(old instanceof Element && old.matches('astro-island, .preview-rehearsal')),
      beforeAttributeUpdated: (name, element) => isMove || name !== 'open' || element.localName !== 'details',
    },
  })
}

/** Fetches and shows the present address again. After a failure, the next change tries again. */
const refresh = async () => {
  if (isRehearsal) location.reload()
  else await show(location.href, { isMove: false }).catch(() => {})
}

async function move(address: string, how: 'push' | 'replace' | 'pop'): Promise<void> {
  if (isRehearsal) return how === 'replace' ? location.replace(address) : location.assign(address)
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
  // A file is no page: its bytes would become a part of this one.
  if (isRehearsal || link.hasAttribute('download')) return
  if (link.pathname === location.pathname && link.hash) return
  event.preventDefault()
  void move(link.href, 'push')
})
addEventListener('popstate', () => {
  if (!isRehearsal) void move(location.href, 'pop')
})

/** The event stream. It uses one of a browser's six connections to a host, so only visible pages have one. */
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
    // Changes come over the event stream, so only a manual refresh is left to do.
    refresh: ({ source }) => (source === 'manual' ? refresh() : Promise.resolve()),
    onPerspectiveChange: async (perspective) => {
      const wanted = perspective === 'published' ? 'published' : 'drafts'
      if (wanted === root.dataset.perspective) return
      await fetch(`${api}perspective/`, { method: 'POST', headers: { 'X-Perspective': wanted } })
      await refresh()
    },
  })
}

/** The clock of a rehearsal, in the panel. `Date` has its time. */
const clock = document.querySelector<HTMLTimeElement>('.preview-rehearsal time')
if (clock) {
  const tell = clockIn(clock.dataset.zone ?? 'UTC')
  setInterval(() => {
    const { date, time } = tell(Date.now())
    if (date !== clock.dateTime) location.reload()
    else if (time !== clock.textContent) clock.textContent = time
  }, 1000)
}

/** Replaces the styles by those of the fetched page, before its body is shown. */
function applyStyles(page: Document): void {
  const wanted = stylesIn(page)
  const text = (elements: readonly Element[]) => elements.map(({ outerHTML }) => outerHTML).join()
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
