import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { validatePreviewUrl } from '@sanity/preview-url-secret'
import sirv from 'sirv'
import { secretClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { wordsOf } from '#src/i18n.ts'
import { languageOf, locales, sourceLocale } from '#src/locales.ts'
import type { Drafts } from './drafts.ts'
import { cookieIn, Passes, safeRedirect } from './passes.ts'
import type { Perspective, Revision } from './revision.ts'

/** The request handler that the built preview exports; `locals` becomes `Astro.locals`. */
export type Pages = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
  locals: { revision: Revision },
) => unknown

/**
 * The request listener of the preview: it issues passes and serves the event stream, the files and the pages. Without
 * a pass only the address that issues one answers.
 */
export function previewListener(
  config: Config & { previewUrl: URL },
  { drafts, pages, files, key }: { drafts: Drafts; pages: Pages; files: string; key: string },
): RequestListener {
  const { previewUrl, studioUrl } = config
  const base = previewUrl.pathname
  const passes = new Passes(key, previewUrl)
  const perspectiveCookie = `${passes.cookieName}_perspective`
  const serveFiles = sirv(files, { etag: true, setHeaders: cacheHashed })
  const headers = {
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': policy(studioUrl),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
  }

  const issuePass: Endpoint = async (request, response) => {
    const { isValid, redirectTo, studioPreviewPerspective } = await validatePreviewUrl(
      secretClient(config),
      new URL(request.url ?? '/', previewUrl).href,
    )
    if (!isValid) return refuse(response)
    response.writeHead(307, {
      Location: safeRedirect(redirectTo, previewUrl),
      'Set-Cookie': [
        passes.issue(Date.now()),
        passes.cookie(perspectiveCookie, perspectiveOf(studioPreviewPerspective ?? undefined)),
      ],
    })
    response.end()
  }

  /** Only a page of the preview may set the perspective: browsers let other origins send this header only after a preflight, which fails. */
  const choosePerspective: Endpoint = (request, response) => {
    const header = request.method === 'POST' ? request.headers['x-perspective'] : undefined
    const value = perspectiveOf(typeof header === 'string' ? header : undefined)
    response.writeHead(204, { 'Set-Cookie': passes.cookie(perspectiveCookie, value) }).end()
  }

  const showPage = async (pathname: string, request: IncomingMessage, response: ServerResponse) => {
    const revision = await drafts.revision(perspectiveOf(cookieIn(request.headers.cookie, perspectiveCookie)))
    const retired = revision.content.retired.find(({ address }) => base.slice(0, -1) + address === pathname)
    if (retired?.target) {
      response.writeHead(307, { Location: base.slice(0, -1) + retired.target }).end()
      return
    }
    if (!pathname.startsWith(base)) return notFound(response)
    const { url = '/' } = request
    const page = (next: () => void) => pages(request, response, next, { revision })
    request.url = `/${url.slice(base.length)}`
    serveFiles(request, response, () => {
      request.url = url
      page(() => {
        if (pathname.endsWith('/')) return notFound(response)
        // The handler knows images and files by addresses that end in a slash, as pages do; links to them have no slash.
        request.url = `${pathname}/`
        page(() => notFound(response))
      })
    })
  }

  const endpoints: Readonly<Record<string, Endpoint>> = {
    [`${base}api/preview/events/`]: (request, response) => streamNumbers(drafts, request, response),
    [`${base}api/preview/perspective/`]: choosePerspective,
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', previewUrl)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (pathname === `${base}api/preview/enable/`) return issuePass(request, response)
    const pass = passes.check(request.headers.cookie, Date.now())
    if (pass === 'none') return refuse(response)
    if (pass === 'renew') response.setHeader('Set-Cookie', passes.issue(Date.now()))
    const endpoint = endpoints[pathname]
    return endpoint ? endpoint(request, response) : showPage(pathname, request, response)
  }

  return (request, response) => {
    answer(request, response).catch((error: Error) => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${error.message}\n`)
    })
  }
}

type Endpoint = (request: IncomingMessage, response: ServerResponse) => unknown

const perspectiveOf = (text: string | undefined): Perspective =>
  text === 'published' ? 'published' : 'drafts'

/** Allows nothing from other hosts. The overlay needs inline styles. Only the Studio may frame these pages. */
const policy = (studioUrl: URL) =>
  [
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "script-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${studioUrl.origin}`,
  ].join('; ')

/** Files whose names contain a hash may be cached, by the browser only. */
function cacheHashed(response: ServerResponse, path: string): void {
  if (path.startsWith('/_astro/')) response.setHeader('Cache-Control', 'private, max-age=31536000, immutable')
}

/** An event stream (HTML, section 9.2) of the numbers of the content's states. It sends the current number at once. */
function streamNumbers(drafts: Drafts, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
  const send = (number: number) => response.write(`data: ${number}\n\n`)
  const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMilliseconds)
  const unsubscribe = drafts.subscribe(send)
  send(drafts.number)
  request.on('close', () => {
    clearInterval(keepAlive)
    unsubscribe()
  })
}

const keepAliveMilliseconds = 20_000

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404\n')
}

/** Answers 401 with a page that says in all languages how to open the preview. */
function refuse(response: ServerResponse): void {
  const sections = locales.map(({ locale, lang }) => {
    const t = wordsOf(locale)
    return `<section lang="${lang}"><h1>${t('preview.closed.title')}</h1><p>${t('preview.closed.text')}</p></section>`
  })
  const t = wordsOf(sourceLocale)
  response.writeHead(401, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="${languageOf(sourceLocale).lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${t('preview.closed.title')}</title><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.25rem;margin:1.5rem 0 0}p{margin:.25rem 0}</style></head><body>${sections.join('')}</body></html>`,
  )
}
