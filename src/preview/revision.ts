import type { Content } from '#src/content/content.ts'
import type { Locale } from '#src/locales.ts'
import type { Fault } from '#src/rules/findings.ts'

export type Perspective = 'drafts' | 'published'

/** The content as it stands at one moment, drafts before what is published, ready to be made into pages. */
export type Revision = {
  /** Never the same for two states, nor after a restart. */
  number: number
  perspective: Perspective
  studioUrl: URL
  content: Content
  /** The folder that holds images and files, named by their asset ids. */
  assetsFolder: string
  faults: readonly Fault[]
  /** What ties a field's text on a page to its form in the Studio, and says what is wrong with it. */
  attributes(documentId: string, field: string, locale: Locale): Readonly<Record<string, string>>
}
