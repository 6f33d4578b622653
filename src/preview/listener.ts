import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { validatePreviewUrl } from '@sanity/preview-url-secret'
import { LRUCache } from 'lru-cache'
import { localeOf } from '#src/addresses/paths.ts'
import { secretClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { localeFor, locales } from '#src/locales.ts'
import { answerLimits, type PreviewLink } from '#src/model/preview-link.ts'
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
import { answerFrom, Guests, isShown } from './guests.ts'
import { cookieIn, Passes, safeRedirect } from './passes.ts'
import { plainPage, type Said } from './plain-page.ts'
import type { Rehearsal } from './rehearsal.ts'
import { rehearsalAfter } from './rehearsal-panel.ts'
import type { Perspective, View } from './revision.ts'

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
 * a pass only the addresses that issue one answer, and the drafts of one edition to people who have a link. `key` reads the key that signs passes, so that another one ends
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
    // With a hosted project the token may only read.
    answer: config.lake.kind === 'embedded' ? base + answerPath : undefined,
  })
  const guests = new Guests(config)
  const rehearsals = new LRUCache<string, Rehearsal>({ max: 500 })
  const rehearsalOf = (passes: Passes, request: IncomingMessage) =>
    rehearsals.get(cookieIn(request.headers.cookie, rehearsalCookieOf(passes)) ?? '')

  const issuePass: Endpoint = async ({ target, passes, response }) => {
    const url = new URL(target.path + target.query, previewUrl)
    const checked = await validatePreviewUrl(secretClient(config), url.href).catch(lakeFailed)
    if (!checked.isValid) return say(response, 401, 'closed')
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
    if (after === undefined)
      return say(response, 400, 'untried', { locale: localeOf(form.get('page') ?? '') })
    const id = randomUUID()
    if (after !== 'ended') rehearsals.set(id, after)
    response.writeHead(303, {
      Location: pageOf(form),
      'Set-Cookie': passes.cookie(rehearsalCookieOf(passes), after === 'ended' ? '' : id),
    })
    response.end()
  }

  const showPage: Endpoint = async (exchange) => {
    const { passes, request } = exchange
    const perspective = perspectiveOf(cookieIn(request.headers.cookie, perspectiveCookieOf(passes)))
    await answerPage(exchange, { perspective, rehearsal: rehearsalOf(passes, request) })
  }

  /** Answers with a file that is the same in each release, or of the script. @returns whether there is one */
  const answerFile = async ({ target, request, response }: Exchange) =>
    (await files.answer(target, base, request, response)) ||
    (await script.files.answer(target, base + scriptFolder, request, response))

  async function answerPage(exchange: Exchange, view: View, link?: PreviewLink): Promise<void> {
    const { target, request, response } = exchange
    const { path, query } = target
    if (request.method === 'POST') return answerStatus(response, 405, { Allow: 'GET, HEAD' })
    if (await answerFile(exchange)) return
    const name = path.startsWith(base) ? decoded(path.slice(base.length)) : undefined
    if (name === undefined) return answerStatus(response, 404)
    if (link && !isShown(link, `/${name}`)) return say(response, 403, 'elsewhere', link)
    const revision = await drafts.revision(view).catch(lakeFailed)
    const answer = await draftPages.at(`/${name}`, { revision, now: Date.now(), link })
    if ('location' in answer) {
      response.writeHead(307, { Location: encodeURI(base + answer.location.slice(1)) + query }).end()
      return
    }
    if (answer.failure !== undefined) log(errorLine(request, answer.failure))
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  /** The address of a link leads to its edition, in its language or in one that the browser asks for. */
  const welcome: Endpoint = async ({ target, passes, request, response }) => {
    const secret = new URLSearchParams(target.query).get('link') ?? ''
    const link = await guests.link(secret, Date.now()).catch(lakeFailed)
    if (link === 'over') return say(response, 410, 'over')
    const { edition, locale = localeFor(acceptedLanguages(request)) } = link
    const { content } = await drafts.revision({ perspective: 'drafts', edition }).catch(lakeFailed)
    const page = content.addresses.of(locale, 'edition', edition) ?? '/'
    response.writeHead(303, {
      Location: encodeURI(base + page.slice(1)),
      'Set-Cookie': passes.cookie(guestCookieOf(passes), secret),
    })
    response.end()
  }

  /** What somebody without a pass gets, who may have a link. */
  const showGuest: Endpoint = async (exchange) => {
    const { target, passes, request, response } = exchange
    const secret = cookieIn(request.headers.cookie, guestCookieOf(passes))
    if (secret === undefined || secret === '') return say(response, 401, 'closed')
    const link = await guests.link(secret, Date.now()).catch(lakeFailed)
    if (link === 'over') return say(response, 410, 'over')
    if (target.path === base + answerPath) return takeAnswer(exchange, secret, link)
    return answerPage(exchange, { perspective: 'drafts', edition: link.edition }, link)
  }

  async function takeAnswer(
    { request, response }: Exchange,
    secret: string,
    link: PreviewLink,
  ): Promise<void> {
    if (request.method !== 'POST') return answerStatus(response, 405, { Allow: 'POST' })
    if (request.headers['sec-fetch-site'] !== 'same-origin') return answerStatus(response, 403)
    const form = new URLSearchParams(await text(request))
    const answer = link.answers.length < answerLimits.count ? answerFrom(form, Date.now()) : undefined
    if (answer === undefined) return say(response, 400, 'unsaid', link)
    try {
      await guests.answer(secret, answer)
    } catch (error) {
      log(errorLine(request, error))
      return say(response, 502, 'unanswered', link)
    }
    response.writeHead(303, { Location: pageOf(form) }).end()
  }

  /** The page from which a form was sent. */
  const pageOf = (form: URLSearchParams) =>
    encodeURI(safeRedirect(base + (form.get('page') ?? '').replace(/^\//, ''), previewUrl))

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
      if (target.path === `${base}api/preview/guest/`) return welcome(exchange)
      const pass = passes.check(request.headers.cookie, Date.now())
      if (pass === 'none') return showGuest(exchange)
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

/** Where people with a link send their answers to. */
const answerPath = 'api/preview/answer/'

const guestCookieOf = ({ cookieName }: Passes) => `${cookieName}_guest`

const rehearsalCookieOf = ({ cookieName }: Passes) => `${cookieName}_rehearsal`

const perspectiveCookieOf = ({ cookieName }: Passes) => `${cookieName}_perspective`

type Exchange = {
  target: Target
  passes: Passes
  request: IncomingMessage
  response: ServerResponse
}

type Endpoint = (exchange: Exchange) => unknown

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

/** Answers with a page that says something. @param only the one language to say it in; in all where there is none */
function say(response: ServerResponse, status: number, said: Said, only?: Pick<PreviewLink, 'locale'>): void {
  const languages = only?.locale ? [only.locale] : locales.map(({ locale }) => locale)
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(plainPage(said, languages))
}

/** The languages that a browser asks for, as it orders them. */
const acceptedLanguages = ({ headers }: IncomingMessage): readonly string[] =>
  (headers['accept-language'] ?? '').split(',').map((item) => item.split(';')[0]?.trim() ?? '')
