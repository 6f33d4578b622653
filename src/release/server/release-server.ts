import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { publicStatus, type SiteStatus } from '#src/content/site-status.ts'
import { answering, answerStatus, decoded, type Target } from '#src/serving/answers.ts'
import { isCompressibleAt } from '#src/serving/content-types.ts'
import { metricsText } from '../publisher/metrics.ts'
import { canFollow } from '../rendered-site.ts'
import type { StoredRelease } from '../store/release-history.ts'
import type { ReleaseStore } from '../store/release-store.ts'
import { answerFile, write } from './answer-file.ts'
import { newerPage } from './newer-page.ts'
import { PackedFiles } from './packed-files.ts'
import { ReleaseView } from './release-view.ts'

/**
 * Serves the release that a store shows, under the path of SITE_URL. Follows switches, also those of other processes,
 * until it is closed. Each request is answered of one release; none asks the disk which files there are.
 */
export class ReleaseServer {
  readonly listener: RequestListener
  readonly #store: ReleaseStore
  readonly #base: string
  readonly #packed: PackedFiles
  readonly #stop: () => void
  readonly #follow: ((path: string) => Promise<boolean>) | undefined
  readonly #status: () => Promise<SiteStatus | undefined>
  readonly #answers: number[] = []
  #view: ReleaseView | undefined

  /** @param base the path of SITE_URL, ends in a slash @param options `memory` for bodies, in bytes; where `log` lines go; `follow` makes a picture that is to follow its page; `status` is that of the publisher */
  constructor(
    store: ReleaseStore,
    base: string,
    options: {
      memory?: number
      log?: (line: string) => void
      follow?: (path: string) => Promise<boolean>
      status?: () => Promise<SiteStatus | undefined>
    } = {},
  ) {
    this.#status = options.status ?? (async () => undefined)
    this.#follow = options.follow
    this.#store = store
    this.#base = base
    this.#packed = new PackedFiles(store, options)
    const answer = answering((target, request, response) => this.#answer(target, request, response), options)
    const answers = this.#answers
    function count(this: ServerResponse) {
      const hundred = Math.floor(this.statusCode / 100)
      answers[hundred] = (answers[hundred] ?? 0) + 1
    }
    this.listener = (request, response) => {
      response.once('finish', count)
      return answer(request, response)
    }
    this.#stop = store.onSwitch((release) => void this.#prepare(release))
  }

  close(): void {
    this.#stop()
    this.#packed.close()
  }

  #answer(target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    const { path, query } = target
    if (path === '/metrics' && isOfThisMachine(request)) return this.#answerMetrics(request, response)
    if (path === `${this.#base}status.json`) return this.#answerState(request, response)
    const view = this.#present()
    if (view === undefined) return answerStatus(response, 503, { 'Retry-After': '2' })
    const redirect = (location: string) => answerStatus(response, 301, { Location: location + query })
    if (`${path}/` === this.#base) return redirect(this.#base)
    const name = path.startsWith(this.#base) ? decoded(path.slice(this.#base.length)) : undefined
    if (name === undefined) return this.#answerAbsence('', view, request, response)
    const file = name === '' || name.endsWith('/') ? `${name}index.html` : name
    const retired = view.retired(`/${name}`)
    if (retired?.target !== undefined) return redirect(encodeURI(this.#base + retired.target.slice(1)))
    const found = view.find(file)
    if (found) return answerFile(this.#packed, found, request, response, retired ? 410 : 200)
    if (view.find(`${name}/index.html`)) return redirect(`${path}/`)
    return this.#answerAbsence(file, view, request, response)
  }

  async #answerState(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = await this.#status()
    const open = { 'Access-Control-Allow-Origin': '*' }
    if (status === undefined) return answerStatus(response, 404, open)
    const text = JSON.stringify(publicStatus(status, shownRelease(this.#store.current)))
    writeText(request, response, text, { 'Content-Type': 'application/json', ...open })
  }

  async #answerMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = metricsText(await this.#status(), this.#store.current, this.#answers)
    writeText(request, response, text, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
  }

  /** What is served now. */
  #present(): ReleaseView | undefined {
    const { current, shownBefore } = this.#store
    if (current === undefined) return undefined
    if (this.#view?.release !== current) this.#view = new ReleaseView(current, shownBefore)
    return this.#view
  }

  /** Status 404, with the page for that; with another one for what is newer than the release that is shown. */
  async #answerAbsence(
    name: string,
    view: ReleaseView,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (this.#follow && canFollow(name) && (await this.#follow(name))) {
      const made = this.#present()?.find(name)
      if (made) return answerFile(this.#packed, made, request, response)
    }
    const page = view.find('404.html')
    const { newest } = this.#store
    const isNewer =
      newest !== view.release && [name, `${name}/index.html`].some((path) => newest?.files.has(path))
    if (!isNewer)
      return page ? answerFile(this.#packed, page, request, response, 404) : answerStatus(response, 404)
    const text = page && String((await this.#packed.body(page.digest)).bytes)
    const bytes = Buffer.from(newerPage(name, this.#base, text))
    const headers = ['Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(bytes.length)]
    write(request, response, 404, [...(page?.headers ?? []), ...headers], bytes)
  }

  /** Compresses what a release changed, before it is asked for. Of a whole new site, only what is asked for. */
  async #prepare({ number, files }: StoredRelease): Promise<void> {
    const before = this.#store.shownBefore
    if (before === undefined || !this.#store.releases().includes(before)) return
    const { added, changed } = this.#store.compare(before.number, number)
    const digests = [...changed, ...added]
      .filter((path) => isCompressibleAt(`/${path}`))
      .flatMap((path) => files.get(path)?.digest ?? [])
    await this.#packed.prepare(digests.slice(0, maxPrepared))
  }
}

const maxPrepared = 1000

const shownRelease = (release: StoredRelease | undefined) =>
  release && { number: release.number, time: release.time }

/**
 * Whether a request came straight from a program on this machine. A proxy hands on what others ask: it names itself, or
 * the host that they asked.
 */
function isOfThisMachine({ headers }: IncomingMessage): boolean {
  const isHandedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => name in headers)
  return !isHandedOn && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? '')
}

function writeText(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  const all = {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  }
  write(request, response, 200, Object.entries(all).flat(), Buffer.from(text))
}
