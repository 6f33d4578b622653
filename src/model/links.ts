/** Whether a page may have this link: https, mailto, tel, or an address of the site itself. */
export function isSafeLink(href: string): boolean {
  const text = href.trim()
  if (/^\/(?![/\\])/.test(text)) return !hasControlCharacter(text)
  const url = URL.parse(text)
  return url !== null && ['https:', 'mailto:', 'tel:'].includes(url.protocol) && !hasControlCharacter(text)
}

// Browsers drop tabs and line ends inside an address, so "java\tscript:" would run as a script.
const hasControlCharacter = (text: string) => [...text].some((character) => character < ' ')

/** A map of a position, in degrees. */
export const mapAddress = ({ lat, lng }: { lat: number; lng: number }): string =>
  `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=17/${lat}/${lng}`
