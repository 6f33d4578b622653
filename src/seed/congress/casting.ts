import { lengthOf, minutesOf } from '#src/model/time.ts'
import type { Gapped } from '../write.ts'
import { organisationId, organisationTexts } from './congress-organisations.ts'
import { people } from './congress-people.ts'
import type { PartKey } from './congress-places.ts'
import type { RoleKey } from './congress-positions.ts'
import type { Planned } from './programme-rows.ts'

/** Who takes part in a session: the id of a contributor, with a role and what the session says of where they work. */
export type CastPart = { id: string; role?: RoleKey | undefined; affiliation?: Gapped | undefined }

/**
 * The contributors of each row. Those that a row names come first; then people who come for its part, those with the
 * fewest sessions before others. Nobody is in two sessions at once.
 */
export function castOf(rows: readonly Planned[]): readonly (readonly CastPart[])[] {
  const busy = new Map<string, Span[]>()
  const isFree = (id: string, span: Span) => !(busy.get(id) ?? []).some((other) => meet(other, span))
  const take = (id: string, span: Span) => busy.set(id, [...(busy.get(id) ?? []), span])
  const named = rows.map((row) =>
    (row.more.with ?? []).map(([name, role, affiliation]): CastPart => {
      const id = people.find((person) => person.row[0] === name)?.id
      if (id === undefined || !isFree(id, spanOf(row)))
        throw new Error(`${name} cannot take part in ${row.title.en}`)
      take(id, spanOf(row))
      return { id, role, affiliation }
    }),
  )
  const least = (candidates: readonly Candidate[], { part, more }: Planned, span: Span, count: number) => {
    const themes = new Set(candidates.map(({ theme }) => theme))
    const isAsked = more.plenary || part === undefined || !themes.has(part)
    const found = (isAsked ? mixed(candidates) : candidates)
      .filter(({ id, theme }) => (isAsked || theme === part) && isFree(id, span))
      .sort((a, b) => (busy.get(a.id)?.length ?? 0) - (busy.get(b.id)?.length ?? 0))
      .slice(0, count)
    for (const { id } of found) take(id, span)
    return found.map(({ id }) => id)
  }
  return rows.map((row, index) => {
    const own = named[index] ?? []
    const count = row.more.people ?? (own.length > 0 ? 0 : (usual[index % usual.length] ?? 0))
    const found = least(people, row, spanOf(row), count)
    const hosts = index % 3 === 1 ? least(organisations, row, spanOf(row), 1) : []
    const roles = rolesOf(row, own, found.length)
    return [
      ...own,
      ...found.map((id, at): CastPart => ({ id, role: roles[at] })),
      ...hosts.map((id): CastPart => ({ id, role: 'host' })),
    ]
  })
}

/** The first of each theme, then the second of each, and so on. */
function mixed(candidates: readonly Candidate[]): readonly Candidate[] {
  const byTheme = [...Map.groupBy(candidates, ({ theme }) => theme).values()]
  return candidates.flatMap((_candidate, index) => byTheme.flatMap((list) => list[index] ?? []))
}

type Candidate = { readonly id: string; readonly theme: PartKey }

const organisations: readonly Candidate[] = Object.entries(organisationTexts).map(([key, { theme }]) => ({
  id: organisationId(key as keyof typeof organisationTexts),
  theme,
}))

/** How many people take part in one session after another, where it does not say. */
const usual = [2, 3, 1, 2, 4, 3, 2, 5, 1, 2, 3]

/** Somebody leads where several talk, and somebody writes it down where many do. */
function rolesOf({ title }: Planned, own: readonly CastPart[], count: number): (RoleKey | undefined)[] {
  const isLed = own.some(({ role }) => role !== undefined)
  const lead = title.en?.startsWith('Lab') || title.en?.startsWith('Table') ? 'facilitator' : 'moderator'
  return Array.from({ length: count }, (_, index) => {
    if (index === 0 && !isLed && own.length + count > 1) return lead
    return index === count - 1 && own.length + count > 3 ? 'rapporteur' : undefined
  })
}

/** Minutes since 1970, by the clocks of the edition. */
type Span = readonly [start: number, end: number]
const spanOf = (times: Planned): Span => {
  const start = Date.parse(`${times.date}T00:00:00Z`) / 60_000 + minutesOf(times.start)
  return [start, start + lengthOf(times)]
}
const meet = ([a, b]: Span, [c, d]: Span) => a < d && c < b
