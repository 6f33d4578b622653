import { type ClientConfig, createClient } from '@sanity/client'
import { type AuthStore, createAuthStore } from 'sanity'
import { NameScreen } from './NameScreen.tsx'
import type { EmbeddedLake } from './name.ts'

/**
 * Who is writing, beside the embedded lake: the Studio's own way of keeping a token and asking whose it is, with a
 * question for the name in place of a login. The token is no secret and opens nothing.
 */
export function editorByName({ projectId, dataset, apiHost }: EmbeddedLake): AuthStore {
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

/** Without a token the lake takes whoever asks for a program; this one it cannot know, and says so. */
const unknownToken = 'nobody'
