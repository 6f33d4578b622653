/** What this browser remembers of how an editor works; nothing where it stores nothing. */

/** A value as it was remembered; undefined where there is none. Its shape is not checked. */
export function remembered(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(nameOf(key)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Remembers a value of JSON. Where storage is full or not allowed, it is forgotten. */
export function remember(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(nameOf(key), JSON.stringify(value))
  } catch {}
}

const nameOf = (key: string) => `learning-forum.${key}`
