import type { Address } from '#src/addresses/paths.ts'
import { downloadNames } from '#src/client/assets.ts'
import type { Content } from '#src/content/content.ts'
import { contentTypeOf } from '#src/serving/content-types.ts'
import { downloadHeaders } from '#src/serving/download-headers.ts'
import { type EditorTools, failurePage, withNotes } from './notes.ts'
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

/** The pages of the site with drafts: what a release of them would answer, with notes for editors. */
export class DraftPages {
  readonly #pages: Pages
  readonly #tools: EditorTools

  constructor(pages: Pages, tools: EditorTools) {
    this.#pages = pages
    this.#tools = tools
  }

  /**
   * @param now the real time, in milliseconds since 1970
   * @throws what makes a file throws; where a page throws, the answer is a page that says so
   */
  async at(address: Address, revision: Revision, now: number): Promise<DraftAnswer> {
    const { content } = revision
    const retired = content.past.retiredAt(address)
    if (retired?.target !== undefined) return { location: retired.target }
    const place = this.#pages.placeAt(content, address)
    if (place === undefined) {
      const page = `${address}/`
      if (this.#pages.placeAt(content, page)) return { location: page }
      return this.#page(notFound, 404, { address, revision, now })
    }
    if (!address.endsWith('/')) return this.#file(place, revision)
    const status = retired ? 410 : address === notFound.address ? 404 : 200
    return this.#page(place, status, { address, revision, now })
  }

  async #page(
    place: PreviewPlace,
    status: number,
    asked: { address: Address; revision: Revision; now: number },
  ): Promise<DraftAnswer> {
    const headers = { 'Content-Type': 'text/html; charset=utf-8' }
    const noted = { ...asked, ...this.#tools, isMissing: status === 404 }
    const { address, revision } = asked
    // In a rehearsal pages are those of readers: what is on now is told by their scripts.
    const { attributes: _, ...forReaders } = revision
    try {
      const source = revision.rehearsal ? forReaders : revision
      const html = Buffer.from(await this.#pages.render(place, source)).toString()
      return { status, headers, body: withNotes(html, noted) }
    } catch (failure) {
      return { status: 500, headers, body: withNotes(failurePage(address), noted), failure }
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
