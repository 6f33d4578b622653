import { congress } from './congress/congress.ts'
import { contributors } from './contributors.ts'
import { daejeon, durban } from './editions.ts'
import { forum } from './forum.ts'
import { pages } from './pages.ts'
import { breaks, parts } from './parts.ts'
import { sessions } from './sessions.ts'
import { strategySections } from './strategy.ts'
import { terms } from './terms.ts'
import type { SeedContent, SeedDocument } from './write.ts'

export type { SeedContent, SeedDocument }

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
  ...terms,
]

/** The image for the field `image` of a document, whose `alt` is in the default content. */
export const editionImage = {
  file: new URL('./durban.png', import.meta.url),
  filename: 'durban.png',
  documentId: 'edition-2019',
} as const

/** What an empty lake starts with, by the value of `DEFAULT_CONTENT`. */
export const seedContents = {
  yes: { documents: defaultContent, images: [editionImage], files: [] },
  congress,
} as const satisfies Readonly<Record<string, SeedContent>>
