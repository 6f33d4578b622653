/**
 * Recognises the source text that a translation was made from: 14 hexadecimal digits, the same in every
 * runtime and whatever the order of an object's fields. `value` is what one language of a localized field
 * holds (the `value` of its item): a string, a slug or rich text. Keys that only tell items apart (`_key`)
 * and empty fields and lists do not count, so that they never make a translation stale.
 *
 * cyrb53 (53 bits, public domain): it tells edits apart, and protects nothing.
 */
export function sourceHash(value: unknown): string {
  const text = canonical(value)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  const mixedHigh = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 3266489909)
  return (4294967296 * (2097151 & mixedLow) + (mixedHigh >>> 0)).toString(16).padStart(14, '0')
}

/** JSON with its fields in order, without keys of items and without empty fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([name, one]) => name !== '_key' && !isEmpty(one))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
