import { cleanText } from './clean-text.ts'

/** Whether a page may have this link: https, mailto, tel, or an address of the site itself. */
export function isSafeLink(href: string): boolean {
  const text = href.trim()
  if (/^\/(?![/\\])/.test(text)) return !hasControlCharacter(text)
  const url = URL.parse(text)
  return url !== null && leadsSomewhere(url) && !hasControlCharacter(text)
}

/** Whether it is of a kind that pages may have, and names what it leads to. */
function leadsSomewhere({ protocol, pathname }: URL): boolean {
  if (protocol === 'mailto:') return /^[^@\s]+@[^@\s]+$/.test(pathname)
  if (protocol === 'tel:') return /\d/.test(pathname)
  return protocol === 'https:'
}

/**
 * A link as somebody typed or pasted it, made whole: an address of the web without `https://` gets it, `http://` becomes
 * `https://`, and an e-mail address gets `mailto:` where a link may be one. Anything else stays as it is, without the
 * spaces around it.
 * @example completedLink('example.org/x') → 'https://example.org/x'
 */
export function completedLink(typed: string, { canBeEmail = true }: { canBeEmail?: boolean } = {}): string {
  const text = cleanText(typed).trim()
  if (text === '' || text.startsWith('/') ? !/^\/\/\w/.test(text) : isSafeLink(text)) return text
  if (/^[^\s@:/?#<>]+@[^\s@:/?#<>]+$/.test(text) && isHost(text.split('@')[1] ?? ''))
    return canBeEmail ? `mailto:${text}` : text
  const address = text.replace(/^(?:https?:)?\/*/i, '')
  const host = /^[^/?#:]*/.exec(address)?.[0] ?? ''
  const isFile = fileNames.test(address)
  const whole = `https://${address}`
  return isHost(host) && !isFile && !/[\s@]/.test(address) && isSafeLink(whole) ? whole : text
}

/** A name with a dot whose last part is of letters, as those of the web are, also beyond ASCII. */
const isHost = (name: string): boolean =>
  /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+(?:[\p{L}\p{M}]{2,}|xn--[a-z0-9-]+)$/iu.test(
    name,
  )

/** The name of a file without a host looks like a host. */
const fileNames = /^[^/]*\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|html?|jpe?g|png|gif|svg|mp[34])$/i

// Browsers drop tabs and line ends inside an address, so "java\tscript:" would run as a script.
const hasControlCharacter = (text: string) => [...text].some((character) => character < ' ')

/** A map of a position, in degrees. */
export const mapAddress = ({ lat, lng }: { lat: number; lng: number }): string =>
  `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=17/${lat}/${lng}`
