/** Whether the browser keeps what this site stores. */
export function canStore(): boolean {
  try {
    const probe = 'probe'
    localStorage.setItem(probe, probe)
    localStorage.removeItem(probe)
    return true
  } catch {
    return false
  }
}

/** The reader's selection, which `stars.ts` writes too. A stored value that is not a list of ids counts as empty. */
export function readSelection(key: string): string[] {
  try {
    return JSON.parse(localStorage[key]).filter((id: unknown) => typeof id === 'string')
  } catch {
    return []
  }
}

/** Stores the selection. Does nothing where the browser does not allow storage. */
export function writeSelection(key: string, ids: readonly string[]): void {
  try {
    localStorage[key] = JSON.stringify(ids)
  } catch {
    // The browser does not allow storage.
  }
}
