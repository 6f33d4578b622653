import { AsyncLocalStorage } from 'node:async_hooks'
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
  faults: readonly Fault[]
  /** What ties a field's text on a page to its form in the Studio, and says what is wrong with it. */
  attributes(documentId: string, field: string, locale: Locale): Readonly<Record<string, string>>
}

/** Shows one revision to all that is done in `work`: a page is of one moment from top to bottom. */
export const withRevision = <T>(revision: Revision, work: () => T): T => shown.run(revision, work)

/** The revision that a page is being made of; undefined where the public site is built. */
export const currentRevision = (): Revision | undefined => shown.getStore()

declare global {
  var learningForumRevision: AsyncLocalStorage<Revision> | undefined
}

/** The pages are a bundle with a copy of this module: what both are to see is one for the whole process. */
globalThis.learningForumRevision ??= new AsyncLocalStorage<Revision>()
const shown = globalThis.learningForumRevision
