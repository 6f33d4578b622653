import type { PublicSettings } from '#src/config.ts'

/** What sanity.cli.ts writes into the Studio's bundle; undefined where its schema is read without one. */
export const settings = (): PublicSettings | undefined =>
  typeof PUBLIC_SETTINGS === 'undefined' ? undefined : PUBLIC_SETTINGS

declare const PUBLIC_SETTINGS: PublicSettings | undefined
