import type { PublicSettings } from '#src/config.ts'

/** The settings that sanity.cli.ts writes into the Studio's bundle; undefined where the schema is read without a bundle. */
export const settings = (): PublicSettings | undefined =>
  typeof PUBLIC_SETTINGS === 'undefined' ? undefined : PUBLIC_SETTINGS

declare const PUBLIC_SETTINGS: PublicSettings | undefined
