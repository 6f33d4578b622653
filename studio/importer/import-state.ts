import { useSyncExternalStore } from 'react'
import type { Locale } from '#src/locales.ts'
import type { CreatedDrafts } from '../new-drafts.ts'
import type { EditionFields } from './edition-fields.ts'
import type { Role, SourceLine } from './plan.ts'

/** How far an import has come. */
export type ImportState = {
  text: string
  /** There once the text or a file has been read. */
  lines?: readonly SourceLine[] | undefined
  assigned: ReadonlyMap<number, Role>
  locale?: Locale | undefined
  filled: Partial<EditionFields>
  written?: CreatedDrafts | undefined
  /** What just happened, in words. */
  notice?: { tone: 'positive' | 'critical'; words: string } | undefined
}

/** Kept while the Studio is open, so that a look into another tool, or a tool made anew, loses nothing. */
let kept: ImportState = { text: '', assigned: new Map(), filled: {} }
const listeners = new Set<() => void>()

export const useImportState = (): ImportState => useSyncExternalStore(subscribe, () => kept)

export function updateImport(change: Partial<ImportState>): void {
  kept = { ...kept, ...change }
  for (const listener of listeners) listener()
}

/** With the lines of a text, an import begins anew. */
export const startImport = (
  lines: readonly SourceLine[] | undefined,
  more: Partial<ImportState> = {},
): void =>
  updateImport({
    lines,
    assigned: new Map(),
    locale: undefined,
    filled: {},
    written: undefined,
    notice: undefined,
    ...more,
  })

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
