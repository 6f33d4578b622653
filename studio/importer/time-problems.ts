import { endsTooEarly } from '#src/model/time.ts'
import { overlap } from '#src/programme/conflicts.ts'
import type { PlannedItem, Problem } from './plan.ts'

/** Times that need to be checked: an end that is too early, a start before that of the line above, an overlap in one room. */
export const timeProblems = (items: readonly PlannedItem[]): Problem[] =>
  [
    ...Map.groupBy(items, ({ day, isAfterMidnight }) => `${day} ${isAfterMidnight ?? false}`).values(),
  ].flatMap((ofDay) => ofDay.flatMap((item, index) => problemOf(item, ofDay.slice(0, index)) ?? []))

/** The problem of an item with itself or with the items above it on the same day. */
function problemOf(item: PlannedItem, above: readonly PlannedItem[]): Problem | undefined {
  const { line, start, end, title } = item
  if (end !== undefined && endsTooEarly({ start, end }))
    return { code: 'reversed', line, facts: { title, start, end } }
  const previous = above.at(-1)
  // Rows that went out from here have the times that they say, in whatever order they come back.
  if (previous !== undefined && start < previous.start && !item.sent && !previous.sent)
    return { code: 'outOfOrder', line, facts: { title, start, before: previous.title } }
  const other = above.find((one) => collide(one, item))
  return other && { code: 'overlap', line, facts: { title, other: other.title } }
}

/** Whether two items overlap and cannot: sessions in different rooms can. */
const collide = (one: PlannedItem, other: PlannedItem): boolean =>
  hasEnd(one) &&
  hasEnd(other) &&
  !endsTooEarly(one) &&
  overlap({ ...one, date: anyDay }, { ...other, date: anyDay }) &&
  !inDifferentRooms(one, other)

/** They are of one day, whose date may be unknown. */
const anyDay = '2000-01-01'

const inDifferentRooms = (one: PlannedItem, other: PlannedItem): boolean =>
  [one, other].every(({ kind, rooms }) => kind === 'session' && rooms.length > 0) &&
  !one.rooms.some((room) => other.rooms.includes(room))

const hasEnd = (item: PlannedItem): item is PlannedItem & { end: string } => item.end !== undefined
