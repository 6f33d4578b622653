/**
 * Sessions as short codes, for a link that carries them to another device: digits of a hash of their ids, so many of each
 * that those of the edition differ. A code never changes, so links stay right when sessions come and go.
 */

/** The fragment of a link that carries sessions. @param all the ids of the edition's sessions, past ones too */
export function fragmentOf(chosen: readonly string[], all: readonly string[]): string {
  const length = lengthFor(all)
  return `#s=${length}.${chosen.map((id) => codeOf(id).slice(0, length)).join('')}`
}

/** What a link carries: ids of sessions, and how many codes are of none, or no longer of one alone. */
export type Carried = { readonly ids: readonly string[]; readonly unknown: number }

/** What a fragment carries; undefined for one that is of something else. */
export function carriedIn(fragment: string, all: readonly string[]): Carried | undefined {
  const [, digits, text = ''] = /^#s=(\d{1,2})\.([0-9a-z]+)$/i.exec(fragment) ?? []
  const length = Number(digits)
  if (!(length >= shortest && length <= longest)) return undefined
  const idsByCode = Map.groupBy(all, (id) => codeOf(id).slice(0, length))
  const codes = new Set(text.toUpperCase().match(new RegExp(`.{1,${length}}`, 'g')))
  const ids = [...codes].flatMap((code) => {
    const [id, other] = idsByCode.get(code) ?? []
    return id === undefined || other !== undefined ? [] : id
  })
  return { ids, unknown: codes.size - ids.length }
}

const [shortest, longest] = [4, 12]

function lengthFor(ids: readonly string[]): number {
  const codes = [...new Set(ids)].map(codeOf)
  let length = shortest
  while (length < longest && new Set(codes.map((code) => code.slice(0, length))).size < codes.length)
    length += 1
  return length
}

/** The letters that QR codes keep in five and a half bits each, without those that look like others. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve digits. @see FNV-1a, 64 bits; the Web's own hashes are not there without https */
function codeOf(id: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(id))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  // The low bits of such a hash know little of the high bits of letters.
  hash ^= hash >> 32n
  return Array.from(
    { length: longest },
    (_, digit) => letters[Number((hash >> BigInt(5 * digit)) & 31n)] ?? '',
  ).join('')
}
