import type { ConflictKind } from '#src/model/codes.ts'
import type { Conflict } from './conflicts.ts'

/**
 * Rows that conflict for one reason: they are in one room, with one contributor, during one break, or at the same time without
 * a room. `shared` is the id of that room, contributor or break.
 */
export type Clash = { kind: ConflictKind; ids: readonly string[]; shared?: string }

/**
 * Conflicts of pairs, put together: a hundred sessions at one time without a room are one clash, not 4,950 pairs. Sessions that
 * conflict only by way of a third one are together too. Both orders are those of the conflicts.
 * @param isBreak whether an id is that of a break
 */
export function clashesOf(
  conflicts: readonly Conflict[],
  isBreak: (id: string) => boolean,
): readonly Clash[] {
  const groups = new Map<string, Groups>()
  for (const { kind, ids, shared: common } of conflicts) {
    const shared = kind === 'duringBreak' ? ids.find(isBreak) : common
    const key = [kind, shared].join(' ')
    const known = groups.get(key) ?? { kind, shared, groupOf: new Map() }
    groups.set(key, known)
    // All that run into a break are together by way of it, also those that do not meet.
    join(known.groupOf, ids)
  }
  return [...groups.values()].flatMap(({ kind, shared, groupOf }) =>
    [...new Set(groupOf.values())].map(
      (ids): Clash => ({
        kind,
        ids: [...ids].filter((id) => id !== shared),
        ...(shared !== undefined && { shared }),
      }),
    ),
  )
}

type Groups = { kind: ConflictKind; shared: string | undefined; groupOf: Map<string, Set<string>> }

/** Puts the groups of some ids together: the smaller into the larger, so that the cost stays small where there are many. */
function join(groupOf: Map<string, Set<string>>, ids: readonly string[]): void {
  for (const id of ids) if (!groupOf.has(id)) groupOf.set(id, new Set([id]))
  const groups = new Set(ids.flatMap((id) => groupOf.get(id) ?? []))
  const [largest, ...others] = [...groups].sort((a, b) => b.size - a.size)
  for (const id of others.flatMap((other) => [...other])) {
    largest?.add(id)
    if (largest) groupOf.set(id, largest)
  }
}
