import { randomBytes } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import { LRUCache } from 'lru-cache'
import { type Address, localeOf } from '#src/addresses/paths.ts'
import { secretClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { cleanText } from '#src/model/clean-text.ts'
import {
  answerLimits,
  isOpen,
  type PreviewAnswer,
  type PreviewLink,
  previewLinkFrom,
  previewLinkId,
} from '#src/model/preview-link.ts'

/** People without the Studio who have a link to the drafts of one edition. */
export class Guests {
  readonly #client: SanityClient
  /** A link that was ended works for as long as it is kept here, however often it is asked for. */
  readonly #links = new LRUCache<string, Promise<PreviewLink | undefined>>({ max: 100, ttl: 3000 })

  constructor(config: Pick<Config, 'lake'>) {
    this.#client = secretClient(config)
  }

  /**
   * The link with a secret. @param now milliseconds since 1970
   * @returns `over` for one that was ended, or whose time is up
   * @throws what the client throws
   */
  async link(secret: string, now: number): Promise<PreviewLink | 'over'> {
    // Others cannot be the id of a document.
    if (!/^[\w-]{16,64}$/.test(secret)) return 'over'
    const link = await (this.#links.get(secret) ?? this.#read(secret))
    return link && isOpen(link, now) ? link : 'over'
  }

  /** Keeps an answer with its link. @throws what the client throws, such as where the token may not write */
  async answer(secret: string, { name, isApproval, text, at }: PreviewAnswer): Promise<void> {
    this.#links.delete(secret)
    await this.#client
      .patch(previewLinkId(secret))
      .setIfMissing({ answers: [] })
      .append('answers', [{ _key: randomBytes(6).toString('hex'), name, isApproval, text, at }])
      .commit({ visibility: 'sync' })
  }

  #read(secret: string): Promise<PreviewLink | undefined> {
    const reading = this.#client.getDocument(previewLinkId(secret)).then(previewLinkFrom)
    this.#links.set(secret, reading)
    reading.catch(() => this.#links.delete(secret))
    return reading
  }
}

/** The answer in a form; undefined where it has no name, or says nothing. @param now milliseconds since 1970 */
export function answerFrom(form: URLSearchParams, now: number): PreviewAnswer | undefined {
  const field = (name: 'name' | 'text') =>
    cleanText((form.get(name) ?? '').replace(/\r\n?/g, '\n'))
      .trim()
      .slice(0, answerLimits[name])
  const [name, text, isApproval] = [field('name'), field('text'), form.get('do') === 'approve']
  if (name === '' || !(isApproval || text !== '')) return undefined
  return { name, text, isApproval, at: new Date(now).toISOString() }
}

/** Whether a link shows what is at an address: what is in no language, and its own language where it has one. */
export function isShown({ locale }: PreviewLink, address: Address): boolean {
  const own = localeOf(address)
  return own === undefined || locale === undefined || own === locale
}
