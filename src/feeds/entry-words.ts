import { memo } from '#src/model/memo.ts'
import { keysOf, namesIn, wordsOfText } from './search-words.ts'

/**
 * The words of an entry, as they are written but in lower case, apart from those of its title: each once, in order, with
 * a space between. In names, what a hyphen or an apostrophe joins stays one word, and capital letters stay.
 * @example searchWords('Jean-Pierre', ['Jean-Pierre O’Brien'], ['L’école et l’État']) → 'O’Brien et l école état'
 */
export const searchWords = (
  title: string,
  names: readonly (string | undefined)[],
  texts: readonly (string | undefined)[],
): string => listedWords(title, namesIn(names.join(' ')).join(' '), texts.join('\n'))

const listedWords = memo((title: string, names: string, text: string): string => {
  const known = new Set(namesIn(title).flatMap(keysOf))
  const kept = new Set<string>()
  for (const written of [...names.split(' '), ...wordsOfText(text.toLowerCase())]) {
    // A time may be written with spaces.
    const word = written.replace(/\s/g, '')
    const keys = keysOf(word)
    if (keys.every((key) => known.has(key))) continue
    for (const key of keys) known.add(key)
    kept.add(word)
  }
  return [...kept].sort().join(' ')
})
