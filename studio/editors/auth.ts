import { type ClientConfig, createClient } from '@sanity/client'
import { type AuthStore, createAuthStore } from 'sanity'
import { NameScreen } from './NameScreen.tsx'
import type { LakeConnection } from './name.ts'

/**
 * The authentication with the embedded lake: Sanity's own, but with a question for a name in place of a login. The
 * token only identifies an editor; it is no secret and gives no access.
 */
export function editorByName({ projectId, dataset, apiHost }: LakeConnection): AuthStore {
  const store = createAuthStore({
    projectId,
    dataset,
    apiHost,
    loginMethod: 'token',
    clientFactory: (config: ClientConfig) =>
      createClient({ ...config, token: config.token ?? unknownToken, ignoreBrowserTokenWarning: true }),
  })
  return { ...store, LoginComponent: NameScreen }
}

/** The lake takes a client without a token for a program. This token is no editor's, so the lake answers that nobody is logged in. */
const unknownToken = 'nobody'
