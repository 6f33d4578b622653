import type { RawDocument } from '#src/model/schema.ts'
import { conflictsOf } from '#src/programme/conflicts.ts'
import { conflictWarnings } from '#src/rules/conflict-warnings.ts'
import { textOf, type Warning } from '#src/rules/findings.ts'
import { studioLocale } from '../language.ts'
import { documentName } from '../schema/list-text.ts'
import type { BoardLine } from './board-programme.ts'

/** The conflicts of one day: sentences for each line by its id, and a list with one warning per conflict. */
export type DayConflicts = {
  byLine: ReadonlyMap<string, readonly string[]>
  warnings: readonly Warning[]
}

export function dayConflicts(lines: readonly BoardLine[], documents: readonly RawDocument[]): DayConflicts {
  const conflicts = conflictsOf(lines)
  const warningsByLine = conflictWarnings(conflicts, documents, documentName)
  return {
    byLine: new Map([...warningsByLine].map(([id, warnings]) => [id, warnings.map(sentence)])),
    warnings: conflicts.flatMap((conflict): Warning[] => {
      const both = [...conflictWarnings([conflict], documents, documentName).values()].flat()
      // Of a session and a break, the warning of the session is shown.
      const one = both.find(({ documentType }) => documentType === 'session') ?? both[0]
      return one ? [one] : []
    }),
  }
}

function sentence(warning: Warning): string {
  const { field, wrong } = textOf(warning, studioLocale)
  return `${field} ${wrong}.`
}
