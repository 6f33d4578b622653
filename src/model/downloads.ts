import { type Locale, languageOf } from '#src/locales.ts'
import { memo } from './memo.ts'

/**
 * The kinds of file that a session or an edition may offer, by the ending of their names. Nothing that a browser would run,
 * or that holds other files: no web pages, no SVG, no programs, no archives.
 */
export const downloadKinds: readonly string[] = [
  ...['pdf', 'txt', 'csv', 'rtf'],
  ...['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp'],
  ...['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'heic', 'tif', 'tiff'],
  ...['mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'wav', 'flac'],
  ...['mp4', 'm4v', 'mov', 'webm', 'ogv'],
]

/** The ending of a file's name, from the id of its asset; undefined for an id of anything else. @example 'file-<sha1>-pdf' → 'pdf' */
export const downloadKind = (assetId: string): string | undefined =>
  /^file-[0-9A-Za-z]+-([0-9a-z]+)$/.exec(assetId)?.[1]

/** A file's name under `/files/`. @example 'file-<sha1>-pdf' → '<sha1>.pdf' */
export const fileName = (assetId: string): string => assetId.replace(/^file-(.+)-([a-z0-9]+)$/, '$1.$2')

/**
 * The name under which a file is saved: the name that it had when it was uploaded, without what no file system takes or
 * what could hide its ending (control characters, marks of direction, slashes), of at most 240 bytes.
 * @example downloadName('Rapport d’été.pdf', 'file-<sha1>-pdf') → 'Rapport d’été.pdf'
 */
export function downloadName(original: string | undefined, assetId: string): string {
  const ending = `.${downloadKind(assetId) ?? 'bin'}`
  const clean = (original ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu, '')
    .replace(/[\\/]/g, '-')
  const hasEnding = clean.toLowerCase().endsWith(ending)
  const stem = hasEnding ? clean.slice(0, -ending.length) : clean
  const kept = clipped(stem.replace(/^[\s.]+/, '').trim(), maxNameBytes - ending.length)
  return `${kept || 'document'}${hasEnding ? clean.slice(-ending.length) : ending}`
}

/** The size of a file in words, to two digits. @example sizeText(1_234_567, 'fr') → '1,2 Mo' */
export function sizeText(bytes: number, locale: Locale): string {
  // Where two digits of the smaller unit would be a thousand of them, the larger one begins.
  const text =
    bytes < 995_000
      ? sizeFormat(locale, 'kilobyte').format(Math.max(bytes / 1e3, 1))
      : sizeFormat(locale, 'megabyte').format(bytes / 1e6)
  return text.replace(' ', '\u00a0')
}

const sizeFormat = memo(
  (locale: Locale, unit: string) =>
    new Intl.NumberFormat(languageOf(locale).intl, { style: 'unit', unit, maximumSignificantDigits: 2 }),
)

const maxNameBytes = 240

/** As many whole characters of a text as these bytes of UTF-8 hold. */
function clipped(text: string, bytes: number): string {
  let length = 0
  let kept = ''
  for (const { segment } of characters.segment(text)) {
    length += encoder.encode(segment).length
    if (length > bytes) break
    kept += segment
  }
  return kept.trim()
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const encoder = new TextEncoder()
