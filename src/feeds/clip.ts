/**
 * Shortens a text to one line of at most `limit` characters (graphemes). A text that is too long is cut after a word
 * and ends in an ellipsis.
 * @example clip('One day in Durban', 12) → 'One day in…'
 */
export function clip(text: string, limit: number): string {
  const line = text.replace(/\s*[\n\r\t]\s*| {2,}/g, ' ').trim()
  if (line.length <= limit) return line
  const characters = firstGraphemes(line, limit + 1)
  if (characters.length <= limit) return line
  const cut = characters.slice(0, limit).join('')
  const space = cut.lastIndexOf(' ')
  const kept = space > cut.length / 2 ? cut.slice(0, space) : characters.slice(0, limit - 1).join('')
  return `${kept.replace(/[\s,;:.·–—-]+$/u, '')}…`
}

function firstGraphemes(text: string, count: number): readonly string[] {
  const characters: string[] = []
  for (const { segment } of segmenter.segment(text)) {
    if (characters.length === count) break
    characters.push(segment)
  }
  return characters
}

/** The graphemes of a text: a letter with an accent, or a flag, of several code points is one. */
export const graphemesOf = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
