import { type Address, localeOf } from '#src/addresses/paths.ts'
import { downloadNames } from '#src/client/assets.ts'
import type { Content } from '#src/content/content.ts'
import { sourceLocale } from '#src/locales.ts'
import type { PreviewLink } from '#src/model/preview-link.ts'
import { contentTypeOf } from '#src/serving/content-types.ts'
import { downloadHeaders } from '#src/serving/download-headers.ts'
import { withGuestBar } from './guest-bar.ts'
import { type EditorTools, withNotes } from './notes.ts'
import { plainPage } from './plain-page.ts'
import type { Revision } from './revision.ts'

/** An address of the site, and which of its pages answers there. Of pages it ends in a slash. */
type PreviewPlace = { readonly address: Address; readonly route: string }

/** The pages of the site, as releases have them. */
export type Pages = {
  /** The place at an address; undefined where there is none. */
  placeAt(content: Content, address: Address): PreviewPlace | undefined
  /** @throws what the page throws */
  render(place: PreviewPlace, source: Shown): Promise<Uint8Array>
}

/** What is asked for, by whom. */
type Asked = {
  readonly revision: Revision
  /** The real time, in milliseconds since 1970. */
  readonly now: number
  /** The link of people without the Studio. */
  readonly link?: PreviewLink | undefined
}

/** What a page is made from: without the attributes it is the page that readers get. */
type Shown = Pick<Revision, 'content' | 'assetsFolder'> & Partial<Pick<Revision, 'attributes'>>

/** What is answered at an address: something to show, or where it is. Addresses are without the path of the preview. */
export type DraftAnswer =
  | { readonly location: Address }
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array | string
      /** What the page threw. The body says so in words. */
      readonly failure?: unknown
    }

const notFound: PreviewPlace = { address: '/404/', route: '/404/' }

/** What the preview adds to pages, by its addresses: they have the path of the preview. `answer` takes those of guests, where they can be kept. */
type PreviewTools = EditorTools & { readonly answer?: string | undefined }

/** The pages of the site with drafts: what a release of them would answer, with notes for editors. */
export class DraftPages {
  readonly #pages: Pages
  readonly #tools: PreviewTools

  constructor(pages: Pages, tools: PreviewTools) {
    this.#pages = pages
    this.#tools = tools
  }

  /** @throws what makes a file throws; where a page throws, the answer is a page that says so */
  async at(address: Address, asked: Asked): Promise<DraftAnswer> {
    const { content } = asked.revision
    const retired = content.past.retiredAt(address)
    if (retired?.target !== undefined) return { location: retired.target }
    const place = this.#pages.placeAt(content, address)
    if (place === undefined) {
      const page = `${address}/`
      if (this.#pages.placeAt(content, page)) return { location: page }
      return this.#page(notFound, 404, address, asked)
    }
    if (!address.endsWith('/')) return this.#file(place, asked.revision)
    const status = retired ? 410 : address === notFound.address ? 404 : 200
    return this.#page(place, status, address, asked)
  }

  async #page(place: PreviewPlace, status: number, address: Address, asked: Asked): Promise<DraftAnswer> {
    const headers = { 'Content-Type': 'text/html; charset=utf-8' }
    const { revision, link, now } = asked
    const noted = { address, revision, now, ...this.#tools, isMissing: status === 404 }
    const around = (html: string) =>
      link
        ? withGuestBar(html, { address, revision, link, action: this.#tools.answer })
        : withNotes(html, noted)
    // Guests see what readers will; in a rehearsal what is on now is told by the scripts of readers.
    const { attributes: _, ...forReaders } = revision
    try {
      const source = link || revision.view.rehearsal ? forReaders : revision
      const html = Buffer.from(await this.#pages.render(place, source)).toString()
      return { status, headers, body: around(html) }
    } catch (failure) {
      const body = around(plainPage('failed', [localeOf(address) ?? sourceLocale]))
      return { status: 500, headers, body, failure }
    }
  }

  async #file(place: PreviewPlace, revision: Revision): Promise<DraftAnswer> {
    const { address } = place
    const [, file] = /^\/files\/([^/]+)$/.exec(address) ?? []
    const headers = {
      'Content-Type': contentTypeOf(address),
      ...(file && downloadHeaders(downloadNames(revision.content.documents.snapshot).get(file))),
    }
    return { status: 200, headers, body: await this.#pages.render(place, revision) }
  }
}
