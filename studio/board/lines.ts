import { isRecord } from '#src/model/fields.ts'
import { byTime } from '#src/model/order.ts'
import { editionOf, referred } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, isDate, isTime, isTimeZone } from '#src/model/time.ts'
import type { Row } from '#src/programme/conflicts.ts'
import { isDraftId } from '../ids.ts'
import { studioLocale } from '../language.ts'
import { named } from '../schema/preview.ts'
import type { Shown } from './write.ts'

/** A session or a break as the board shows it; its times are sound, everything else may be missing. */
export type Line = Row & {
  document: Shown
  title: string
  part?: string | undefined
  status: 'scheduled' | 'moved' | 'cancelled'
  isDraft: boolean
}

/** What the board needs to know of one edition, made of documents that may be unfinished. */
export type Plan = {
  edition: RawDocument
  timeZone: string
  /** The days from its first to its last, and those on which something else takes place. */
  days: readonly string[]
  lines: readonly Line[]
  /** Sessions and breaks without a day, or without times that can be drawn. */
  untimed: readonly Shown[]
  parts: readonly Named[]
  rooms: readonly Named[]
}

export type Named = { id: string; title: string; ordinal: number }

/** Editions, the latest first. */
export function editionsIn(documents: readonly RawDocument[]): readonly RawDocument[] {
  return documents
    .filter(({ _type }) => _type === 'edition')
    .sort((a, b) => (String(a.firstDay) > String(b.firstDay) ? -1 : 1))
}

/** The edition that the forum calls its present one; else the latest. */
export function presentEdition(documents: readonly RawDocument[]): string | undefined {
  const present = referred(documents.find(({ _type }) => _type === 'forum')?.currentEdition)
  const editions = editionsIn(documents)
  return (editions.find(({ _id }) => _id === present) ?? editions[0])?._id
}

export function planOf(documents: readonly Shown[], edition: RawDocument): Plan {
  const named = (type: string) =>
    documents
      .filter(({ _type }) => _type === type)
      .map((document) => ({
        document,
        id: document._id,
        title: titleOf(document),
        ordinal: Number(document.ordinal ?? 1),
      }))
  const parts = named('part')
    .filter(({ document }) => referred(document.edition) === edition._id)
    .sort((a, b) => a.ordinal - b.ordinal)
  const stored = new Map(documents.map((one) => [one._id, one]))
  const own = documents.filter(
    (one) =>
      (one._type === 'session' || one._type === 'break') &&
      editionOf(one, (id) => stored.get(id)) === edition._id,
  )
  const lines = own.flatMap((document) => lineOf(document, edition._id) ?? [])
  const timed = new Set(lines.map(({ id }) => id))
  return {
    edition,
    timeZone: typeof edition.timeZone === 'string' && isTimeZone(edition.timeZone) ? edition.timeZone : 'UTC',
    days: daysOf(edition, lines),
    lines: lines.sort(byTime),
    untimed: own.filter(({ _id }) => !timed.has(_id)),
    parts,
    rooms: named('room').sort((a, b) => a.title.localeCompare(b.title, studioLocale, { numeric: true })),
  }
}

/** What a document is called on the board. */
export const titleOf = (document: RawDocument): string => named(document.title ?? document.name)

function lineOf(document: Shown, edition: string): Line | undefined {
  const { _id: id, _type, date, start, end, status } = document
  const isDrawn = typeof date === 'string' && isDate(date) && isClock(start) && isClock(end) && start < end
  if (!isDrawn) return undefined
  const contributions = Array.isArray(document.contributors) ? document.contributors : []
  return {
    ...{ id, type: _type === 'break' ? 'break' : 'session', edition, date, start, end, document },
    room: referred(document.room),
    contributors: contributions.flatMap((one) => (isRecord(one) ? (referred(one.contributor) ?? []) : [])),
    cancelled: status === 'cancelled',
    title: titleOf(document),
    part: referred(document.part),
    status: status === 'cancelled' || status === 'moved' ? status : 'scheduled',
    isDraft: isDraftId(document._originalId),
  }
}

function daysOf({ firstDay, lastDay }: RawDocument, lines: readonly Line[]): readonly string[] {
  const days = new Set(lines.map(({ date }) => date))
  if (typeof firstDay === 'string' && typeof lastDay === 'string' && isDate(firstDay) && isDate(lastDay)) {
    for (let count = 0; count < 31 && daysAfter(firstDay, count) <= lastDay; count++) {
      days.add(daysAfter(firstDay, count))
    }
  }
  return [...days].sort()
}

const isClock = (value: unknown): value is string => typeof value === 'string' && isTime(value)
