import { remember, remembered } from '../../remembered.ts'
import { type ColumnTarget, columnTargets } from './column-heads.ts'
import { type ColumnMapping, keyOfTable, proposedMapping, type SessionTable } from './session-table.ts'

/** The mapping that this browser remembers for the heads of a table; else the proposed one. */
export function mappingFor(table: SessionTable): ColumnMapping {
  const proposed = proposedMapping(table)
  const targets = stored().find(([key]) => key === keyOfTable(table))?.[1]
  return targets?.length === proposed.targets.length ? { ...proposed, targets } : proposed
}

/** Remembers what the columns of a table are, among the last ones. A browser that stores nothing forgets it. */
export function rememberMapping(table: SessionTable, { targets }: ColumnMapping): void {
  const key = keyOfTable(table)
  const kept = [[key, targets], ...stored().filter(([other]) => other !== key)].slice(0, 20)
  remember(storedAs, kept)
}

const storedAs = 'import.columns'

function stored(): [string, ColumnTarget[]][] {
  const found = remembered(storedAs)
  return Array.isArray(found) ? found.flatMap(entryOf) : []
}

function entryOf(entry: unknown): [string, ColumnTarget[]][] {
  if (!Array.isArray(entry)) return []
  const [key, targets]: unknown[] = entry
  if (typeof key !== 'string' || !Array.isArray(targets)) return []
  const known = targets.flatMap((one) => columnTargets.find((target) => target === one) ?? [])
  return known.length === targets.length ? [[key, known]] : []
}
