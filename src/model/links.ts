/** Whether a link may stand on a page: https, mailto, tel, or an address of the site itself. */
export function isSafeLink(href: string): boolean {
  const text = href.trim()
  if (/^\/(?![/\\])/.test(text)) return !hasControl(text)
  const url = URL.parse(text)
  return url !== null && ['https:', 'mailto:', 'tel:'].includes(url.protocol) && !hasControl(text)
}

// Browsers drop tabs and line ends inside an address, so that "java\tscript:" would come through.
const hasControl = (text: string) => [...text].some((character) => character < ' ')
