import type { PlannedItem, Problem } from './plan.ts'

/** What is odd about the times of a plan: ends before starts, steps back, overlaps in one room. */
export function timeProblems(items: readonly PlannedItem[]): Problem[] {
  return items.flatMap((item, index): Problem[] => {
    const { line, day, start, end, title } = item
    const earlier = items.slice(0, index).filter((other) => other.day === day)
    const previous = earlier.at(-1)
    if (end !== undefined && end <= start) return [{ code: 'reversed', line, facts: { title, start, end } }]
    if (previous !== undefined && start < previous.start)
      return [{ code: 'outOfOrder', line, facts: { title, start, before: previous.title } }]
    const other = earlier.find((one) => overlap(one, item))
    return other === undefined ? [] : [{ code: 'overlap', line, facts: { title, other: other.title } }]
  })
}

/** Half-open: what ends when the other begins does not overlap. In two rooms two sessions may. */
function overlap(a: PlannedItem, b: PlannedItem): boolean {
  if (a.end === undefined || b.end === undefined || a.end <= a.start) return false
  if (a.kind === 'session' && b.kind === 'session' && a.room && b.room && a.room !== b.room) return false
  return a.start < b.end && b.start < a.end
}
