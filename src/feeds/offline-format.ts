import type { Address } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'

/**
 * What a browser keeps of an edition in a language, as one file: its pages, and what they load. Paths are those of addresses,
 * without a slash at the beginning, so relative to SITE_URL.
 */
export type OfflinePack = {
  /** A worker leaves packs of another format alone: a newer one of it is on its way. */
  readonly format: 1
  /** Differs where anything else in it does. */
  readonly version: string
  /** How long its text is from here on, so that progress can be told. */
  readonly characters: number
  /** The time zone and the language of the time in `note`. */
  readonly zone: string
  readonly intl: string
  /** What a page says that stands for one without a network, with {{time}} in it. */
  readonly note: string
  /** The page that is shown in place of one that was not kept. */
  readonly absent: string
  /** The pages, in pieces: numbers stand for those of `shared`. */
  readonly pages: Readonly<Record<string, readonly (string | number)[]>>
  /** The pieces that several pages have, such as their styles. */
  readonly shared: readonly string[]
  /** What they load of text, such as the index of the search. */
  readonly texts: Readonly<Record<string, string>>
  /** What they load besides: typefaces and scripts that never change under their names. */
  readonly assets: readonly string[]
  /** Of each image its smallest form; pages do without. */
  readonly images: readonly string[]
}

/** By id, as all files that are read again and again. */
export const offlinePackAddress = (locale: Locale, edition: string): Address =>
  `/${locale}/feeds/${edition}/offline.json`

/** The page that says what is kept, where a page was not. */
export const absentPageAddress = (locale: Locale, edition: string): Address =>
  `/${locale}/feeds/${edition}/offline/`

/** Where the text of a page begins. No text of an editor can be the same: in it, quotation marks are escaped. */
const mainStart = '<main id="content" tabindex="-1">'

/** A page of a pack as the browser shows it. */
export const keptPage = (pieces: readonly (string | number)[], shared: readonly string[]): string =>
  pieces.map((piece) => (typeof piece === 'number' ? (shared[piece] ?? '') : piece)).join('')

/** A page that says at its beginning as of when it is. */
export const notedPage = (html: string, note: string): string =>
  html.replace(mainStart, () => `${mainStart}<p class="note" data-kept>${escaped(note)}</p>`)

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The sentence that says as of when a page is; the date stands there where it is not that of now. Instants in milliseconds since 1970. */
export function noteText(
  { note, zone, intl }: Pick<OfflinePack, 'note' | 'zone' | 'intl'>,
  asOf: number,
  now: number,
): string {
  return note.replace('{{time}}', () => asOfText({ zone, intl }, asOf, now))
}

/** @example asOfText({ zone: 'Africa/Johannesburg', intl: 'en-GB' }, …) → '10:42', or '12 November at 10:42' on another day */
export function asOfText(
  { zone: timeZone, intl }: Pick<OfflinePack, 'zone' | 'intl'>,
  asOf: number,
  now: number,
): string {
  // Swedish dates have the format of ISO 8601.
  const day = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' })
  const isToday = day.format(asOf) === day.format(now)
  return new Intl.DateTimeFormat(intl, {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(!isToday && { day: 'numeric', month: 'long' }),
  }).format(asOf)
}

/** What the forms of one image have in common in their paths. @example imageOf('images/a1-0-0-480-480-112.webp') → 'images/a1-0-0-480-480' */
export const imageOf = (path: string): string => path.replace(/-\d+\.\w+$/, '')
