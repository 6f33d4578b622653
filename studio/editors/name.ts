/** How the Studio reaches the embedded lake. */
export type LakeConnection = { projectId: string; dataset: string; apiHost: string }

/** The key under which Sanity stores `{"token": …}` in the browser, for all tabs. */
export const tokenKey = (projectId: string) => `__studio_auth_token_${projectId}`

/**
 * Gives an editor a name in the lake.
 * @param token of an editor who changes the name; undefined for a new editor
 * @returns the token of the editor
 * @throws {Error} with the message of the lake or of the browser
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

/** The token that is stored in the browser; undefined when there is none. */
export function storedToken(projectId: string): string | undefined {
  try {
    const { token } = Object(JSON.parse(localStorage.getItem(tokenKey(projectId)) ?? 'null'))
    return typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}

/** Continues as the editor of a token: Sanity takes it from the address, stores it, and informs the other tabs. */
export function signInAs(token: string): void {
  window.location.hash = `token=${token}`
}
