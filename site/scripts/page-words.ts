/** The words of code that is loaded later, in the page's language: `words.json`. */
export type LaterWords = Readonly<
  Record<
    | ('newer' | 'show' | 'since' | 'own' | 'others' | 'hide')
    | ('keep' | 'keeping' | 'kept' | 'update' | 'remove' | 'network' | 'full' | 'refused'),
    string
  >
>

/** Asks for them. @param code the address of a file at the root of the site, whose path may be longer than `/` */
export async function wordsOfPage(code: string): Promise<LaterWords> {
  const { pathname: root } = new URL('.', code)
  const [locale] = location.pathname.slice(root.length).split('/')
  const response = await fetch(`${root}${locale}/words.json`)
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}
