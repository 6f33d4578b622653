import { diffArrays } from 'diff'

/** A piece of two compared texts: in both, only in the earlier one, or only in the later one. */
export type WordChange = { kind: 'same' | 'gone' | 'new'; text: string }

/**
 * What changed between two texts, word by word. Words that follow one another and changed are one change. The space
 * behind a word goes with it, so that no space is taken for something that stayed.
 * @param lang the BCP 47 tag of the texts
 * @example wordChanges('the local agenda', 'the regional agenda', 'en') → same 'the ', gone 'local', new 'regional', same ' agenda'
 */
export function wordChanges(before: string, after: string, lang: string): readonly WordChange[] {
  const [earlier, later] = [before, after].map((text) => spacedWords(text, lang))
  const changes = new Changes()
  let at = 0
  const isSame = (a: string, b: string) => a.trimEnd() === b.trimEnd()
  const pieces = diffArrays(earlier ?? [], later ?? [], { comparator: isSame, maxEditLength })
  if (pieces === undefined) changes.replace(before, after)
  for (const { value, added, removed } of pieces ?? []) {
    if (added) changes.replace('', value.join(''))
    else if (removed) changes.replace(value.join(''), '')
    else for (const [offset, word] of value.entries()) changes.keep(earlier?.[at + offset] ?? word, word)
    if (!added) at += value.length
  }
  return changes.all()
}

/** Words that may differ before the texts count as two: the work grows with its square, at each key that is pressed. */
const maxEditLength = 500

/** The words and signs of a text, each with the space behind it. */
function spacedWords(text: string, lang: string): string[] {
  const words: string[] = []
  for (const { segment } of new Intl.Segmenter(lang, { granularity: 'word' }).segment(text)) {
    if (segment.trim() === '' && words.length > 0) words[words.length - 1] += segment
    else words.push(segment)
  }
  return words
}

/** Collects what stayed and what changed, in order. */
class Changes {
  readonly #all: WordChange[] = []
  #gone = ''
  #new = ''

  replace(gone: string, added: string): void {
    this.#gone += gone
    this.#new += added
  }

  /** A word that stayed; the space behind it may have changed. */
  keep(before: string, now: string): void {
    this.#close()
    if (before === now) this.#push('same', now)
    else {
      this.#push('same', now.trimEnd())
      this.replace(before.slice(before.trimEnd().length), now.slice(now.trimEnd().length))
    }
  }

  all(): readonly WordChange[] {
    this.#close()
    return this.#all
  }

  #close(): void {
    const space = /\s*$/.exec(this.#new)?.[0] ?? ''
    // A space at the end of both stayed.
    const shared = this.#gone !== '' && /\s*$/.exec(this.#gone)?.[0] === space ? space.length : 0
    this.#push('gone', this.#gone.slice(0, this.#gone.length - shared))
    this.#push('new', this.#new.slice(0, this.#new.length - shared))
    this.#push('same', space.slice(space.length - shared))
    ;[this.#gone, this.#new] = ['', '']
  }

  #push(kind: WordChange['kind'], text: string): void {
    const last = this.#all.at(-1)
    if (last?.kind === kind) this.#all[this.#all.length - 1] = { kind, text: last.text + text }
    else if (text !== '') this.#all.push({ kind, text })
  }
}
