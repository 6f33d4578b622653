import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { validatePreviewUrl } from '@sanity/preview-url-secret'
import { LRUCache } from 'lru-cache'
import { secretClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { wordsOf } from '#src/i18n.ts'
import { languageOf, locales, sourceLocale } from '#src/locales.ts'
import {
  answering,
  answerStatus,
  decoded,
  errorLine,
  StatusError,
  type Target,
} from '#src/serving/answers.ts'
import type { FolderOfFiles } from '#src/serving/file-server.ts'
import { DraftPages, type Pages } from './draft-pages.ts'
import type { Drafts } from './drafts.ts'
import { cookieIn, Passes, safeRedirect } from './passes.ts'
import type { Rehearsal } from './rehearsal.ts'
import { rehearsalAfter } from './rehearsal-panel.ts'
import type { Perspective } from './revision.ts'

/** What the preview is made of. */
export type PreviewParts = {
  readonly drafts: Drafts
  readonly pages: Pages
  /** The files that are the same in each release. */
  readonly files: FolderOfFiles
  /** The script that keeps pages up to date, with what it loads: its name, and the folder of all these files. */
  readonly script: { readonly name: string; readonly files: FolderOfFiles }
  readonly key: () => Promise<string>
  /** Where it is told what a page threw. */
  readonly log: (line: string) => void
}

/**
 * The request listener of the preview: it issues passes and serves the event stream, the files and the pages. Without
 * a pass only the address that issues one answers. `key` reads the key that signs passes, so that another one ends
 * them at once.
 */
export function previewListener(
  config: Config & { previewUrl: URL },
  { drafts, pages, files, script, key, log }: PreviewParts,
): RequestListener {
  const { previewUrl, studioUrl } = config
  const base = previewUrl.pathname
  const headers = {
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': policy(studioUrl),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
  }

  const draftPages = new DraftPages(pages, {
    script: base + scriptFolder + script.name,
    rehearsal: base + rehearsalPath,
  })
  const rehearsals = new LRUCache<string, Rehearsal>({ max: 500 })
  const rehearsalOf = (passes: Passes, request: IncomingMessage) =>
    rehearsals.get(cookieIn(request.headers.cookie, rehearsalCookieOf(passes)) ?? '')

  const issuePass: Endpoint = async ({ target, passes, response }) => {
    const url = new URL(target.path + target.query, previewUrl)
    const checked = await validatePreviewUrl(secretClient(config), url.href).catch(lakeFailed)
    if (!checked.isValid) return refuse(response)
    const perspective = perspectiveOf(checked.studioPreviewPerspective ?? undefined)
    response.writeHead(307, {
      Location: safeRedirect(checked.redirectTo, previewUrl),
      'Set-Cookie': [passes.issue(Date.now()), passes.cookie(perspectiveCookieOf(passes), perspective)],
    })
    response.end()
  }

  /** Only a page of the preview may set the perspective: browsers let other origins send this header only after a preflight, which fails. */
  const choosePerspective: Endpoint = ({ passes, request, response }) => {
    if (request.method !== 'POST') return answerStatus(response, 405, { Allow: 'POST' })
    const header = request.headers['x-perspective']
    const value = perspectiveOf(typeof header === 'string' ? header : undefined)
    response.writeHead(204, { 'Set-Cookie': passes.cookie(perspectiveCookieOf(passes), value) }).end()
  }

  /** Takes the forms of the panel. Browsers say themselves from where a form was sent. */
  const rehearse: Endpoint = async ({ passes, request, response }) => {
    if (request.method !== 'POST') return answerStatus(response, 405, { Allow: 'POST' })
    if (request.headers['sec-fetch-site'] !== 'same-origin') return answerStatus(response, 403)
    const form = new URLSearchParams(await text(request))
    const after = rehearsalAfter(form, rehearsalOf(passes, request), Date.now())
    if (after === undefined) return answerStatus(response, 400)
    const id = randomUUID()
    if (after !== 'ended') rehearsals.set(id, after)
    const page = base + (form.get('page') ?? '').replace(/^\//, '')
    response.writeHead(303, {
      Location: encodeURI(safeRedirect(page, previewUrl)),
      'Set-Cookie': passes.cookie(rehearsalCookieOf(passes), after === 'ended' ? '' : id),
    })
    response.end()
  }

  const showPage: Endpoint = async ({ target, passes, request, response }) => {
    const { path, query } = target
    if (request.method === 'POST') return answerStatus(response, 405, { Allow: 'GET, HEAD' })
    if (await files.answer(target, base, request, response)) return
    if (await script.files.answer(target, base + scriptFolder, request, response)) return
    const name = path.startsWith(base) ? decoded(path.slice(base.length)) : undefined
    if (name === undefined) return answerStatus(response, 404)
    const perspective = perspectiveOf(cookieIn(request.headers.cookie, perspectiveCookieOf(passes)))
    const revision = await drafts.revision(perspective, rehearsalOf(passes, request)).catch(lakeFailed)
    const answer = await draftPages.at(`/${name}`, revision, Date.now())
    if ('location' in answer) {
      response.writeHead(307, { Location: encodeURI(base + answer.location.slice(1)) + query }).end()
      return
    }
    if (answer.failure !== undefined) log(errorLine(request, answer.failure))
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const endpoints = new Map<string, Endpoint>([
    [`${base}api/preview/events/`, ({ request, response }) => streamNumbers(drafts, request, response)],
    [`${base}api/preview/perspective/`, choosePerspective],
    [base + rehearsalPath, rehearse],
  ])

  let last: { key: string; passes: Passes } | undefined
  const currentPasses = async () => {
    const current = await key()
    if (last?.key !== current) last = { key: current, passes: new Passes(current, previewUrl) }
    return last.passes
  }

  return answering(
    async (target, request, response) => {
      const passes = await currentPasses()
      const exchange = { target, passes, request, response }
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      if (target.path === `${base}api/preview/enable/`) return issuePass(exchange)
      const pass = passes.check(request.headers.cookie, Date.now())
      if (pass === 'none') return refuse(response)
      if (pass === 'renew') response.setHeader('Set-Cookie', passes.issue(Date.now()))
      return (endpoints.get(target.path) ?? showPage)(exchange)
    },
    { methods: ['GET', 'HEAD', 'POST'] },
  )
}

/** The headers of files in a folder: those whose names contain a hash may be cached, by the browser only. */
export const previewFileHeaders = (address: string): Readonly<Record<string, string>> =>
  address.startsWith('/_astro/') ? keptForever : {}
/** The headers of the script and what it loads: all their names contain a hash. */
export const previewScriptHeaders = () => keptForever
const keptForever = { 'Cache-Control': 'private, max-age=31536000, immutable' }

/** Where the script is. No page has this address. */
const scriptFolder = '_preview/'

/** Without the lake there is nothing to show. */
const lakeFailed = (cause: unknown): never => {
  throw new StatusError(502, cause)
}

/** Where the forms of a rehearsal are sent to. */
const rehearsalPath = 'api/preview/rehearsal/'

const rehearsalCookieOf = ({ cookieName }: Passes) => `${cookieName}_rehearsal`

const perspectiveCookieOf = ({ cookieName }: Passes) => `${cookieName}_perspective`

type Endpoint = (exchange: {
  target: Target
  passes: Passes
  request: IncomingMessage
  response: ServerResponse
}) => unknown

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

/** An event stream (HTML, section 9.2) of the numbers of the content's states. It sends the current number at once. */
function streamNumbers(drafts: Drafts, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const send = (number: number) => response.write(`data: ${number}\n\n`)
  const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMilliseconds)
  const unsubscribe = drafts.subscribe(send)
  send(drafts.number)
  response.on('close', () => {
    clearInterval(keepAlive)
    unsubscribe()
  })
}

const keepAliveMilliseconds = 20_000

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
