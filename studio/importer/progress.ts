import { useSyncExternalStore } from 'react'
import type { Locale } from '#src/locales.ts'
import type { Written } from '../drafts.ts'
import type { Role, SourceLine } from './plan.ts'
import type { Form } from './proposal.ts'

/** How far an import has come. */
export type Progress = {
  text: string
  /** There once the text or a file has been read. */
  lines?: readonly SourceLine[] | undefined
  assigned: ReadonlyMap<number, Role>
  locale?: Locale | undefined
  filled: Partial<Form>
  written?: Written | undefined
  /** What just happened, in words. */
  notice?: { tone: 'positive' | 'critical'; words: string } | undefined
}

/** Kept while the Studio is open, so that a look into another tool, or a tool made anew, loses nothing. */
let kept: Progress = { text: '', assigned: new Map(), filled: {} }
const listeners = new Set<() => void>()

export const useProgress = (): Progress => useSyncExternalStore(subscribe, () => kept)

export function advance(change: Partial<Progress>): void {
  kept = { ...kept, ...change }
  for (const listener of listeners) listener()
}

/** With the lines of a text, an import begins anew. */
export const begin = (lines: readonly SourceLine[] | undefined, more: Partial<Progress> = {}): void =>
  advance({
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
