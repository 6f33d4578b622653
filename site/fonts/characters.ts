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
