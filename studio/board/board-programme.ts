import { languageOf } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import { memoWith } from '#src/model/memo.ts'
import { byText, byTime } from '#src/model/order.ts'
import { editionOf, referencedId, referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, endsTooEarly, isDate, isTime, isTimeZone } from '#src/model/time.ts'
import type { Row } from '#src/programme/conflicts.ts'
import { documentsOfEdition, type Indexed, withoutEdition } from '../edition-documents.ts'
import { isDraftId } from '../ids.ts'
import { studioLocale } from '../language.ts'
import { documentName } from '../schema/list-text.ts'
import type { ShownDocument } from '../store/transactions.ts'

/** A session or a break on the board. Its date and times are valid; everything else may be missing. */
export type BoardLine = Row & {
  document: ShownDocument
  title: string
  part?: string | undefined
  status: 'scheduled' | 'moved' | 'cancelled'
  isDraft: boolean
}

/** The programme of one edition on the board, made of documents that may be unfinished. */
export type BoardProgramme = {
  edition: RawDocument
  /** UTC until the edition has one. */
  timeZone: string
  hasTimeZone: boolean
  /** Every day of the edition, and any other day with a session or a break. */
  days: readonly string[]
  lines: readonly BoardLine[]
  /** Sessions and breaks without a valid date or valid times, and those of no edition. */
  unplaced: readonly ShownDocument[]
  parts: readonly NamedItem[]
  /** The edition's rooms, by name. */
  rooms: readonly NamedItem[]
}

export type NamedItem = { id: string; title: string; ordinal: number }

export function boardProgramme(content: Indexed<ShownDocument>, edition: RawDocument): BoardProgramme {
  const own = documentsOfEdition(content.documents, edition._id)
  const timed = own.filter(({ _type }) => _type === 'session' || _type === 'break')
  const lines = timed.flatMap((document) => knownLine(document) ?? [])
  const drawn = new Set(lines.map(({ id }) => id))
  const timeZone =
    typeof edition.timeZone === 'string' && isTimeZone(edition.timeZone) ? edition.timeZone : undefined
  return {
    edition,
    timeZone: timeZone ?? 'UTC',
    hasTimeZone: timeZone !== undefined,
    days: daysOf(edition, lines),
    lines: lines.sort(byTime),
    unplaced: [...timed.filter(({ _id }) => !drawn.has(_id)), ...withoutEdition(content.documents)],
    parts: own
      .filter(({ _type }) => _type === 'part')
      .map(namedItem)
      .sort((a, b) => a.ordinal - b.ordinal || byText(a.id, b.id)),
    rooms: own
      .filter(({ _type }) => _type === 'room')
      .map(namedItem)
      .sort((a, b) => byName.compare(a.title, b.title)),
  }
}

const namedItem = (document: ShownDocument): NamedItem => ({
  id: document._id,
  title: documentName(document),
  ordinal: Number(document.ordinal ?? 1),
})

const byName = new Intl.Collator(languageOf(studioLocale).intl, { numeric: true })

/** The same object for the same document, so that what has not changed is not drawn again. */
const knownLine = memoWith((document: ShownDocument): BoardLine | undefined => {
  const { _id: id, _type, date, start, end, status } = document
  const isDrawn = typeof date === 'string' && isDate(date) && isClock(start) && isClock(end)
  if (!isDrawn || endsTooEarly({ start, end })) return undefined
  const contributions = Array.isArray(document.contributors) ? document.contributors : []
  return {
    ...{ id, type: _type === 'break' ? 'break' : 'session', edition: editionOf(document) ?? '' },
    ...{ date, start, end, document },
    rooms: referencedIds(document.rooms),
    plenary: document.plenary === true,
    contributors: contributions.flatMap((one) =>
      isRecord(one) ? (referencedId(one.contributor) ?? []) : [],
    ),
    cancelled: status === 'cancelled',
    title: documentName(document),
    part: referencedId(document.part),
    status: status === 'cancelled' || status === 'moved' ? status : 'scheduled',
    isDraft: isDraftId(document._originalId),
  }
})

function daysOf({ firstDay, lastDay }: RawDocument, lines: readonly BoardLine[]): readonly string[] {
  const days = new Set(lines.map(({ date }) => date))
  if (typeof firstDay === 'string' && typeof lastDay === 'string' && isDate(firstDay) && isDate(lastDay)) {
    for (let count = 0; count < 31 && daysAfter(firstDay, count) <= lastDay; count++) {
      days.add(daysAfter(firstDay, count))
    }
  }
  return [...days].sort()
}

const isClock = (value: unknown): value is string => typeof value === 'string' && isTime(value)
