import type { Problem } from './plan.ts'

/** What a text says of a session that the editor should know, and that no field holds. */

/** Whether a title or a state says that a session is put off. @example isPostponed('REPORTÉ : Atelier jeunes') → true */
export const isPostponed = (text: string): boolean =>
  postponedPlace.test(text) ||
  postponedAloud.test(text) ||
  new RegExp(`^${postponed}$`, 'iu').test(text.trim())

const postponed =
  '(?:postponed|rescheduled|deferred|report[ée]e?s?|ajourn[ée]e?s?|aplazad[oa]s?|pospuest[oa]s?|postergad[oa]s?)'
/** At the start before a dash or in brackets, or behind one. */
const postponedPlace = new RegExp(
  `^[(\\[]?${postponed}(?:[)\\]]|\\s*[:–—|-])|[(\\[]${postponed}(?!\\p{L})[^()[\\]]*[)\\]]|\\s[–—|-]\\s*${postponed}(?!\\p{L})`,
  'iu',
)
/** In capitals anywhere. */
const postponedAloud =
  /(?<!\p{L})(?:POSTPONED|RESCHEDULED|DEFERRED|REPORT[ÉE]E?S?|AJOURN[ÉE]E?S?|APLAZAD[OA]S?|POSPUEST[OA]S?|POSTERGAD[OA]S?)(?!\p{L})/u

/** Whether a text ends with a word that says that something is not settled yet. @example isUnsettled('Speakers: TBC') → true */
export const isUnsettled = (text: string): boolean =>
  /(?:^|[\s:(,;–—-])(?:TBC|TBA|TBD|tbc|tba|tbd|to be (?:confirmed|announced|determined)|à confirmer|à préciser|a confirmer|por confirmar|por definir|por anunciar|a confirmar)[.)\]]*$/u.test(
    text.trim(),
  )

/** The words of a text in which a question mark, or the sign for what cannot be shown, stands for a letter that was lost. */
export const lostLetters = (text: string): readonly string[] =>
  text
    .match(/\S*(?:\p{L}\?+\p{L}|(?<!\S)\?\p{Ll}{2}|\uFFFD)\S*/gu)
    ?.filter((word) => !/[=&/@]|www\./.test(word)) ?? []

/** A text without the marks of what is struck out in Markdown, which is told. */
export function withoutStrikes(text: string): { text: string; told: readonly Omit<Problem, 'line'>[] } {
  const told: Omit<Problem, 'line'>[] = []
  const plain = text.replace(/~~(?=\S)([^~\n]+?)(?<=\S)~~/gu, (_, struck: string) => {
    told.push({ code: 'struckOut', facts: { text: struck } })
    return struck
  })
  return { text: plain, told }
}

/** The time that a line may begin with, in three or four digits; no year. @example looseTimeIn('945 presentations') → '09:45' */
export function looseTimeIn(text: string): string | undefined {
  const [, hours, minutes] = /^(?!(?:19|20)\d\d)(\d{1,2})([0-5][05])(?=\s+\p{L})/u.exec(text) ?? []
  return hours !== undefined && minutes !== undefined && Number(hours) < 24
    ? `${hours.padStart(2, '0')}:${minutes}`
    : undefined
}

/** Whether a line begins with a time that no clock shows. @example isPastMidnight('25:00 Bus') → true */
export const isPastMidnight = (text: string): boolean => /^[\s(]*2[4-9]\s?[:h]\s?[0-5]\d(?!\d)/iu.test(text)
