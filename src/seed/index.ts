import { contributors } from './contributors.ts'
import { daejeon, durban } from './editions.ts'
import { forum } from './forum.ts'
import { pages } from './pages.ts'
import { breaks, parts } from './parts.ts'
import { sessions } from './sessions.ts'
import { strategySections } from './strategy.ts'
import type { SeedDocument } from './write.ts'

export type { SeedDocument }

/**
 * What the site says before anybody has written in the Studio: the fourth Learning Forum, Durban 2019.
 * Documents come after those that they refer to.
 */
export const defaultContent: readonly SeedDocument[] = [
  durban,
  daejeon,
  forum,
  ...strategySections,
  ...contributors,
  ...parts,
  ...sessions,
  ...breaks,
  ...pages,
]

/** The picture that belongs into the field `image` of a document, where its `alt` already is. */
export const editionImage = {
  file: new URL('./durban.png', import.meta.url),
  filename: 'durban.png',
  documentId: 'edition-2019',
} as const
