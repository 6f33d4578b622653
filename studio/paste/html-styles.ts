/** What the styles of HTML that programs copy say of its text: that it is hidden, or struck out. */
export type HtmlStyle = 'hidden' | 'struck'

/** Whether an element of a document is hidden, or struck out, by its name, its own style, or a class of the document's styles. */
export function htmlStyles(document: Document): (element: Element, what: HtmlStyle) => boolean {
  const classes = classesIn(document)
  return (element, what) =>
    (what === 'hidden' ? element.hasAttribute('hidden') : struckNames.has(element.localName)) ||
    declares[what].test(element.getAttribute('style') ?? '') ||
    [...element.classList].some((name) => classes[what].has(name))
}

const struckNames: ReadonlySet<string> = new Set(['s', 'strike', 'del'])

const declares = {
  hidden: /display:\s*none|visibility:\s*(?:hidden|collapse)|mso-hide:\s*all/i,
  struck: /text-decoration(?:-line)?:[^;]*line-through/i,
} as const

/** The classes of a document's own styles that hide text or strike it out: programs of tables write them so. */
function classesIn(document: Document): Record<HtmlStyle, ReadonlySet<string>> {
  const [hidden, struck] = [new Set<string>(), new Set<string>()]
  for (const style of document.querySelectorAll('style'))
    for (const [, name = '', rule = ''] of (style.textContent ?? '').matchAll(
      /\.([\w-]{1,60})\s*\{([^{}]{0,4000})\}/g,
    )) {
      if (declares.hidden.test(rule)) hidden.add(name)
      if (declares.struck.test(rule)) struck.add(name)
    }
  return { hidden, struck }
}
