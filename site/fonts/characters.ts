/**
 * The characters of each font file. The first file has those that English, French and Spanish texts need. Browsers load
 * the other files only where a page has other characters, such as in names.
 */
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('')

/** Letters, punctuation and spaces (no-break, narrow no-break, thin) of the three languages. */
export const coreCharacters = `${range(0x20, 0x7e)}ÀÂÇÈÉÊÎÔÙÛŒÁÍÓÚÑàâæçèéêëîïôùûüœáíóúñ¿¡«»–—’“”…·−\u00a0\u202f\u2009`

/** The rest of Latin-1 and its punctuation: Portuguese, German, Nordic names. */
export const restCharacters = [...`${range(0xa1, 0xff)}Ÿ‘‚„‹›•€™`]
  .filter((character) => !coreCharacters.includes(character))
  .join('')

/** Characters as CSS writes them. @example unicodeRange('abcx') → ['U+61-63', 'U+78'] */
export function unicodeRange(characters: string): string[] {
  const runs: [number, number][] = []
  for (const code of [...characters]
    .map((character) => character.codePointAt(0) ?? 0)
    .sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && code === last[1] + 1) last[1] = code
    else runs.push([code, code])
  }
  const hex = (code: number) => code.toString(16).toUpperCase()
  return runs.map(([first, last]) => `U+${hex(first)}${last === first ? '' : `-${hex(last)}`}`)
}
