import { diffArrays } from 'diff'

/** A piece of two compared texts: in both, only in the earlier one, or only in the later one. */
export type WordChange = { kind: 'same' | 'gone' | 'new'; text: string }

/**
 * What changed between two texts, word by word. Neighbouring changes that only a space parts are one.
 * @param lang the BCP 47 tag of the texts
 * @example wordChanges('the local agenda', 'the regional agenda', 'en') → same 'the ', gone 'local', new 'regional', same ' agenda'
 */
export function wordChanges(before: string, after: string, lang: string): readonly WordChange[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' })
  const words = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)
  const joined: WordChange[] = []
  let [gone, added] = ['', '']
  const close = () => {
    if (gone !== '') joined.push({ kind: 'gone', text: gone })
    if (added !== '') joined.push({ kind: 'new', text: added })
    ;[gone, added] = ['', '']
  }
  const pieces = diffArrays(words(before), words(after))
  pieces.forEach(({ value, added: isNew, removed }, at) => {
    const text = value.join('')
    if (isNew) added += text
    else if (removed) gone += text
    else if (gone + added !== '' && /^[^\S\n]+$/.test(text) && at < pieces.length - 1) {
      gone += text
      added += text
    } else {
      close()
      joined.push({ kind: 'same', text })
    }
  })
  close()
  return joined
}
