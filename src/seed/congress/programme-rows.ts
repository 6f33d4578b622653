import type { SpokenLanguage } from '#src/model/languages.ts'
import type { Gapped, SeedFile } from '../write.ts'
import type { PartKey, RoomKey } from './congress-places.ts'
import type { RoleKey } from './congress-positions.ts'

/** How the programme of the congress is written down: day by day, time by time. */

/** What is said of a session beside its part, its room and its title. */
export type More = {
  /** Further rooms. */
  and?: readonly RoomKey[]
  plenary?: true
  /** The end, where it is not that of the others that start with it. */
  until?: string
  text?: Gapped<readonly string[]>
  /** People by name with what they do there; those that are not named are found by their themes. */
  with?: readonly (readonly [name: string, role?: RoleKey | undefined, affiliation?: Gapped])[]
  /** How many people are found. */
  people?: number
  /** Spoken languages, and after `>` those that it is interpreted into. @example 'es > en fr' */
  languages?: string
  cancelled?: true
  moved?: { date?: string; start?: string; end?: string; rooms?: readonly RoomKey[] }
  links?: readonly (readonly [title: Gapped, url: string])[]
  /** Each for one language, or for all. */
  files?: readonly (readonly [title: Gapped, file: SeedFile, language?: SpokenLanguage])[]
  stream?: string
  recording?: string
  recap?: Gapped<readonly string[]>
}

export type Row = { part: PartKey | undefined; room: RoomKey | undefined; title: Gapped; more: More }
export type Planned = Row & { date: string; start: string; end: string }

/** A session: its part or none, its room or none, and its title. */
export const session = (
  part: PartKey | undefined,
  room: RoomKey | undefined,
  title: Gapped,
  more: More = {},
): Row => ({
  ...{ part, room, title, more },
})

/** Sessions that start at one time. */
export const at = (start: string, end: string, ...rows: readonly Row[]): Omit<Planned, 'date'>[] =>
  rows.map((row) => ({ ...row, start, end: row.more.until ?? end }))

/** What starts on one date. */
export const day = (date: string, ...times: readonly (readonly Omit<Planned, 'date'>[])[]): Planned[] =>
  times.flat().map((row) => ({ ...row, date }))
