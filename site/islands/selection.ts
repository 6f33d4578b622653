import { useEffect, useState } from 'react'
import { canStore, readSelection, writeSelection } from './stored-selection.ts'

/** Sessions that are added to a selection, and that are removed from it, by their ids. */
export type SelectionChange = { readonly add: readonly string[]; readonly remove: readonly string[] }

export const undoing = ({ add, remove }: SelectionChange): SelectionChange => ({ add: remove, remove: add })

/**
 * The reader's selection, which `stars.ts` writes too, and what changes it. It follows changes in other tabs. Where the browser
 * does not allow storage, it lasts as long as the page. For what is shown in a browser alone.
 */
export function useSelection(key: string): [readonly string[], (change: SelectionChange) => void] {
  const [chosen, setChosen] = useState<readonly string[]>(() => readSelection(key))
  useEffect(() => {
    const read = () => canStore() && setChosen(readSelection(key))
    // Also while this page was in the back/forward cache.
    const listeners = new AbortController()
    for (const event of ['storage', 'pageshow']) addEventListener(event, read, { signal: listeners.signal })
    return () => listeners.abort()
  }, [key])
  const change = ({ add, remove }: SelectionChange) => {
    const before = canStore() ? readSelection(key) : chosen
    const ids = [...before.filter((id) => !add.includes(id) && !remove.includes(id)), ...add]
    writeSelection(key, ids)
    setChosen(ids)
  }
  return [chosen, change]
}
