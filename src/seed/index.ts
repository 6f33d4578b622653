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
 * The default content, which an empty lake starts with: the fourth Learning Forum, Durban 2019. A document comes after
 * those that it refers to.
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

/** The image for the field `image` of a document, whose `alt` is in the default content. */
export const editionImage = {
  file: new URL('./durban.png', import.meta.url),
  filename: 'durban.png',
  documentId: 'edition-2019',
} as const
