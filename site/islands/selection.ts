/** The reader's own programme as `stars.ts` keeps it. Whatever is stored that is no list of ids counts as nothing. */
export function readSelection(key: string): string[] {
  try {
    return JSON.parse(localStorage[key]).filter((id: unknown) => typeof id === 'string')
  } catch {
    return []
  }
}

/** Where nothing may be kept, nothing changes. */
export function writeSelection(key: string, ids: readonly string[]): void {
  try {
    localStorage[key] = JSON.stringify(ids)
  } catch {
    // The page goes on without.
  }
}

/** Calls when the selection may have changed: in another tab, or while this page was set aside. Ends it when told. */
export function onSelection(changed: () => void): () => void {
  const told = new AbortController()
  for (const event of ['storage', 'pageshow']) addEventListener(event, changed, { signal: told.signal })
  return () => told.abort()
}
