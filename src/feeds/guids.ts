import { createHash } from 'node:crypto'

/**
 * A name for something that has an address, as a UUID of version 5 in the namespace of URLs: the same for the same
 * address on every machine (RFC 9562, 5.5).
 * @example guidOf('https://example.org/') → '…-5…'
 */
export function guidOf(url: string): string {
  const hex = createHash('sha1').update(urlNamespace).update(url).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  const fields = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, variant + hex.slice(18, 20)]
  return [...fields, hex.slice(20, 32)].join('-')
}

/** A positive number of 31 bits from a GUID, for programs that know what they read by a number alone. */
export const numberOf = (guid: string): number => Number.parseInt(guid.slice(0, 8), 16) & 0x7fffffff || 1

const namespace = '6ba7b8119dad11d180b400c04fd430c8'
const urlNamespace = Buffer.from(namespace, 'hex')
