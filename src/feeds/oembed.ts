import { type Embedded, pageOf } from '#src/addresses/embedded.ts'
import { shown } from '#src/addresses/localize.ts'
import { type Address, permalinkOf, type Subject } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Published } from './alternates.ts'
import { goneTitle, summaryOf } from './words.ts'

/** The answer of a provider of oEmbed. @see https://oembed.com/ */
export type Oembed = {
  version: '1.0'
  type: 'rich'
  title: string
  provider_name: string
  provider_url: string
  /** Seconds. */
  cache_age: number
  html: string
  /** CSS pixels; the frame tells its real height once it is shown. */
  width: number
  height: number
  thumbnail_url?: string
  thumbnail_width?: number
  thumbnail_height?: number
}

/** A picture of a subject, with its size in pixels. */
export type Thumbnail = { address: Address; width: number; height: number }

/** The address of the oEmbed file of a page, from the id of its subject. */
export const oembedAddress = (locale: Locale, id: string): Address => `/${locale}/feeds/${id}/oembed.json`

/**
 * What other sites show for a page of a subject: its frame, and before it a link for readers without scripts. WordPress
 * takes such HTML alone: it loads its own script only where there is a `blockquote`, and keeps no other attributes.
 * @param options `thumbnailOf` gives the picture of a page; what is gone has none
 */
export function oembedOf(
  embedded: Embedded,
  locale: Locale,
  published: Published,
  {
    absolute,
    thumbnailOf,
  }: { absolute: (address: Address) => string; thumbnailOf: (subject: Subject) => Thumbnail },
): Oembed {
  const { kind, id } = embedded
  const page = pageOf(embedded, locale, published)
  const subject = page === undefined ? undefined : published.addresses.at(page.replace(/#.*/, ''))?.subject
  const title = subject ? titleOf(embedded, subject, locale, published) : goneTitle(kind, locale)
  const thumbnail = subject && thumbnailOf(subject)
  // In the language that was asked for: a permalink goes to that of the reader. Addresses of pages live as long.
  const link = page ?? permalinkOf(id)
  const height = subject && lists.has(kind) ? 600 : 300
  const [name, from, to] = [title, absolute(`/${locale}/embed/${id}/`), absolute(link)].map(escapeMarkup)
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: shown(published.documents.forum.name, locale)?.value ?? '',
    provider_url: absolute(`/${locale}/`),
    cache_age: 3600,
    html:
      `<blockquote><a href="${to}">${name}</a></blockquote>` +
      `<iframe src="${from}" width="600" height="${height}" title="${name}" frameborder="0"></iframe>`,
    width: 600,
    height,
    ...(thumbnail && {
      thumbnail_url: absolute(thumbnail.address),
      thumbnail_width: thumbnail.width,
      thumbnail_height: thumbnail.height,
    }),
  }
}

const lists = new Set(['edition', 'day', 'part', 'room', 'contributor'])

/** The same as XML. */
export const oembedXml = (oembed: Oembed): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${Object.entries(oembed)
    .map(([name, value]) => `<${name}>${escapeMarkup(String(value).replace(/\p{Cc}/gu, ' '))}</${name}>\n`)
    .join('')}</oembed>\n`

/** What is in a frame, in words. A session that is cancelled says so. */
function titleOf(
  { id, titles }: Embedded,
  subject: Subject,
  locale: Locale,
  { documents }: Published,
): string {
  const title = shown(titles, locale)?.value ?? summaryOf(subject, locale, documents).title
  const isCancelled = documents.session(id)?.status === 'cancelled'
  return isCancelled ? `${wordsOf(locale)('session.cancelled')} · ${title}` : title
}
