import { roleBefore } from './contribution-roles.ts'
import type { ParsedLine, ParsedText } from './parsed-text.ts'
import { roleOfHead } from './people.ts'
import type { ItemContent, Paragraph } from './plan.ts'
import type { TableColumns } from './table-rows.ts'
import { foldForMatching, isMadeOf, roomName, wordsIn } from './vocabulary.ts'
import { daysIn, type FoundDays, monthOf } from './written-dates.ts'

/** What a line or a row looks like, whatever stands above it. */

/** A line without content: a picture, a rule, the number of a page. */
export function decorationIn({ style, plain: { text } }: ParsedLine): 'picture' | 'decoration' | undefined {
  if (style === 'picture') return 'picture'
  const isPageNumber = /^(page )?\d+ *(\/|of|de|sur) *\d+$/i.test(text) || /^page \d+$/i.test(text)
  return isPageNumber || !/[\p{L}\p{N}]/u.test(text) ? 'decoration' : undefined
}

/** A date on two lines, as on a calendar page: "12", "Nov". */
export function splitDateIn(
  { plain: { text } }: ParsedLine,
  next: ParsedLine | undefined,
): FoundDays | undefined {
  const month = next?.plain.text
  if (!/^\d{1,2}$/.test(text) || month === undefined || monthOf(month) === undefined) return undefined
  return daysIn(`${text} ${month}`)
}

/** The date of a text that says little else. */
export function dayIn({ text, days }: ParsedText): FoundDays | undefined {
  if (text.length > 110 || days === undefined) return undefined
  const isSentence = /[.;]$/.test(text) && (days.after.length > 1 || wordsIn(days.before).length > 3)
  if (isSentence || ofSomethingElse.test(foldForMatching(days.before))) return undefined
  const words = wordsIn(`${days.before} ${days.after}`)
  return words.length <= 9 && !/^\s*\(?\s*\d/.test(days.after) ? days : undefined
}

/** What a date is of that is not the edition: the state of the text, a deadline, the next meeting. */
const ofSomethingElse =
  /(?:^|[^a-z])(?:(?:updated?|revised|version|as of|deadline|rsvp|mise a jour|maj|actualizad[oa]|actualizacion|revisad[oa]|next (?:meeting|session|webinar|edition)|prochaine? (?:reunion|seance|rencontre|edition)|proxim[oa] (?:reunion|sesion|encuentro|edicion))(?![a-z])(?!.*\b(?:programme?|programa|agenda)\b)|(?:by|before|until|no later than|avant|jusqu'au|hasta|antes de|antes del)(?: (?:the|le|el))?\s*$)/

/** Whether a line after a heading begins a text of its own. */
export function beginsProse(next: ParsedLine | undefined): boolean {
  if (next === undefined || next.cells !== undefined || next.style === 'heading') return false
  if (roleOfHead(next.plain.text)?.isMarked === true) return false
  return (next.style !== undefined || !isShort(next.plain.text)) && next.plain.leading?.span.isSure !== true
}

/**
 * Whether lines begin with times as a programme has them, though each alone might be a number: three at least with a
 * title after them, in steps of five minutes, none before six in the morning, those of a day one after the other, and one
 * from ten o'clock on.
 */
export function isTimetable(lines: readonly ParsedLine[]): boolean {
  let [count, last, latest] = [0, earliest, earliest]
  for (const { cells, plain } of lines) {
    const timed = cells ? undefined : plain.leading
    if (timed === undefined) {
      if (dayIn(plain) !== undefined) last = earliest
      continue
    }
    const { start } = timed.span
    if (start < last || !/[05]$/.test(start) || !/^[^\p{L}]*\p{Lu}/u.test(timed.rest)) return false
    ;[count, last] = [count + 1, start]
    if (start > latest) latest = start
  }
  return count >= 3 && latest >= '10:00'
}
const earliest = '06:00'

export const isPoint = ({ style }: ParsedLine): boolean => style === 'bullet' || style === 'number'

export const kindOf = ({ style }: ParsedLine): Paragraph['as'] =>
  style === 'bullet' || style === 'number' ? style : 'paragraph'

/** Whether a text consists of some words, one of the most telling among them. */
export const isAbout = (text: string, words: ReadonlySet<string>, cores: ReadonlySet<string>): boolean =>
  isMadeOf(text, words) && wordsIn(text).some((word) => cores.has(word))

/**
 * The items of a row: the same words in every room of a table are one item for all; a cell alone in the room of the
 * plenaries, or beside the first room, is in its own room.
 */
export function itemsOfRow(
  items: readonly ItemContent[],
  columns: TableColumns = [],
): readonly ItemContent[] {
  const rooms = columns.filter(({ room }) => room !== undefined)
  const [first, ...more] = items
  if (first === undefined || rooms.length < 2) return items
  const isSame =
    more.length === rooms.length - 1 &&
    more.every(({ title }) => foldForMatching(title) === foldForMatching(first.title))
  if (isSame && more.length > 0) {
    const { rooms: _, ...whole } = first
    return [{ ...whole, rooms: [] }]
  }
  const [column, ...others] = first.columns ?? []
  const own =
    more.length === 0 && others.length === 0 && column !== undefined ? columns[column]?.room : undefined
  const isOwn = own !== undefined && (own !== rooms[0]?.room || plenaryRoom.test(foldForMatching(own)))
  return isOwn && first.rooms === undefined ? [{ ...first, rooms: [own] }] : items
}
const plenaryRoom = /plen|auditori|main|principal/

/** Whether a line has a word for a role itself. */
export const hasOwnRole = (text: string): boolean =>
  roleBefore(foldForMatching(text)) !== undefined || /^[^:,]{2,44}:/.test(text)

/** A session with a letter or a number among others: "TRACK 1 – …", "Atelier A : …", "B. …". */
export const parallelLine =
  /^(?:[A-H\d]\s?[.)]\s+)?((?:(?<=^[A-H\d]\s?[.)]\s+)\S.*)|(?:(?:track|(?:parallel )?session|workshop|breakout|group|stream|round ?table|panel|atelier|table ronde|groupe|parcours|taller|mesa(?: redonda)?|grupo|sesión|sesion|línea|eje)\s+(?:n[°º]\s?)?(?:\d{1,2}|[A-H]|[IV]{1,4})(?![\p{L}\d]).*))$/iu

export const endsWithRoom = new RegExp(`[–—|(,-]\\s*(?:${roomName.source})\\)?$`, 'iu')

export const roomLine = new RegExp(`^(${roomName.source})\\s*(?:[:–—-]\\s*(.+))?$`, 'iu')

/** Whether a text is as short as a heading, and ends like one. */
export const isShort = (text: string): boolean =>
  text.length <= 90 &&
  wordsIn(text).length <= 14 &&
  !/[.;,:!…]$/.test(text) &&
  /^["“«¿¡'(]?[\p{Lu}\p{N}]/u.test(text)
