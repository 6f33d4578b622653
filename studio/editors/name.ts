/** The embedded lake, as the Studio reaches it. */
export type EmbeddedLake = { projectId: string; dataset: string; apiHost: string }

/** Where the Studio keeps `{"token": …}` in the browser, for all its tabs. */
export const tokenKey = (projectId: string) => `__studio_auth_token_${projectId}`

/**
 * Tells the lake a name.
 * @param token of the editor whose name it is to be; undefined for whoever has none yet
 * @returns the token of the editor of that name
 * @throws {Error} with the lake's or the browser's words when that did not work
 */
export async function giveName(apiHost: string, name: string, token?: string): Promise<string> {
  const response = await fetch(`${apiHost}/v1/auth/editors`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ name }),
  })
  const answer: unknown = await response.json()
  const { token: given, message } = Object(answer)
  if (!response.ok || typeof given !== 'string') throw new Error(String(message ?? response.statusText))
  return given
}

/** The token that the browser keeps; undefined when there is none. */
export function storedToken(projectId: string): string | undefined {
  try {
    const { token } = Object(JSON.parse(localStorage.getItem(tokenKey(projectId)) ?? 'null'))
    return typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}

/** Goes on as the editor of a token: the Studio takes it out of its address, keeps it, and tells its other tabs. */
export function signInAs(token: string): void {
  window.location.hash = `token=${token}`
}
