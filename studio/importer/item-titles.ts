import type { ItemContent } from './plan.ts'
import {
  breakCores,
  breakWords,
  foldForMatching,
  isMadeOf,
  isRoomName,
  roomName,
  wordsIn,
} from './vocabulary.ts'

/** What the title of a session or a break says of its kind and its room. */

/** Whether a title is that of a break: surely, where it has no other words; maybe, where it begins like one. */
export function breakIn(title: string): 'surely' | 'maybe' | undefined {
  const words = wordsIn(title)
  if (words.some((word) => breakCores.has(word)) && isMadeOf(title, breakWords)) return 'surely'
  return meals.test(foldForMatching(title)) ? 'maybe' : undefined
}
const meals =
  /^(?:(?:working|networking|light|official|welcome|gala|continental) )?(?:lunch|dinner|breakfast|coffee|registration|accreditation|dejeuner|diner|petit dejeuner|cafe|pause|inscriptions?|accreditations?|almuerzo|comida|cena|desayuno|pausa|registro|inscripci|acreditaci)/

/** Who gives a lunch does not work in it: "Lunch hosted by Mayor Ana Ruiz" stays a break with its whole title. */
export const ofMeal = (written: ItemContent, read: ItemContent): ItemContent =>
  breakIn(written.title) === 'maybe' && (read.people ?? []).every(({ role }) => role === 'host')
    ? { ...read, title: written.title, people: [], asked: [] }
    : read

/** A title without the room that it names at its end in brackets or after a dash, or at its start before a colon. */
export function withRoom(title: string): { title: string; rooms: readonly string[] } {
  const atEnd = roomInBrackets.exec(title) ?? roomAfterDash.exec(title)
  if (atEnd?.[1] && atEnd[2]) return { title: atEnd[1].trim(), rooms: [atEnd[2]] }
  const [, before = '', inside = ''] = /^(.*\S)\s*\(([^()]{3,60})\)$/u.exec(title) ?? []
  const several = inside.split(/\s*[,;&+]\s*|\s+(?:and|et|y|e)\s+/iu)
  if (several.length > 1 && several.every(isRoomName) && breakIn(before) === undefined)
    return { title: before, rooms: several }
  // One word may be anything, and a break has no room to hold it.
  if (inside.includes(' ') && isRoomName(inside) && breakIn(before) === undefined)
    return { title: before, rooms: [inside] }
  const atStart = roomBeforeColon.exec(title)
  return atStart?.[1] && atStart[2] ? { title: atStart[2].trim(), rooms: [atStart[1]] } : { title, rooms: [] }
}
const roomInBrackets = new RegExp(`^(.+?)\\s*[([](${roomName.source})[)\\]]$`, 'iu')
const roomAfterDash = new RegExp(`^(.+?)\\s*[–—|,-]\\s*(${roomName.source})$`, 'iu')
/** "Plenary: …" says what kind of session it is. */
const roomBeforeColon = new RegExp(
  `^(?!(?:plenary|plénière|plenario)\\s*:)(${roomName.source})\\s*[:–—|]\\s*(.+)$`,
  'iu',
)

/** A title without the words that say that the session is cancelled: in brackets, or set off by a dash or a colon. */
export function withoutCancellation(title: string): { title: string; isCancelled: boolean } {
  const rest = cancellations.map((pattern) => pattern.exec(title)?.[1]).find((one) => one !== undefined)
  return rest === undefined ? { title, isCancelled: false } : { title: rest.trim(), isCancelled: true }
}
/** Whether a text is a word for "cancelled" alone. */
export const isCancellation = (text: string): boolean =>
  new RegExp(`^(?:${cancelledWord})$`, 'iu').test(text.trim())

/** A line with its word for "cancelled" behind its title, where it stands before the time. */
export const withCancellationLast = (text: string): string => {
  const [, word, rest] = cancelledFirst.exec(text) ?? []
  return word && rest ? `${rest} (${word})` : text
}

const cancelledWord = 'cancell?ed|annul[ée]e?s?|cancelad[oa]s?|anulad[oa]s?|suspendid[oa]s?'
const cancelledFirst = new RegExp(`^[([]?(${cancelledWord})[)\\]]?\\s*[:–—|-]?\\s*(\\d.*)$`, 'iu')
const cancellations = [
  new RegExp(`^[([](?:${cancelledWord})[)\\]]\\s*[:–—-]?\\s*(.+)$`, 'iu'),
  new RegExp(`^(?:${cancelledWord})\\s*[:–—|-]\\s*(.+)$`, 'iu'),
  new RegExp(`^(.+?)\\s*[([](?:${cancelledWord})[)\\]]$`, 'iu'),
  new RegExp(`^(.+?)\\s+[–—|-]\\s*(?:${cancelledWord})$`, 'iu'),
]
