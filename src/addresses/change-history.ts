import { z } from 'zod'
import { locales } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import {
  changeBetween,
  type Facts,
  type FactsChange,
  mergedChanges,
  type SessionChange,
} from '#src/programme/session-changes.ts'

/**
 * The date and the times of a session, as wall clock in its edition's time zone, and the ids of its rooms. Ledgers of earlier
 * versions do not know the people (ids, sorted), nor whether it was cancelled or has been withdrawn.
 */
export type SessionPlace = {
  date: string
  start: string
  end: string
  rooms: readonly string[]
  people?: readonly string[]
  isCancelled?: boolean
  isWithdrawn?: boolean
}

/** A session as a ledger records it, or another subject, which has no `last`. */
type SessionRecord = {
  readonly kind: string
  readonly id: string
  readonly titles: Localized<string>
  readonly edition?: string
  readonly last?: SessionPlace
}

/** What changed in the programme of each edition since it was first published, by its id, in the order of time. */
export type Changes = Readonly<Record<string, readonly SessionChange[]>>

/** When sessions were last changed, by id, and the newest change of all content, both in ISO 8601. */
export type ChangeTimes = { readonly ofSession: ReadonlyMap<string, string>; readonly newest: string }

/**
 * The changes of each edition, with those between the sessions of the ledger, which were published last, and today's. An edition
 * begins with none when it first has sessions.
 *
 * A change has the time of its session; one that was withdrawn has none any more, and takes that of the newest change of all
 * content. Times of an edition only rise, so that who remembers one knows what came after it. What changes again within ten
 * minutes is one change: an editor moves a session in several steps.
 */
export function extendedChanges(
  { permalinks, changes: known }: { permalinks: Readonly<Record<string, SessionRecord>>; changes: Changes },
  today: readonly SessionRecord[],
  { ofSession, newest }: ChangeTimes,
): Changes {
  const sessions = new Map(today.flatMap((one) => (one.kind === 'session' ? [[one.id, one] as const] : [])))
  const differences = Map.groupBy(differencesOf(permalinks, sessions), ({ edition }) => edition)
  const editions = [...Object.keys(known), ...[...sessions.values()].map(({ edition = '' }) => edition)]
  return Object.fromEntries(
    [...new Set(editions)].sort(byText).map((id) => {
      const earlier = Object.hasOwn(known, id) ? known[id] : undefined
      const added = earlier === undefined ? [] : (differences.get(id) ?? [])
      return [id, withChanges(earlier ?? [], added, (session) => ofSession.get(session) ?? newest)]
    }),
  )
}

type Difference = { readonly edition: string | undefined; readonly change: FactsChange & { isBack?: true } }

/** What differs between the sessions of a ledger and today's. One that is in another edition than before is withdrawn from that. */
function differencesOf(
  permalinks: Readonly<Record<string, SessionRecord>>,
  sessions: ReadonlyMap<string, SessionRecord>,
): readonly Difference[] {
  const left = Object.values(permalinks).filter(
    (record) => !isUnknown(record) && sessions.get(record.id)?.edition !== record.edition,
  )
  return [
    ...left.flatMap((record) => differenceOf(record.edition, record, undefined)),
    ...Array.from(sessions.values(), (record) => {
      const earlier = Object.hasOwn(permalinks, record.id) ? permalinks[record.id] : undefined
      if (isUnknown(earlier)) return []
      return differenceOf(record.edition, earlier?.edition === record.edition ? earlier : undefined, record)
    }).flat(),
  ]
}

function differenceOf(
  edition: string | undefined,
  before: SessionRecord | undefined,
  after: SessionRecord | undefined,
): readonly Difference[] {
  const id = after?.id ?? before?.id ?? ''
  const change = changeBetween(id, factsOf(before), factsOf(after))
  const isBack = before?.last?.isWithdrawn
  return change ? [{ edition, change: { ...change, ...(isBack && { isBack }) } }] : []
}

function withChanges(
  known: readonly SessionChange[],
  added: readonly Difference[],
  timeOf: (session: string) => string,
): readonly SessionChange[] {
  if (added.length === 0) return known
  const last = known.at(-1)?.at
  const next = last === undefined ? 0 : Date.parse(last) + 1000
  const all = [...known]
  const timed = added
    .map(({ change }) => ({
      change,
      at: secondText(Math.max(Date.parse(timeOf(change.session)) || 0, next)),
    }))
    .sort((a, b) => byText(a.at, b.at) || byText(a.change.session, b.change.session))
  for (const { change, at } of timed) {
    const place = all.findLastIndex(({ session }) => session === change.session)
    const earlier = all[place]
    const isSameEdit = earlier !== undefined && Date.parse(at) - Date.parse(earlier.began) < oneEdit
    if (isSameEdit) all.splice(place, 1)
    const { began, ...merged } = isSameEdit
      ? { ...mergedChanges(earlier, change), began: earlier.began }
      : { ...change, began: at }
    all.push({ ...merged, began, at })
  }
  return all
}

/** In milliseconds. */
const oneEdit = 10 * 60_000

/** @example secondText(0) → '1970-01-01T00:00:00Z' */
const secondText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`

/** Whether a session was published of which an early ledger knows too little to compare. */
const isUnknown = (record: SessionRecord | undefined): boolean =>
  record?.kind === 'session' && record.last?.people === undefined

/** The facts of a session that is published; undefined for one that is not. */
export function factsOf(record: SessionRecord | undefined): Facts | undefined {
  const { last, titles: all } = record ?? {}
  if (last === undefined || all === undefined || last.isWithdrawn) return undefined
  const { date, start, end, rooms, people = [], isCancelled = false } = last
  return {
    times: { date, start, end },
    ...{ rooms: rooms.toSorted(byText), people, titles: all, isCancelled },
  }
}

/** A localized text of a ledger, in the languages of this version. */
export const titles = z
  .record(z.string(), z.string())
  .transform(
    (all): Localized<string> =>
      Object.fromEntries(
        locales.flatMap(({ locale }) => (all[locale] === undefined ? [] : [[locale, all[locale]]])),
      ),
  )

const facts = z
  .looseObject({
    times: z.object({ date: z.string(), start: z.string(), end: z.string() }).exactOptional(),
    rooms: z.array(z.string()).exactOptional(),
    people: z.array(z.string()).exactOptional(),
    titles: titles.exactOptional(),
    isCancelled: z.boolean().exactOptional(),
  })
  .nullable()

/** A change as a ledger has it. What a later version wrote more is kept. */
export const changeFields = z.looseObject({
  ...{ session: z.string(), began: z.string(), at: z.string(), before: facts, after: facts },
  isBack: z.literal(true).exactOptional(),
})
