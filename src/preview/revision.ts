import type { Content } from '#src/content/content.ts'
import type { Locale } from '#src/locales.ts'
import type { Fault } from '#src/rules/findings.ts'
import type { Rehearsal } from './rehearsal.ts'

export type Perspective = 'drafts' | 'published'

/** What of the content is shown, and when. */
export type View = {
  readonly perspective: Perspective
  /** The only edition whose drafts are shown; all else is as it is published. */
  readonly edition?: string | undefined
  readonly rehearsal?: Rehearsal | undefined
}

/** The content at one moment, with drafts in place of what is published, ready for making pages. */
export type Revision = {
  /** Differs for each state of the content, also after a restart. */
  number: number
  view: View
  studioUrl: URL
  content: Content
  /** The folder that holds images and files, named by their asset ids. */
  assetsFolder: string
  faults: readonly Fault[]
  /**
   * The attributes of a field's element on a page: they link it to its form in the Studio, and say what is wrong with it.
   * With the key of a block of a rich text, those of that block's element.
   */
  attributes(
    documentId: string,
    field: string,
    locale: Locale,
    block?: string,
  ): Readonly<Record<string, string>>
}
