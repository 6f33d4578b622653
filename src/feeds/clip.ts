/**
 * A text of at most so many characters as readers count them, on one line; what is too long ends at a word,
 * with an ellipsis.
 * @example clip('One day in Durban', 12) → 'One day in…'
 */
export function clip(text: string, most: number): string {
  const line = text.replace(/\s*[\n\r\t]\s*| {2,}/g, ' ').trim()
  const characters = graphemesOf(line)
  if (characters.length <= most) return line
  const cut = characters.slice(0, most).join('')
  const space = cut.lastIndexOf(' ')
  const kept = space > cut.length / 2 ? cut.slice(0, space) : characters.slice(0, most - 1).join('')
  return `${kept.replace(/[\s,;:.·–—-]+$/u, '')}…`
}

/** The characters of a text as readers count them: an accent or a flag of two code points is one. */
export const graphemesOf = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
