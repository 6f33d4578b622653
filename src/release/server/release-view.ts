import { contentTypeOf, isCompressibleAt } from '#src/serving/content-types.ts'
import { headersAt } from '../headers.ts'
import type { ReleaseFile, RetiredRule, StoredRelease } from '../store/release-history.ts'

/** A file that is served: with names and values of its headers in turn, as Node takes them. */
export type ServedFile = ReleaseFile & {
  readonly type: string
  readonly headers: readonly string[]
  readonly isCompressible: boolean
}

const policyHeader = 'Content-Security-Policy'

/**
 * What is served while one release is shown. Pages of the release that was shown before are still open, so its files
 * that never change under their name are there too.
 */
export class ReleaseView {
  readonly release: StoredRelease
  readonly #before: StoredRelease | undefined
  readonly #served = new Map<string, ServedFile>()
  readonly #retired: ReadonlyMap<string, RetiredRule>

  constructor(release: StoredRelease, before: StoredRelease | undefined) {
    this.release = release
    this.#before = before
    this.#retired = new Map(release.retired.map((rule) => [rule.address, rule]))
  }

  /** The page for an address, with a slash at its beginning, where nothing is: whoever may frame what is there may frame it. */
  absence(address: string): ServedFile | undefined {
    const page = this.find('404.html')
    const policy = headersAt(this.release.headers, address)[policyHeader]
    if (page === undefined || policy === undefined) return page
    const at = page.headers.indexOf(policyHeader)
    return { ...page, headers: at === -1 ? page.headers : page.headers.with(at + 1, policy) }
  }

  /** The file of a path, without a slash at the beginning. Its headers are made once. */
  find(path: string): ServedFile | undefined {
    const known = this.#served.get(path)
    if (known) return known
    const file =
      this.release.files.get(path) ??
      (/^(_astro|images)\//.test(path) ? this.#before?.files.get(path) : undefined)
    if (file === undefined) return undefined
    const address = `/${path}`.replace(/(?<=\/)index\.html$/, '')
    const isCompressible = isCompressibleAt(address)
    const headers = {
      ...headersAt(this.release.headers, address),
      ...(isCompressible && { Vary: 'Accept-Encoding' }),
    }
    const served = {
      ...file,
      type: contentTypeOf(address),
      headers: Object.entries(headers).flat(),
      isCompressible,
    }
    this.#served.set(path, served)
    return served
  }

  /** The rule of an old address, with the slash at its beginning and its end. */
  retired(address: string): RetiredRule | undefined {
    return this.#retired.get(address)
  }
}
