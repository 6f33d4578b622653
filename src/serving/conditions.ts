import type { IncomingHttpHeaders } from 'node:http'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'

/** A part of a file: its first byte and its last one, both of them in it. */
export type ByteRange = { readonly first: number; readonly last: number }

/**
 * The range that a request asks for (RFC 9110, section 14.2), of a file with this many bytes. Undefined where it is to be
 * ignored, since it is not understood, not valid, or several; 'unsatisfiable' where it begins behind the end.
 */
export function rangeOf(header: string | undefined, length: number): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = '', suffix = ''] =
    /^bytes=[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/i.exec(header ?? '') ?? []
  if (from === '' && suffix === '') return undefined
  if (from === '') {
    const count = Math.min(Number(suffix), length)
    return count === 0 ? 'unsatisfiable' : { first: length - count, last: length - 1 }
  }
  const [first, last] = [Number(from), to === '' ? Number.POSITIVE_INFINITY : Number(to)]
  if (last < first) return undefined
  return first >= length ? 'unsatisfiable' : { first, last: Math.min(last, length - 1) }
}

/** The entity tags of a header, with their quotes and without `W/`; or '*'. Takes no list that is not well-formed. */
export function tagsOf(header: string | undefined): readonly string[] | '*' {
  if (header === undefined) return []
  if (header.trim() === '*') return '*'
  if (!/^[ \t,]*((W\/)?"[\x21\x23-\x7e\x80-\xff]*"[ \t,]*)*$/.test(header)) return []
  return header.match(/"[^"]*"/g) ?? []
}

/** The encodings that we have, the best one first. */
export const encodings = ['br', 'gzip'] as const
export type ContentEncoding = (typeof encodings)[number]

/** The best encoding of those that we have and a client takes (RFC 9110, section 12.5.3); undefined for none. */
export function encodingFor(headers: IncomingHttpHeaders): ContentEncoding | undefined {
  const header = headers['accept-encoding']
  if (header === undefined) return undefined
  const known = negotiated.get(header)
  if (known) return known.encoding
  const accepted = new Negotiator({ headers }).encodings([...encodings])
  const encoding = encodings.find((name) => accepted.includes(name))
  negotiated.set(header, { encoding })
  return encoding
}

/** Browsers send the same few headers all the time. */
const negotiated = new LRUCache<string, { encoding: ContentEncoding | undefined }>({ max: 200 })
